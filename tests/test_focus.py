"""The short answer that is shown in bold."""

from __future__ import annotations

import pytest

from qa.focus import focus
from qa.kinds import answer_kind
from qa.words import content_stems


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "How many cracks were found in the bridge?",
            "On 9 January it was closed after 46 cracks were found.",
            "46",
        ),
        (
            "How many people were injured?",
            "WEXLEY, 3 February (Agency) — The crash injured 19 people, 4 badly.",
            "19",
        ),
        (
            "How much will the repair cost?",
            "The repair, agreed on 3 March, will cost £9.5m, up from £6m.",
            "£9.5m",
        ),
        (
            "When will the bridge reopen?",
            "The council, which met on Monday, will reopen the bridge on 14 April.",
            "14 April",
        ),
        ("How old is the pilot?", "The pilot, Ada Brent, 47, had flown for 20 years.", "47"),
        (
            "Who ordered the closure?",
            "The closure was ordered by Ines Marlow after a visit to Wexley.",
            "Ines Marlow",
        ),
        ("What share of members voted?", "Some 84% of members voted, against 52% in 2019.", "84%"),
    ],
)
def test_the_words_that_answer_are_marked(question: str, sentence: str, expected: str) -> None:
    span = focus(answer_kind(question), question, frozenset(content_stems(question)), sentence)
    assert span is not None
    assert sentence[slice(*span)] == expected


def test_what_the_question_says_itself_is_no_answer() -> None:
    question = "Who is Ada Brent?"
    assert (
        focus(answer_kind(question), question, frozenset(content_stems(question)), "It was Ada Brent again.")
        is None
    )


def test_a_reason_has_no_short_form() -> None:
    question = "Why was the bridge closed?"
    assert focus(answer_kind(question), question, frozenset(), "It was closed because of 46 cracks.") is None
