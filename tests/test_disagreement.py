"""Figures that articles give differently for the same thing are shown together; other figures are not."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import numpy as np
import pytest

from indexes import Article, NewsIndex
from indexes.contents import Contents
from indexes.reports import Statistics
from indexes.spans import Sentence
from qa import NewsAssistant, load_answer, verify
from qa.answers import Answer
from qa.candidates import Candidate, Reading
from qa.differing_figures import differing
from qa.disagreement import with_differing
from qa.evidence import RankedSentence
from qa.figures import figure_of
from qa.printing import print_answer
from qa.question import understand
from qa.settings import Settings
from ui.render_answer import render_answer

COLLECTION = Statistics(2, 2, 2, ("Courier", "Nord"), None, None)


def candidate(
    text: str, *, outlet: str = "Courier", day: int = 3, title: str = "Ferry collision"
) -> Candidate:
    """The one sentence of an article of February 2025."""
    article = Article(title=title, text=text, source=outlet, published=datetime(2025, 2, day, tzinfo=UTC))
    sentence = Sentence(article.id, 0, len(text), 0, True)
    return Candidate(
        Reading(Contents(article, (sentence,), np.zeros((1, 2), dtype=np.float32), ())), sentence, 1, 1.0
    )


def figures(question: str, *texts: str) -> list[str]:
    """The differing figures over one-sentence articles of different outlets, best first."""
    candidates = [candidate(text, outlet=f"Outlet {n}", day=3 + n) for n, text in enumerate(texts)]
    ranked = [RankedSentence(one, 5.0 - 0.5 * n) for n, one in enumerate(candidates)]
    asked = understand(question, COLLECTION)
    return [one.candidate.text[slice(*one.span)] for one in differing(asked, candidates[:1], ranked)]


INJURED = "How many people were injured in the ferry collision?"


def test_two_outlets_with_two_counts_of_the_same_people_are_set_side_by_side() -> None:
    assert figures(
        INJURED,
        "The ferry collision injured 23 people.",
        "Some 31 people were injured in the ferry collision.",
    ) == ["23", "31"]


@pytest.mark.parametrize(
    ("question", "first", "other"),
    [
        (INJURED, "The ferry collision injured 23 people.", "In the ferry collision 23 people were injured."),
        (
            INJURED,
            "The ferry collision injured 214 people.",
            "About 200 people were injured in the ferry collision.",
        ),
        (
            INJURED,
            "The ferry collision injured 46 people.",
            "More than 40 people were injured in the collision.",
        ),
        (
            INJURED,
            "The ferry collision injured 23 people.",
            "In the ferry collision in 2012, 31 people were injured.",
        ),
        (INJURED, "The ferry collision injured 23 people.", "The ferry collision delayed 31 trains."),
        (
            INJURED,
            "The ferry collision injured 23 people.",
            "Of those, another 4 people were injured in the ferry collision.",
        ),
        (
            "What share of members voted?",
            "Some 84% of members voted.",
            "Members voted for 6 hours, 52 in all.",
        ),
        ("Who was injured in the ferry collision?", "Ada Pell was injured.", "Hugh Marlow was injured."),
    ],
)
def test_figures_that_can_both_be_right_or_speak_of_something_else_do_not_differ(
    question: str, first: str, other: str
) -> None:
    assert figures(question, first, other) == []


def test_another_event_is_not_the_same_thing() -> None:
    first = candidate("The ferry collision injured 23 people.")
    other = candidate("The bus fire in Wexley injured 9 people.", title="Bus fire", outlet="Nord")
    ranked = [RankedSentence(first, 5.0), RankedSentence(other, 4.5)]
    assert differing(understand(INJURED, COLLECTION), [first], ranked) == []


def test_sums_in_other_words_are_compared_by_their_value() -> None:
    asked = "How much will the bridge repair cost?"
    assert (
        figures(asked, "The bridge repair will cost £9.5m.", "The bridge repair will cost £9.5 million.")
        == []
    )
    assert figures(
        asked, "The bridge repair will cost £9.5m.", "The bridge repair will cost £6 million."
    ) == [
        "£9.5m",
        "£6 million",
    ]


def test_a_correction_is_not_set_against_what_it_corrects() -> None:
    assert figures(INJURED, "The correct number of people injured in the ferry collision is 23.",
                   "The ferry collision injured 31 people.") == []  # fmt: skip


def test_a_figure_that_another_article_takes_back_is_left_out() -> None:
    first = candidate("The ferry collision injured 23 people.", outlet="Nord")
    wrong = candidate("The ferry collision injured 31 people.", day=4)
    right = candidate("We said that the ferry collision injured 31 people. The correct number is 23.", day=9)
    asked = understand(INJURED, COLLECTION)
    assert len(differing(asked, [first], [RankedSentence(one, 5.0) for one in (first, wrong)])) == 2
    assert differing(asked, [first], [RankedSentence(one, 5.0) for one in (first, wrong, right)]) == []


def test_where_the_latest_is_asked_for_the_newest_stands_alone() -> None:
    assert figures("What is the latest number of people injured in the ferry collision?",
                   "The ferry collision injured 23 people.", "The ferry collision injured 31 people.") == []  # fmt: skip


def test_the_other_figure_takes_the_place_behind_the_best_sentence() -> None:
    first, second, rival = (
        candidate("The ferry collision injured 23 people.", outlet="A"),
        candidate("The ferry sailed at noon.", outlet="B"),
        candidate("The ferry collision injured 31 people.", outlet="C"),
    )
    ranked = [RankedSentence(one, 5.0 - n) for n, one in enumerate((first, second, rival))]
    asked = understand(INJURED, COLLECTION)
    assert with_differing(asked, [first, second], ranked, 2) == [first, rival]
    assert with_differing(asked, [first, second], ranked, 3) == [first, rival, second]
    assert with_differing(asked, [first, second], ranked, 1) == [first]


@pytest.mark.parametrize(
    ("one", "other"),
    [("£9.5m", "£9.5 million"), ("1,200", "1200"), ("41%", "41 per cent"), ("twenty-three", "23"), ("240 pence", "240p"),
     ("3bn", "3,000 million"), ("six weeks", "6 weeks")],
)  # fmt: skip
def test_figures_in_other_words_are_equal(one: str, other: str) -> None:
    here, there = figure_of(one), figure_of(other)
    assert here is not None
    assert there is not None
    assert (here.value, here.unit) == (there.value, there.unit)
    assert not here.differs_from(there)


@pytest.mark.parametrize(("one", "other"), [("£5", "$6"), ("5 weeks", "5 days"), ("41%", "52")])
def test_figures_in_other_units_are_not_compared(one: str, other: str) -> None:
    here, there = figure_of(one), figure_of(other)
    assert here is not None
    assert there is not None
    assert not here.differs_from(there)


def test_words_without_a_number_are_no_figure() -> None:
    assert figure_of("several") is None


@pytest.fixture
def told_apart(index: NewsIndex) -> Answer:
    index.add([
        Article(title="Ferry collision", text="The ferry collision injured 23 people in fog off Wexley.", source="Courier",
                published=datetime(2025, 2, 3, tzinfo=UTC)),
        Article(title="Ferry crash", text="A ferry collision off Wexley injured 31 people, officials said.", source="Nord",
                published=datetime(2025, 2, 4, tzinfo=UTC)),
    ])  # fmt: skip
    return NewsAssistant(index, Settings(answer_threshold=0)).ask(INJURED)


@pytest.mark.model
def test_an_answer_carries_both_figures_with_outlet_and_date(told_apart: Answer, index: NewsIndex) -> None:
    (found,) = told_apart.differing
    assert {(one.figure, one.source, one.published) for one in found.figures} == {
        ("23", "Courier", datetime(2025, 2, 3, tzinfo=UTC)),
        ("31", "Nord", datetime(2025, 2, 4, tzinfo=UTC)),
    }
    cited = {citation.number: citation for citation in told_apart.citations}
    assert all(cited[one.citation].quote[slice(*one.span)] == one.figure for one in found.figures)
    assert load_answer(told_apart.to_json()).differing == told_apart.differing
    assert verify(told_apart, index) == []


@pytest.mark.model
def test_it_is_printed_and_shown(told_apart: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(told_apart)
    printed = capsys.readouterr().out
    assert "Figures differ: " in printed
    assert "23 [" in printed
    assert "Nord, 4 February 2025" in printed
    assert "The articles disagree" in str(render_answer(1, told_apart))


@pytest.mark.model
def test_a_forged_figure_is_found(told_apart: Answer, index: NewsIndex) -> None:
    document = json.loads(told_apart.to_json())
    document["differing"][0]["figures"][0]["figure"] = "99"
    document["differing"][0]["figures"][1]["source"] = "Somebody else"
    reasons = " ".join(one.reason for one in verify(load_answer(json.dumps(document)), index))
    assert "'99'" in reasons
    assert "another outlet" in reasons
