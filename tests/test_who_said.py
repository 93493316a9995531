"""'Who said “…”?': the words are looked for as they stand, and only who speaks them is marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hashing import HashingEmbedder

from indexes import Article, NewsIndex
from qa import Answer, Status
from qa.answering import answer_of
from qa.candidates import Candidate, Reading
from qa.evidence import Evidence, RankedSentence
from qa.parts import parts_of
from qa.question import understand
from qa.quoted_words import where_said, words_asked
from qa.speakers import where_named
from qa.weighing import Weighed
from qa.who_said import with_quoted_words_found

ARTICLES = [
    Article(
        id="mill",
        title="Larch Mill to close one wing",
        text="Ms Cole said she had thought of closing all of Larch Mill, but had decided against it. "
        "“A mill that sleeps is still a mill,” she said.\n"
        "Ned Harrow, the mayor of Sandle, thanked the workers at a meeting in the hall. "
        "He told them: “I owe you a mill and I will bring you one.”\n"
        "Asked what a mill is, Ivy Brent, a miller, laughed.",
    ),
    Article(
        id="lido",
        title="Lido at Sandle opens late",
        text="The lido at Sandle opened a month late.\n"
        "“You can swim in it,” said Hugh Marlow, its manager, “or you can look at it.”\n"
        "“It is colder than the sea,” an engineer of the lido, Ada Dunn, told reporters.\n"
        "The mayor, Ned Harrow, said it was warm enough for him. “Bring a towel and a friend,” he said.",
    ),
]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[NewsIndex]:
    with NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder()) as made:
        made.add(ARTICLES)
        yield made


def asked(index: NewsIndex, question: str) -> Answer:
    """The answer where the first sentence about the mill was thought to answer."""
    with index.snapshot() as view:
        understood = understand(question, view.statistics())
        reading = Reading(view.contents("mill"))
        first = RankedSentence(Candidate(reading, reading.sentences[0], 1, 1.0), 5.0)
        (part,) = parts_of(understood, view.statistics())
        weighed = with_quoted_words_found(view, [Weighed(part, Evidence((first,), 0.9))])
        return answer_of(understood, weighed, most=3, threshold=0.5)


def bold(answer: Answer) -> list[str]:
    return [one.text[slice(*one.focus)] for one in answer.sentences if one.focus]


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ('Who said "A mill that sleeps is still a mill"?', "Ms Cole"),
        ("Who said “I owe you a mill”?", "Ned Harrow"),
        ("Who said 'You can swim in it or you can look at it'?", "Hugh Marlow"),
        ("Who told reporters “it is colder than the sea”?", "Ada Dunn"),
        ("Whose words are “Bring a towel … a friend”?", "Ned Harrow"),
    ],
)
def test_who_speaks_the_quoted_words_is_marked_and_nobody_else(
    index: NewsIndex, question: str, speaker: str
) -> None:
    answer = asked(index, question)
    assert answer.status is Status.ANSWERED
    assert bold(answer) == [speaker]
    assert len({citation.article_id for citation in answer.citations}) == 1


def test_words_that_stand_in_no_article_are_not_answered_and_the_nearest_says_so(
    index: NewsIndex,
) -> None:
    answer = asked(index, "Who said “A mill that sleeps is a waste of money”?")
    assert answer.status is Status.NOT_FOUND
    assert [near.reason for near in answer.nearest][:1] == ["does not hold the quoted words"]
    assert answer.nearest[0].article_id == "mill"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who said “we are not done”?", "we are not done"),
        ("Who said that Sandle is “a town of rain”?", "a town of rain"),
        ("Who called Larch Mill “a heap of bricks” in June?", "a heap of bricks"),
        ("Who said the “green lanes” plan had failed?", None),
        ("Who said “never”?", None),
        ("Who wrote The Tide Book?", None),
        ("Who wrote “The Tide Book”?", None),
        ("WHO SAID “WE WON IT”?", "WE WON IT"),
        ("What did Ned Harrow say about “green lanes”?", None),
    ],
)
def test_quoted_words_are_asked_for_where_they_are_what_was_said(question: str, words: str | None) -> None:
    assert words_asked(question) == words


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("it's a dog's life", "It’s a dog’s life"),
        ("Never, NEVER again", "Never – never again"),
        ("we lost. We lost badly", "We lost,” he said. “We lost badly"),
        ("we lost ... badly", "We lost,” he said. “We lost badly"),
        ("we lost a little", None),
    ],
)
def test_marks_and_what_stands_between_make_no_difference(words: str, held: str | None) -> None:
    text = "Dogs bark.\n“Never – never again.” “It’s a dog’s life!”\n“We lost,” he said. “We lost badly,” he added."
    span = where_said(words, text)
    assert (text[slice(*span)] if span else None) == held


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("Ada Dunn was there. “It is a ruin,” she said.", "Ada Dunn"),
        ("Ada Dunn was there. She wept. “It is a ruin,” she said.", "Ada Dunn"),
        ("The engineer came in. “It is a ruin,” he said.", None),
        ("A woman of 90 came in. “It is a ruin,” she said.", None),
        ("Dunn came in. “It is a ruin,” she said.", None),
        ("Ned Harrow asked Ada Dunn what it was. “It is a ruin,” she said.", None),
        ("After Ada Dunn had seen the pier, she said: “It is a ruin.”", None),
        ("Ned Harrow said that Ada Dunn had told him: “It is a ruin.”", None),
        ("Ned Harrow said a sign at the gate read: “It is a ruin.”", None),
        ("Ned Harrow said he had never said “it is a ruin”.", None),
        ("Ada Dunn, the engineer, denied that she said “it is a ruin”.", None),
    ],
)
def test_nobody_is_named_where_another_may_have_spoken(
    index: NewsIndex, told: str, speaker: str | None
) -> None:
    start = "Ned Harrow opened the hall on Friday. "
    index.add([Article(id="ruin", title="A ruin", text=start + told)])
    with index.snapshot() as view:
        reading = Reading(view.contents("ruin"))
    said = where_said("it is a ruin", reading.article.text)
    assert said is not None
    name = where_named(reading, said)
    assert (reading.article.text[slice(*name)] if name else None) == speaker


@pytest.mark.parametrize(
    ("behind", "sure"), [("", True), ("about the lido", True), ("about the ferry", False)]
)
def test_who_said_it_of_something_else_is_not_surely_who_is_asked_for(
    index: NewsIndex, behind: str, sure: bool
) -> None:
    assert (asked(index, f"Who said “it is colder than the sea” {behind}?").confidence == 1.0) is sure


def test_words_that_stand_in_many_articles_are_found_in_the_one_that_quotes_them(index: NewsIndex) -> None:
    index.add(
        [Article(id=f"c{n}", title="Back again", text=f"We will, back be we, {n}.") for n in range(20)]
        + [
            Article(
                id="q", title="Pier", text="The pier shut for the winter. “We will be back,” said Ada Dunn."
            )
        ]
    )
    assert bold(asked(index, "Who said “we will be back”?")) == ["Ada Dunn"]
