"""Who is named as the speaker of a quoted sentence: the right one, or nobody."""

from __future__ import annotations

import pytest

from indexes import Article
from indexes.sentences import sentences_of
from qa.attribution import names_who_speaks
from qa.context import points_back, speaker_of


def labels(text: str) -> dict[str, str]:
    """Each sentence of the text that gets a speaker, and the speaker."""
    spans = [(sentence.start, sentence.end) for sentence in sentences_of(Article(title="", text=text))]
    named = ((text[start:end], speaker_of(text, start, end)) for start, end in spans)
    return {sentence: name for sentence, name in named if name}


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("“We counted twice,” said Ada Quill. “It was short.”", {"“It was short.”": "Ada Quill"}),
        ('"We counted twice," Dr Quill said. "It was short."', {'"It was short."': "Dr Quill"}),
        ("“It was short. We counted twice,” said Ada Quill, a clerk.", {"“It was short.": "Ada Quill"}),
        ("“We counted,” said Dr. Ada Quill, a clerk. “It was short.”", {"“It was short.”": "Dr. Ada Quill"}),
        (
            "“We counted,” said the guild's treasurer, Ada Quill, on Monday. “It was short.”",
            {"“It was short.”": "Ada Quill"},
        ),
        (
            "“We counted,” the guild's treasurer, Ada Quill, told reporters. “It was short.”",
            {"“It was short.”": "Ada Quill"},
        ),
        (
            "Ada Quill, who keeps the books, told the court: “It was short. We counted.”",
            {"We counted.”": "Ada Quill"},
        ),
        (
            "“We counted,” said Ada Quill. “It was short.\n\n“Nobody had looked. I did.”",
            {"“It was short.": "Ada Quill", "“Nobody had looked.": "Ada Quill", "I did.”": "Ada Quill"},
        ),
        (
            "“Nobody had looked.\n\n“It was short,” said Ada Quill.",
            {"“Nobody had looked.": "Ada Quill"},
        ),
    ],
)
def test_a_sentence_of_nothing_but_speech_is_its_speakers(text: str, spoken: dict[str, str]) -> None:
    assert labels(text).items() >= spoken.items()
    assert set(labels(text).values()) == set(spoken.values())


@pytest.mark.parametrize(
    "text",
    [
        # the sentence says itself who speaks: someone else's name from before must not be put in front
        "Dr Omar Reth said talks went on.\n\n“I have seen many,” said the guild's treasurer, Ada Quill.",
        "Marsh Ferries said it ran 40 boats.\n\n“I do not know how they count,” said the guild's Ada Quill.",
        "The Fen Peoples said so.\n\n“We found no bill, and we looked,” said the curator, Dr Ada Quill.",
        "Omar Reth said he saw it.\n\n“It is slippery,” a passer-by said.",
        "Omar Reth said he saw it.\n\n“It is slippery,” a passer-by said. “I fell.”",
        # a pronoun or a role speaks: the sentence before is shown instead of a guess
        "Omar Reth and Ada Quill said they met.\n\n“It went well,” she said. “We ate.”",
        # words in quotation marks that nobody speaks
        "Ada Quill spoke first.\n\nMarsh Ferries has offered 3%, which it calls “fair and proper”.",
        "Ada Quill said the film was dull.\n\nThe prize went to “A Long Night in Fenwick”.",
        "Ada Quill said it rained.\n\nA sign read “No boats. No refunds.”",
        # another paragraph, whose speaker is not known
        "“It is over,” said Ada Quill.\n\n“It is not over. It has begun.”",
        # the sentence after speech is somebody else's
        "“It was short.” Marsh Ferries said it would look into the books.",
        # the listener, the place, a day, a firm
        "“It was short,” he told Ada Quill. “We counted.”",
        "“It was short,” he said in New Fenwick. “We counted.”",
        "“It was short,” she said Monday. “We counted.”",
        "“It was short,” said a spokesman for the firm, Marsh Ferries. “We counted.”",
        # more is said between the quotations
        "“It was short,” said Ada Quill of the U.S. Marsh clerks nodded. “We counted.”",
        # two speakers in one paragraph
        "“Yes,” said Ada Quill, as Omar Reth replied. “No.”",
        "Ada Quill said Omar Reth had told her: “We counted. It was short.”",
        # marks that make no sense
        "It was short.” “We counted,” said Ada Quill. “We did.”",
        'The pipe is 6" wide. "It leaks',
    ],
)
def test_nobody_is_named_where_the_words_leave_a_doubt(text: str) -> None:
    assert labels(text) == {}


def test_a_sentence_that_a_pronoun_speaks_points_back() -> None:
    assert points_back("“We will not wait,” she said.")
    assert points_back("“Why not?” asked he.")
    assert not points_back("“We will not wait,” said Ada Quill.")


@pytest.mark.parametrize(
    "unit", ["A", "A ", "A-", "A’s ", "“", '"', "A said ", "said A, ", "the ", "“A,” said A. "]
)
def test_long_repetitions_are_read_at_once(unit: str) -> None:
    text = unit * 20_000
    assert speaker_of(text, 10, 20) is None
    assert len(list(names_who_speaks(text))) <= 1
    assert not points_back("“" * 20_000 + text)
