"""Date expressions in questions: every form that is read, what is left alone, and what may never happen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.periods import Bound, asks_for_latest, find_periods

NOW = datetime(2025, 3, 19, 12, tzinfo=UTC)  # a Wednesday

WITHIN = [
    ("over the weekend", "2025-03-15", "2025-03-17"),
    ("at the weekend", "2025-03-15", "2025-03-17"),
    ("in the past three days", "2025-03-16", "2025-03-19"),
    ("in the last 24 hours", "2025-03-18", "2025-03-19"),
    ("in the past fortnight", "2025-03-05", "2025-03-19"),
    ("in the past week", "2025-03-12", "2025-03-19"),
    ("in recent weeks", "2025-02-05", "2025-03-19"),
    ("two weeks ago", "2025-03-02", "2025-03-09"),
    ("three days ago", "2025-03-16", "2025-03-17"),
    ("the day before yesterday", "2025-03-17", "2025-03-18"),
    ("on Monday", "2025-03-17", "2025-03-18"),
    ("on Wednesday", "2025-03-19", "2025-03-20"),
    ("last Wednesday", "2025-03-12", "2025-03-13"),
    ("last night", "2025-03-18", "2025-03-20"),
    ("this morning", "2025-03-19", "2025-03-20"),
    ("early this year", "2025-01-01", "2025-05-02"),
    ("at the end of last year", "2024-09-01", "2025-01-01"),
    ("at the start of this month", "2025-03-01", "2025-03-11"),
    ("in the week of 5 March", "2025-03-03", "2025-03-10"),
    ("in the week of March 5, 2025", "2025-03-03", "2025-03-10"),
    ("late last year", "2024-09-01", "2025-01-01"),
    ("last quarter", "2024-10-01", "2025-01-01"),
    ("in the first quarter of 2025", "2025-01-01", "2025-04-01"),
    ("in Q4 2024", "2024-10-01", "2025-01-01"),
    ("in the second half of 2024", "2024-07-01", "2025-01-01"),
    ("last summer", "2024-06-01", "2024-09-01"),
    ("in the spring of 2024", "2024-03-01", "2024-06-01"),
    ("in winter 2023", "2023-12-01", "2024-03-01"),
    ("between 3 and 9 March", "2025-03-03", "2025-03-10"),
    ("between March 3 and March 9", "2025-03-03", "2025-03-10"),
    ("from 3 March to 9 April 2024", "2024-03-03", "2024-04-10"),
    ("from 27 December to 2 January", "2024-12-27", "2025-01-03"),
    ("between Monday and Wednesday", "2025-03-17", "2025-03-20"),
    ("between November and February", "2024-11-01", "2025-03-01"),
    ("from 2019 to 2023", "2019-01-01", "2024-01-01"),
    ("in the 2024/25 season", "2024-01-01", "2026-01-01"),
    ("in 2023-24", "2023-01-01", "2025-01-01"),
    ("in early 2024", "2024-01-01", "2024-05-01"),
    ("in the 1990s", "1990-01-01", "2000-01-01"),
    ("at the start of March", "2025-03-01", "2025-03-11"),
    ("at the end of February", "2025-02-20", "2025-03-01"),
    ("in the first week of March", "2025-03-01", "2025-03-08"),
    ("in the last week of January", "2025-01-25", "2025-02-01"),
    ("on Wednesday, March 5", "2025-03-05", "2025-03-06"),
    ("on 25/02/2025", "2025-02-25", "2025-02-26"),
    ("on 5.3.2025", "2025-03-05", "2025-03-06"),
    ("on New Year’s Day", "2025-01-01", "2025-01-02"),
    ("on Christmas Eve", "2024-12-24", "2024-12-25"),
]


@pytest.mark.parametrize(("words", "first", "after"), WITHIN)
def test_a_stretch_of_time_is_read(words: str, first: str, after: str) -> None:
    (period,) = find_periods(f"What was decided {words}?", now=NOW)
    assert (str(period.start.date()), str(period.end.date()), period.bound) == (first, after, Bound.WITHIN)
    assert period.phrase in words


@pytest.mark.parametrize(
    ("words", "first", "after"),
    [
        ("since the election on 5 November", "2024-11-05", None),
        ("since last Monday", "2025-03-17", None),
        ("since 2019", "2019-01-01", None),
        ("after 5 March", "2025-03-06", None),
        ("before 2020", None, "2020-01-01"),
        ("before Christmas Day", None, "2024-12-25"),
        ("by the end of February", None, "2025-03-01"),
        ("until yesterday", None, "2025-03-19"),
        ("as of 5 March", None, "2025-03-06"),
    ],
)
def test_one_end_may_be_open(words: str, first: str | None, after: str | None) -> None:
    (period,) = find_periods(f"What was known {words}?", now=NOW)
    assert [moment and str(moment.date()) for moment in period.window] == [first, after]


@pytest.mark.parametrize(
    ("question", "published"),
    [
        ("What did the Courier publish on 3 February?", True),
        ("What does the 3 February report say?", True),
        ("What was reported on 3 February?", True),
        ("What happened on 3 February?", False),
    ],
)
def test_when_something_was_published_is_kept_apart_from_when_it_happened(
    question: str, published: bool
) -> None:
    (period,) = find_periods(question, now=NOW)
    assert period.publication is published


@pytest.mark.parametrize(
    "question",
    [
        "Did prices fall?",
        "Who burned down Spring Street?",
        "Did the 2024 people in the hall leave?",
        "What will happen next March?",
        "On 04/03/2025?",  # April or March
        "Who called Monday a success?",
    ],
)
def test_what_is_no_date_or_could_be_two_is_left_alone(question: str) -> None:
    assert find_periods(question, now=NOW) == ()


def test_in_a_report_a_weekday_may_lie_ahead() -> None:
    assert find_periods("The council meets on Monday.", now=NOW, spoken=False) == ()


_PIECES = """between and from to since until before after by on in the early late mid- last this next past three 7 99999999
31 30 29 2 first second week quarter half Q1 H2 of 2024 2025 0001 9999 2023/24 2024-25 March February 29 Feb. Monday Sunday
weekend fortnight decade year month days ago yesterday tonight Christmas Eve New Year’s Day spring fall summer 5.3.2025
31/12/9999 1999s 2020s end start recent weeks day before , - – ? article published""".split()  # noqa: SIM905


@settings(max_examples=600, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=10).map(" ".join)),
    st.datetimes(timezones=st.just(UTC)),
)
def test_no_question_breaks_the_parser_and_no_end_lies_before_its_start(question: str, now: datetime) -> None:
    for spoken in (True, False):
        for period in find_periods(question, now=now, spoken=spoken):
            assert period.start <= period.end
            assert period.phrase
            assert period.phrase in question


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("Who may win in May?", "2025-05-01"),
        ("What will reopen on 14 April?", "2025-04-14"),
        ("What is due in June?", "2025-06-01"),
        ("Who died in May?", "2024-05-01"),
        ("When will the bridge, closed in January, reopen?", "2025-01-01"),
    ],
)
def test_a_date_without_a_year_is_one_to_come_where_its_clause_looks_ahead(question: str, start: str) -> None:
    (period,) = find_periods(question, now=NOW, newest=NOW)
    assert period.start.date().isoformat() == start


@pytest.mark.parametrize(
    "question",
    [
        "What happened on 29 February 2025?",
        "What happened on February 30?",
        "What sold best two weeks before Christmas?",
    ],
)
def test_a_day_that_does_not_exist_and_one_counted_from_another_are_no_period(question: str) -> None:
    assert find_periods(question, now=NOW, newest=NOW) == ()


@pytest.mark.parametrize(
    ("question", "latest"),
    [
        ("What is the current price?", True),
        ("Is the bridge still closed?", True),
        ("Where do the talks stand?", True),
        ("What flows in an electric current?", False),
        ("Which current account pays most?", False),
        ("Who still owns it?", False),
    ],
)
def test_the_newest_state_is_asked_for(question: str, latest: bool) -> None:
    assert asks_for_latest(question) is latest
