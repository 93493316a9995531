"""Articles over time: where they stand, what the columns hold, and that their words stay text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from fake_assistant import FakeAssistant
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from markups import Reader, answered

from indexes.reports import ArticleSummary
from ui.render_answer import render_answer
from ui.render_timeline import render_found, render_overview, render_timeline
from ui.ticks import ticks
from ui.timeline import Dot, Step, dots_of, overview, placed
from ui.undated import days_read, without_dates

QUESTION = "How long will the harbour bridge at Marwick close for repairs?"


def summary(published: datetime | None, outlet: str | None = "A") -> ArticleSummary:
    return ArticleSummary("x", "t", outlet, published, 1, datetime(2026, 1, 1, tzinfo=UTC))


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def test_cited_articles_carry_the_key_of_their_first_chip_and_found_ones_none() -> None:
    assistant = FakeAssistant()
    dots = dots_of(3, assistant.ask(QUESTION), ["harbour", "orchard", "gone"], assistant.index)  # type: ignore[arg-type]
    assert [(dot.article_id, dot.key) for dot in dots] == [
        ("harbour", "cite-3-1"),
        ("ferry", "cite-3-2"),
        ("orchard", ""),
    ]
    missing = dots_of(1, assistant.ask("Who won the chess?"), [], assistant.index)  # type: ignore[arg-type]
    assert missing[0].key == "near-1-1"


@given(st.lists(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2030, 1, 1)), max_size=40))
def test_dots_stand_in_order_within_the_line_and_never_on_each_other(moments: list[datetime]) -> None:
    points = placed(Dot(str(n), "t", None, moment.replace(tzinfo=UTC)) for n, moment in enumerate(moments))
    assert len(points) == len(moments)
    assert [one.share for one in points] == sorted(one.share for one in points)
    assert all(0 <= one.share <= 1 for one in points)
    for lane in {one.lane for one in points}:
        shares = [one.share for one in points if one.lane == lane]
        assert all(b - a >= 0.09 for a, b in pairwise(shares))


def test_weeks_are_counted_by_outlet_without_a_hole_and_gaps_are_told() -> None:
    articles = [summary(at(2025, 1, 6)), summary(at(2025, 1, 8), "B"), summary(at(2025, 1, 8)), summary(None)]
    found = overview([*articles, summary(at(2025, 2, 12))])
    assert (found.step, len(found.columns), found.undated) == (Step.WEEK, 6, 1)
    assert found.columns[0].outlets == (("A", 2), ("B", 1))
    assert (found.columns[0].first, found.columns[0].last) == (date(2025, 1, 6), date(2025, 1, 12))
    assert found.gaps == [(date(2025, 1, 13), date(2025, 2, 9))]
    text = Reader(render_overview(found)).text()
    assert "Not counted here: 1 article without a date" in text
    assert "None from 13 January 2025 to 9 February 2025." in text


def columns_of(numbers: dict[str, tuple[int, int]]) -> Reader:
    """The chart of two weeks, in each of which the outlets have so many articles."""
    found = [
        replace(summary(at(2025, 1, 6 + 7 * week), name), id=f"{name}{week}{place}")
        for name, weeks in numbers.items()
        for week, number in enumerate(weeks)
        for place in range(number)
    ]
    return Reader(render_overview(overview(found)))


def test_every_column_stacks_the_outlets_in_one_order() -> None:
    read = columns_of({"A": (1, 6), "B": (3, 1), "C": (2, 0)})
    stacked = [one["class"] for one in read.named("span") if "flex-grow" in one.get("style", "")]
    assert stacked == ["outlet-0", "outlet-1", "outlet-2", "outlet-0", "outlet-1"]


def test_one_outlet_alone_is_never_called_others() -> None:
    eight = columns_of(dict.fromkeys("ABCDEFGH", (2, 1))).text()
    assert "Others" not in eight
    assert "H (3)" in eight
    nine = columns_of(dict.fromkeys("ABCDEFGHI", (2, 1))).text()
    assert "Others (6)" in nine
    assert "H (3)" not in nine


@pytest.mark.parametrize(
    ("years", "step"),
    [(1, Step.WEEK), (5, Step.MONTH), (40, Step.YEAR), (400, Step.DECADE), (2024, Step.CENTURY)],
)
def test_long_archives_have_columns_that_can_still_be_told_apart(years: int, step: Step) -> None:
    found = overview([summary(at(2025 - years, 1, 5)), summary(at(2025, 1, 5))])
    assert found.step is step
    assert len(found.columns) <= 110
    assert sum(column.articles for column in found.columns) == 2
    assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(found.columns))


def test_dates_at_the_ends_of_time_are_no_error() -> None:
    found = overview([summary(datetime(1, 1, 1, tzinfo=UTC)), summary(datetime(9999, 12, 31, tzinfo=UTC))])
    assert sum(column.articles for column in found.columns) == 2
    assert len(found.columns) <= 110
    for months in (1, 3, 12):
        late = [summary(datetime(9999, month, 31, tzinfo=UTC)) for month in {12, 13 - months}]
        found = overview(late)
        assert sum(column.articles for column in found.columns) == len(late)
        assert found.columns[-1].last == date.max


def test_each_of_many_articles_of_one_day_has_a_place_of_its_own() -> None:
    body = render_timeline(Dot(str(n), "t", None, at(2025, 1, 1)) for n in range(30))
    places = {
        attributes["style"]
        for tag, attributes in Reader(body).tags
        if tag == "span" and "style" in attributes
    }
    assert len(places) == 30


def test_nothing_dated_is_said_or_left_out() -> None:
    assert "has a date" in render_timeline([])
    assert render_overview(overview([summary(None)])) == ""


def test_hostile_titles_and_outlets_stay_text_in_a_plot() -> None:
    dot = Dot(HOSTILE, HOSTILE, HOSTILE, at(2025, 1, 1), HOSTILE)
    for body in (render_timeline([dot]), render_overview(overview([summary(at(2025, 1, 6), HOSTILE)]))):
        read = Reader(body)
        assert not {"script", "img", "a", "style", "mark"} & {tag for tag, _ in read.tags}
        assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
        assert "${" not in body
        assert "alert(1)" in str(read.tags)


@pytest.mark.parametrize(
    ("question", "dates", "bare"),
    [
        ("What did Bowen say in March 2025?", "March 2025: from 1 March", "What did Bowen say?"),
        ("Who resigned last week?", "last week: from x", "Who resigned?"),
        ("What happened since 14 March in Ulm?", "14 March: from x", "What happened in Ulm?"),
        (
            "What was reported between 3 March and 9 March about it?",
            "3 March and 9 March: from x",
            "What was reported about it?",
        ),
        ("On 5 May, who left?", "5 May: from 5 May", "who left?"),
        ("Who left?", "5 May: from x", None),
        ("Yesterday?", "Yesterday: from x", None),
    ],
)
def test_dates_are_taken_out_of_a_question(question: str, dates: str, bare: str | None) -> None:
    assert without_dates(question, dates) == bare


@given(st.text(max_size=80), st.text(max_size=40))
def test_taking_dates_out_never_fails(question: str, dates: str) -> None:
    bare = without_dates(question, dates)
    assert bare is None or bare
    days_read(dates)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ("April 2025: from 1 April 2025 before 1 May 2025", ("2025-04-01", "2025-04-30")),
        ("since 3 May 2025: from 3 May 2025", ("2025-05-03", "")),
        ("before June: before 1 June 2025", ("", "2025-05-31")),
        (
            "in May: from 1 May 2025 before 1 June 2025; in March: from 1 March 2025 before 1 April 2025",
            None,
        ),
        ("in May: from 1 May 2025 before 1 June 2025; since June: from 1 June 2025", None),
        ("from 99 Foo 2025", ("", "")),
    ],
)
def test_the_days_of_one_period_are_known_as_first_and_last(dates: str, days: tuple[str, str] | None) -> None:
    assert days_read(dates) == days


def test_two_periods_can_be_left_out_but_not_changed_as_one() -> None:
    answer = answered()
    for dates, changed in (
        ("March 2024: from 1 March 2024 before 1 April 2024", 1),
        (
            "March 2024: from 1 March 2024 before 1 April 2024; March 2025: from 1 March 2025 before 1 April 2025",
            0,
        ),
    ):
        asked = replace(
            answer, question="Who left in March 2024 and in March 2025?", understood={"dates": dates}
        )
        shown = [
            one["class"] for one in Reader(render_answer(1, asked, None)).named("button") if "class" in one
        ]
        assert (shown.count("redate"), shown.count("undate")) == (changed, 1)


def test_columns_of_what_was_found_say_so() -> None:
    found = [replace(summary(at(2025, 3 * (1 + place % 2), 5)), id=str(place)) for place in range(61)]
    text = Reader(render_found(found)).text()
    assert "Found by week" in text
    assert "None found from 10 March 2025 to 1 June 2025." in text
    whole = Reader(render_overview(overview(found))).text()
    assert "Articles by week" in whole
    assert "None from 10 March 2025 to 1 June 2025." in whole


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (at(2025, 1, 1), at(2025, 1, 1), []),
        (at(2025, 3, 1), at(2025, 3, 5), ["2 Mar", "3 Mar", "4 Mar", "5 Mar"]),
        (at(2025, 3, 1), at(2025, 3, 29), ["10 Mar", "17 Mar", "24 Mar"]),
        (at(2025, 1, 9), at(2025, 3, 26), ["Feb 2025", "Mar 2025"]),
        (at(2024, 11, 3), at(2026, 4, 1), ["Jan 2025", "Apr 2025", "Jul 2025", "Oct 2025", "Jan 2026"]),
        (at(1990, 5, 1), at(2025, 4, 1), ["2000", "2010", "2020"]),
        (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), None),
    ],
)
def test_few_marks_stand_below_the_line(first: datetime, last: datetime, names: list[str] | None) -> None:
    found = ticks(first, last)
    assert len(found) <= 5
    assert all(0 < share < 1 for share, _ in found)
    assert [share for share, _ in found] == sorted(share for share, _ in found)
    if names is not None:
        assert [name for _, name in found] == names
