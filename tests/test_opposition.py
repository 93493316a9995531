"""Statements that contradict each other are shown together; what is merely possible or earlier is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest
from test_disagreement import COLLECTION, candidate

from indexes import Article, NewsIndex
from qa import NewsAssistant, load_answer, verify
from qa.disagreement import opposing
from qa.evidence import RankedSentence
from qa.question import understand
from qa.ranker_input import Window
from qa.settings import Settings
from qa.token_scores import WindowScores
from ui.render_answer import render_answer


def statements(question: str, *texts: str, days: int = 0) -> list[str]:
    """The words that contradict each other, over one-sentence articles of different outlets, best first."""
    candidates = [candidate(text, outlet=f"Outlet {n}", day=3 + n * days) for n, text in enumerate(texts)]
    ranked = [RankedSentence(one, 5.0 - 0.5 * n) for n, one in enumerate(candidates)]
    sides = opposing(understand(question, COLLECTION), candidates[:1], ranked)
    return [one.candidate.text[slice(*one.span)] for one in sides]


PLAN = "What did the council decide about the harbour plan?"


@pytest.mark.parametrize(
    ("first", "other", "words"),
    [
        ("The council approved the harbour plan.", "The council rejected the harbour plan.", ["approved", "rejected"]),
        ("The harbour plan was approved by the council of Marwick.",
         "The harbour plan was not approved by the council of Marwick.", ["approved", "not approved"]),
        ("Ms Bowen has resigned from the council, two members said.",
         "Ms Bowen hasn’t resigned from the council, her office said.", ["resigned", "hasn’t resigned"]),
        ("A jury found Mr Grice guilty of the museum raid.",
         "A jury found Mr Grice not guilty of the museum raid.", ["guilty", "not guilty"]),
        ("Unemployment in Velden rose in March, the agency said.",
         "Unemployment in Velden fell in March, the bank said.", ["rose", "fell"]),
    ],
)  # fmt: skip
def test_opposite_statements_on_one_point_are_set_side_by_side(
    first: str, other: str, words: list[str]
) -> None:
    assert statements(PLAN, first, other) == words
    assert statements(PLAN, other, first) == words[::-1]


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("The council approved the harbour plan.", "The council approved the harbour plan on Tuesday."),
        ("The council approved the harbour plan.", "The council could have rejected the harbour plan."),
        ("The council approved the harbour plan.", "The court rejected the appeal of the ferry company."),
        ("The council approved the harbour plan.", "The council had earlier rejected the harbour plan."),
        (
            "The council approved the harbour plan.",
            "The council first rejected, then approved the harbour plan.",
        ),
        (
            "The council approved the harbour plan.",
            "The mayor asked whether the council rejected the harbour plan.",
        ),
        ("Unemployment in Velden rose in March.", "Prices of apples fell in March."),
    ],
)
def test_what_is_possible_earlier_or_of_something_else_is_no_contradiction(first: str, other: str) -> None:
    assert statements(PLAN, first, other) == []


def test_the_contrary_a_week_later_is_news() -> None:
    sides = "The council approved the harbour plan.", "The council rejected the harbour plan."
    assert statements(PLAN, *sides, days=2) == ["approved", "rejected"]
    assert statements(PLAN, *sides, days=7) == []


def test_an_answer_cites_both_sides_and_says_that_they_contradict_each_other(index: NewsIndex) -> None:
    day = datetime(2025, 2, 3, tzinfo=UTC)
    sides = (
        "The council approved the harbour plan of Marwick.",
        "The council rejected the harbour plan of Marwick.",
    )
    index.add(
        [
            Article(f"Outlet {n} on the harbour plan", text, source=f"Outlet {n}", published=day)
            for n, text in enumerate(sides)
        ]
    )
    with NewsAssistant(index, Settings(answer_threshold=0.0), reader=EvenReader()) as assistant:
        answer = assistant.ask("What did the council decide about the harbour plan of Marwick?")
    (found,) = answer.differing
    assert found.kind == "statements"
    assert sorted(one.figure for one in found.figures) == ["approved", "rejected"]
    assert load_answer(answer.to_json()).differing == answer.differing
    assert verify(answer, index) == []
    assert "The articles contradict each other" in str(render_answer(1, answer))


class EvenReader:
    """Finds all sentences equally good."""

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        return [WindowScores(np.zeros(len(window.sentences), dtype=np.float32)) for window in windows]
