"""Sentence spans: what stays together, what parts, and that spans are exact whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.articles import Article
from indexes.sentences import sentences_of, split_sentences

NEWLINES = ["\n", "\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
MARKS = [
    '" ',
    "“",
    "”",
    "‘",
    "’",
    "(",
    ")",
    "...",
    " — ",
    "。",
    "e\u0301",
    "𝒳 ",
    "👩‍👩‍👧 ",
    "\u200f",
    "\u00a0",
]
WORDS = [
    "Mr. Ames",
    " U.S. ",
    "5 p.m. ",
    "“Is it?” he asked. ",
    "He left. ",
    "1. ",
    "J.D. ",
    "שלום עולם. ",
    "مرحبا؟ ",
    "No. 5",
]
PIECES = st.sampled_from([*MARKS, *WORDS, *NEWLINES])
ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])), st.lists(PIECES, max_size=40).map("".join)
)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@given(ANY_TEXT)
def test_spans_are_in_order_inside_the_text_and_cover_all_that_is_not_white_space(text: str) -> None:
    covered = [False] * len(text)
    end_before = 0
    for start, end in split_sentences(text):
        assert end_before <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered[start:end] = [True] * (end - start)
        end_before = end
    assert all(done or character.isspace() for done, character in zip(covered, text, strict=True))


@given(ANY_TEXT)
def test_a_blank_line_always_ends_a_sentence(text: str) -> None:
    assert not any("\n\n" in sentence for sentence in sentences(f"One {text}\n\n{text} two"))


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Smith and Dr. Jones met Sen. Amy Lee, Gov. Ron Day and Lt. Col. Ann Poe.",
        "Donald Trump Jr. spoke to Samuel L. Jackson and J.D. Vance of St. Louis.",
        "The U.S. President met U.N. officials about resolution No. 5 on Jan. 6.",
        "It starts at 8 p.m. ET on Monday and ends at 2 a.m. Tuesday.",
        "Shares of Acme Inc. rose 3.5 percent to $4.11 after Corp. filings.",
        "“Is it over?” he asked.",
        "“Stop!” she shouted, and he did.",
        "The court overturned Roe v. Wade.",
        "He said they would... wait and see.",
        "WASHINGTON (AP) — The Senate voted on Monday.",
        "ENGLEWOOD, Colo. (AP) — The team has new owners.",
        "5. Ukraine remains the first subject.",
        "See https://www.example.com/a.b?c=1. html for more",
        "1:10 p.m.: After speaking for an hour, he left.",
        "Prop. 205 failed, said Rep. Ted Budd, R-N.C., and others.",
    ],
)
def test_a_sentence_stays_whole(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left the U.S. The next day he returned.", ["He left the U.S.", "The next day he returned."]),
        ("It was 5 p.m. The sun set.", ["It was 5 p.m.", "The sun set."]),
        ("“It works,” he said. “I am glad.”", ["“It works,” he said.", "“I am glad.”"]),
        ('"It works," he said. " I am glad."', ['"It works," he said.', '" I am glad."']),
        ("He called it “a mess.” She agreed.", ["He called it “a mess.”", "She agreed."]),
        ("(It rained all day.) Then it stopped.", ["(It rained all day.)", "Then it stopped."]),
        ("It ended… Here is why.", ["It ended…", "Here is why."]),
        ("He drove a Model T. He liked it.", ["He drove a Model T.", "He liked it."]),
        ("It rose in May. Prices fell 3.5%. 41,544 were sold.",
         ["It rose in May.", "Prices fell 3.5%.", "41,544 were sold."]),
        ("That was wrong.The mayor said so.", ["That was wrong.", "The mayor said so."]),
        ("Why? Nobody knows! It is odd.", ["Why?", "Nobody knows!", "It is odd."]),
    ],
)  # fmt: skip
def test_two_sentences_part(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_long_quotation_is_split_inside() -> None:
    quotation = (
        "“" + " ".join(["We have waited for this day for a very long time indeed."] * 8) + "” he said."
    )
    assert len(sentences(quotation)) == 8


def test_a_newline_ends_a_sentence_where_each_line_is_its_own_paragraph() -> None:
    text = "Police at the scene on Monday\nThe road was closed for several hours.\nIt opened again at noon."
    assert len(sentences(text)) == 3


def test_a_newline_does_not_end_a_sentence_where_lines_are_wrapped() -> None:
    text = (
        "The road was closed for several hours on Monday\nafter a lorry carrying apples turned over near "
        "the\n"
        "old bridge and blocked both of its lanes. Nobody\nwas hurt.\n\nIt opened again at noon."
    )
    first, second, third = sentences(text)
    assert first.endswith("its lanes.")
    assert second == "Nobody\nwas hurt."
    assert third == "It opened again at noon."


def test_items_of_a_wrapped_list_stay_apart() -> None:
    text = (
        "The council named several things that it would have\nto change before the winter came to the "
        "valley and\n"
        "the roads were closed again, and among these were\n- the bridge\n- the road to the north of the "
        "valley, which is old"
    )
    assert [sentence[:6] for sentence in sentences(text)[1:]] == ["- the ", "- the "]


def test_sentences_of_an_article_count_from_0_and_know_what_may_be_cited() -> None:
    article = Article(title="A title", text="It rained on Monday.\n\nAdvertisement\n\nIt stopped on Tuesday.")
    found = sentences_of(article)
    assert [sentence.position for sentence in found] == [0, 1, 2]
    assert [sentence.citable for sentence in found] == [True, False, True]
    assert {sentence.article_id for sentence in found} == {article.id}


def test_quoted_speech_of_several_sentences_is_several_sentences() -> None:
    text = "“We found four cracks. Nobody was in danger,” said Ines Calloway. (It was dark. Nobody saw it.)"
    assert sentences(text) == [
        "“We found four cracks.",
        "Nobody was in danger,” said Ines Calloway.",
        "(It was dark.",
        "Nobody saw it.)",
    ]
