"""A figure that its own paper took back is not shown without the correction, wherever that was printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from test_denials import sentences

from indexes import Article, NewsIndex
from indexes.reports import Statistics
from qa import Answer
from qa.candidates import Candidate, Reading
from qa.composing import Chosen, compose
from qa.evidence import Evidence, RankedSentence
from qa.parts import parts_of
from qa.question import understand
from qa.setting_right import with_figures_set_right
from qa.weighing import Weighed

REPORT = Article(
    id="report",
    title="Larch Mill axes 310 posts in blow to Sandle",
    text="Larch Mill is to cut 310 posts at its works in Sandle, the worst blow since the harbour closed.",
    source="The Sandle Echo",
    published=datetime(2025, 1, 8, tzinfo=UTC),
)
OTHER = Article(
    id="other",
    title="Elm Mill to shed jobs",
    text="Elm Mill is to cut 310 posts at its works in Wexley.",
    source="The Wexley Post",
    published=datetime(2025, 1, 8, tzinfo=UTC),
)
LATER = Article(
    id="later",
    title="Larch Mill axes more",
    text="Larch Mill is to cut 310 posts at its works in Sandle after all.",
    source="The Sandle Echo",
    published=datetime(2025, 6, 8, tzinfo=UTC),
)
NOT_WORDING = (
    "An article on Wednesday (“Larch Mill axes 310 posts in blow to Sandle”, page 2) gave the wrong number of job losses. "
    "Larch Mill is to cut 190 posts in Sandle, not 310."
)
NUMBER_WORDING = (
    "We wrongly reported on 8 January that Larch Mill would cut 310 posts at its works in Sandle. "
    "The correct figure is 190."
)
SHOULD_WORDING = (
    "Our report of 8 January on Larch Mill in Sandle put the posts to be cut at 310; it should have said 190."
)


def shown(index: NewsIndex, question: str, first: Sequence[str]) -> list[str]:
    """The best sentence of each named article, set right."""
    with index.snapshot() as view:
        asked = understand(question, view.statistics())
        candidates = [
            Candidate(Reading(view.contents(key)), view.contents(key).sentences[0], 1, 1.0) for key in first
        ]
        evidence = Evidence(tuple(RankedSentence(one, 5.0 - n) for n, one in enumerate(candidates)), 0.9)
        weighed = [Weighed(part, evidence) for part in parts_of(asked, view.statistics())]
        return [one.candidate.text for one in with_figures_set_right(view, weighed)[0].evidence.ranked]


def bold_in(answer: Answer) -> list[str]:
    return [one.text[slice(*one.focus)] for one in answer.sentences if one.focus]


def correction(text: str) -> Article:
    """A page of corrections that names no outlet in its metadata."""
    return Article(
        id="page",
        title="Corrections",
        text=f"The Sandle Echo puts mistakes right.\n\n{text}",
        published=datetime(2025, 1, 11, tzinfo=UTC),
    )


ASKED = "How many posts will Larch Mill cut?"


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        (NOT_WORDING, "Larch Mill is to cut 190 posts in Sandle, not 310."),
        (NUMBER_WORDING, "The correct figure is 190."),
        (SHOULD_WORDING, SHOULD_WORDING),
    ],
)
def test_the_correction_takes_the_place_of_the_report(index: NewsIndex, wording: str, expected: str) -> None:
    index.add([REPORT, correction(wording)])
    assert shown(index, ASKED, ["report"]) == [expected]


def test_it_is_found_though_the_question_asks_for_the_word_of_the_outlet(index: NewsIndex) -> None:
    index.add([REPORT, OTHER, correction(NOT_WORDING)])
    asked = f"According to the Sandle Echo, {ASKED[0].lower()}{ASKED[1:]}"
    assert shown(index, asked, ["report"]) == ["Larch Mill is to cut 190 posts in Sandle, not 310."]


def test_other_reports_with_the_same_figure_stay(index: NewsIndex) -> None:
    index.add([REPORT, OTHER, LATER, correction(NOT_WORDING)])
    assert shown(index, ASKED, ["other", "later"]) == [OTHER.text, LATER.text]


def test_where_the_figure_is_not_asked_for_the_correction_follows_the_report(index: NewsIndex) -> None:
    index.add([REPORT, correction(NOT_WORDING)])
    corrected = "Larch Mill is to cut 190 posts in Sandle, not 310."
    assert shown(index, "When did the harbour of Sandle close?", ["report"]) == [REPORT.text, corrected]


def test_the_same_figure_of_something_else_in_that_paper_stays(index: NewsIndex) -> None:
    text = "The pier of Sandle is 310 years old, says Ada Brent."
    index.add([
        Article(id="pier", title="A pier to be proud of", text=text, source="The Sandle Echo",
                published=datetime(2025, 1, 8, tzinfo=UTC)),
        correction(NUMBER_WORDING),
    ])  # fmt: skip
    assert shown(index, "How old is the pier of Sandle?", ["pier"]) == [text]


def test_nothing_from_after_the_day_asked_of_is_used(index: NewsIndex) -> None:
    index.add([REPORT, correction(NOT_WORDING)])
    with index.snapshot() as view:
        asked = understand(ASKED, view.statistics(), as_of=datetime(2025, 1, 9, tzinfo=UTC))
        one = Candidate(Reading(view.contents("report")), view.contents("report").sentences[0], 1, 1.0)
        weighed = [
            Weighed(part, Evidence((RankedSentence(one, 5.0),), 0.9))
            for part in parts_of(asked, view.statistics())
        ]
        assert with_figures_set_right(view, weighed) == weighed


@pytest.mark.parametrize(
    ("wording", "expected"),
    [(NOT_WORDING, ["190"]), (NUMBER_WORDING, ["190"]), (SHOULD_WORDING, ["190"])],
)
def test_inside_a_correction_only_the_corrected_figure_is_marked(wording: str, expected: list[str]) -> None:
    collection = Statistics(1, 1, 1, (), None, None)
    asked = understand(ASKED, collection)
    chosen = [
        Chosen(one, asked) for one in sentences(wording) if any(character.isdigit() for character in one.text)
    ]
    assert bold_in(compose(asked, chosen)) == expected
