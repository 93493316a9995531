"""How sentences become passages."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from indexes import Article, Sentence
from indexes.passages import TARGET_TOKENS, context_line, cut_passages, paragraph_ends, passage_text


def line_of(lengths: list[int], uncitable: frozenset[int] = frozenset()) -> list[Sentence]:
    return [Sentence("a", n * 10, n * 10 + 9, n, n not in uncitable) for n in range(len(lengths))]


@given(
    st.lists(st.integers(0, 300), max_size=60),
    st.frozensets(st.integers(0, 59)),
    st.frozensets(st.integers(0, 59)),
    st.integers(48, 500),
)
def test_passages_hold_each_citable_sentence_once_within_the_budget(
    lengths: list[int], uncitable: frozenset[int], ends: frozenset[int], budget: int
) -> None:
    sentences = line_of(lengths, uncitable)
    cuts = cut_passages(sentences, lengths, budget, paragraph_ends=ends)
    held = [[n for n in range(first, last + 1) if n not in uncitable] for first, last in cuts]
    assert [n for passage in held for n in passage] == [s.position for s in sentences if s.citable]
    for (first, last), positions in zip(cuts, held, strict=True):
        assert positions[0] == first
        assert positions[-1] == last
        assert len(positions) == 1 or sum(lengths[n] for n in positions) <= budget


def test_passages_come_close_to_the_target_and_leave_no_scrap() -> None:
    lengths = [25] * 30
    cuts = cut_passages(line_of(lengths), lengths, 250)
    sizes = [25 * (last - first + 1) for first, last in cuts]
    assert all(abs(size - TARGET_TOKENS) <= 30 for size in sizes)


def test_cuts_fall_at_paragraph_ends_where_lengths_allow() -> None:
    lengths = [35] * 12
    cuts = cut_passages(line_of(lengths), lengths, 250, paragraph_ends={2, 6, 11})
    assert [last for _, last in cuts] == [2, 6, 11]


def test_a_sentence_longer_than_the_budget_is_a_passage_of_its_own() -> None:
    assert cut_passages(line_of([50, 900, 50]), [50, 900, 50], 200) == [(0, 0), (1, 1), (2, 2)]


def test_without_citable_sentences_there_are_no_passages() -> None:
    assert cut_passages(line_of([9, 9], frozenset({0, 1})), [9, 9], 200) == []
    assert cut_passages([], [], 200) == []


def test_paragraphs_end_at_line_breaks_and_at_the_end() -> None:
    text = "One. Two.\n\nThree. Four."
    sentences = [Sentence("a", *span, n) for n, span in enumerate([(0, 4), (5, 9), (11, 17), (18, 23)])]
    assert paragraph_ends(text, sentences) == {1, 3}


def test_the_context_is_title_and_date_in_any_locale() -> None:
    day = datetime(2025, 3, 12, tzinfo=UTC)
    assert context_line(Article("Bridge shut", "x", published=day)) == "Bridge shut. 12 March 2025."
    assert context_line(Article("Why?", "x")) == "Why?"
    assert context_line(Article("", "x")) == ""


def test_what_is_embedded_leaves_out_what_is_not_citable() -> None:
    article = Article("T", "First one. Advertisement. Last one.")
    spans = [(0, 10, True), (11, 25, False), (26, 35, True)]
    sentences = [
        Sentence(article.id, start, end, n, citable) for n, (start, end, citable) in enumerate(spans)
    ]
    made = passage_text(article, sentences)
    assert made.text == "T. First one. Last one."
    assert made.positions == (0, 2)
    assert [made.text[start:end] for start, end in made.spans] == ["First one.", "Last one."]
