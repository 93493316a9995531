"""A sentence that cannot be understood alone brings the one that explains it."""

from __future__ import annotations

import numpy as np
import pytest

from indexes import Article
from indexes.contents import Contents
from indexes.spans import Sentence
from qa.candidates import Candidate, Reading
from qa.context import context_position, points_back
from qa.words import content_stems


def context(
    *sentences: str, title: str = "Wexley bridge", question: str = "What about the bridge?"
) -> str | None:
    """The sentence shown before the last of an article's sentences."""
    text, spans, start = "\n".join(sentences), [], 0
    for sentence in sentences:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    article = Article(title=title, text=text)
    known = tuple(Sentence(article.id, first, end, place, True) for place, (first, end) in enumerate(spans))
    vectors = np.zeros((len(known), 2), dtype=np.float32)
    candidate = Candidate(Reading(Contents(article, known, vectors, ())), known[-1], 1, 1.0)
    place = context_position(candidate, frozenset(content_stems(question)))
    return None if place is None else candidate.reading.text(place)


FIRST = "Ada Pell runs the harbour at Wexley."


@pytest.mark.parametrize(
    "sentence",
    [
        "She has closed three piers since June.",
        "In 2019 she closed three piers at Orlbridge.",
        "After the vote on Monday, she closed three piers.",
        "The council could merge three of them with a neighbour and save Wexley money.",
        "The discovery takes the number of known cracks to 39, said Hugh Marlow of the council.",
        "The cheapest was Lidgate at £81.30, as the reporters of Wexley found.",
        "The other aircraft, a freighter of Orlbridge Air, had been cleared to land.",
        "Asked if the mayor of Orlbridge, Hugh Marlow, had promised money, she said: “I know what he said.”",
        "Turnout was 61 per cent.",
        "Pre-tax profit for 2024 dropped to £142m from £229m.",
    ],
)
def test_what_needs_an_explanation_gets_the_sentence_before(sentence: str) -> None:
    assert context(FIRST, sentence) == FIRST


@pytest.mark.parametrize(
    "sentence",
    [
        "Hugh Marlow said that he had closed three piers.",
        "Asked if he had promised money, Hugh Marlow said that he had not.",
        "The bridge was shut to all traffic on Monday by Hugh Marlow.",  # the question and the title tell which
        "In Wexley the council closed three piers of the old harbour in June.",
        "Of 5,820 people in the group, most of those who fell ill were at sea, said Hugh Marlow.",
        "The council of Wexley took the three piers that Orlbridge had left.",
    ],
)
def test_what_stands_alone_is_shown_alone(sentence: str) -> None:
    assert context(FIRST, sentence) is None


def test_the_sentence_shown_stands_alone_itself() -> None:
    assert context(FIRST, "She was born in Orlbridge.", "She has closed three piers.") == FIRST


def test_the_first_sentence_has_none_before_it() -> None:
    assert context("She has closed three piers.") is None


def test_people_named_in_the_sentence_itself_do_not_point_back() -> None:
    assert not points_back("The fire hurt 26 people, one of them fatally.")
    assert points_back("The city could close three of them.")
