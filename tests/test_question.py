"""What is read out of a question before anything is searched."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from indexes.errors import QuestionError
from indexes.filters import Filters
from indexes.reports import Statistics
from qa.arguments import filters_of, moment_of, turns_of
from qa.kinds import AnswerKind, answer_kind
from qa.moments import just_after
from qa.outlets import named_outlets
from qa.periods import Bound, asks_for_latest, find_periods
from qa.question import understand

NOW = datetime(2025, 3, 19, 12, tzinfo=UTC)  # a Wednesday
OUTLETS = ("Agency Nord", "The Harbour Courier", "Westmark Dispatch")
COLLECTION = Statistics(
    90, 2000, 400, OUTLETS, datetime(2024, 11, 11, tzinfo=UTC), datetime(2025, 3, 27, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who ordered the bridge to be closed?", AnswerKind.PERSON),
        ("How many people were injured?", AnswerKind.NUMBER),
        ("What percentage of members voted yes?", AnswerKind.SHARE),
        ("How much did the painting sell for?", AnswerKind.MONEY),
        ("When will the bridge reopen?", AnswerKind.DATE),
        ("How long did the trial last?", AnswerKind.DURATION),
        ("Which city hosts the summit?", AnswerKind.PLACE),
        ("Why was the plant closed?", AnswerKind.REASON),
        ("What did the minister say about wages?", AnswerKind.QUOTE),
        ("Did the union accept the offer?", AnswerKind.YES_NO),
        ("Which came first, the ballot or the strike?", AnswerKind.ORDER),
        ("A ship ran aground this week. What is it called?", AnswerKind.NAME),
        ("What happened at the ferry terminal?", AnswerKind.EVENT),
    ],
)
def test_a_question_tells_the_kind_of_its_answer(question: str, kind: AnswerKind) -> None:
    assert answer_kind(question) is kind


@pytest.mark.parametrize(
    ("words", "first", "after"),
    [
        ("on 5 February 2025", date(2025, 2, 5), date(2025, 2, 6)),
        ("on February 5, 2025", date(2025, 2, 5), date(2025, 2, 6)),
        ("on 5 February", date(2025, 2, 5), date(2025, 2, 6)),
        ("in November", date(2024, 11, 1), date(2024, 12, 1)),
        ("in early March", date(2025, 3, 1), date(2025, 3, 11)),
        ("last week", date(2025, 3, 10), date(2025, 3, 17)),
        ("yesterday", date(2025, 3, 18), date(2025, 3, 19)),
        ("last month", date(2025, 2, 1), date(2025, 3, 1)),
        ("in 2024", date(2024, 1, 1), date(2025, 1, 1)),
    ],
)
def test_dates_are_read_as_half_open_periods(words: str, first: date, after: date) -> None:
    (period,) = find_periods(f"What was decided {words}?", now=NOW)
    assert (period.start.date(), period.end.date()) == (first, after)


def test_since_and_before_leave_one_end_open() -> None:
    since, before = find_periods("What changed since 3 February and before 1 March?", now=NOW)
    assert (since.bound, before.bound) == (Bound.SINCE, Bound.BEFORE)
    assert since.window == (datetime(2025, 2, 3, tzinfo=UTC), None)
    assert before.window == (None, datetime(2025, 3, 1, tzinfo=UTC))


def test_a_question_without_a_date_has_no_period() -> None:
    assert find_periods("Who may stand for mayor, and what is the cost?", now=NOW) == ()


@pytest.mark.parametrize(
    "question",
    [
        "Who will march over the bridge?",
        "Did 314 march to the palace, or 12 march home?",
        "What did Jan Marlow say?",
        "What was reported by June Marlow?",
        "Who is June Marlow?",
        "May the bridge reopen?",
        "It rained. May 14 people sail?",
        "WHAT MAY HAPPEN?",
        "What did April Quill and August Reth sign?",
    ],
)
def test_a_name_or_verb_that_looks_like_a_month_is_no_date(question: str) -> None:
    assert find_periods(question, now=NOW) == ()


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("in May", 5),
        ("since March", 3),
        ("by June", 6),
        ("in early April", 4),
        ("on 3 May", 5),
        ("in november", 11),
        ("in Jan. 2025", 1),
        ("in MARCH 2025", 3),
        ("in August 2024", 8),
    ],
)
def test_a_month_is_read_where_words_beside_it_make_it_one(words: str, month: int) -> None:
    (period,) = find_periods(f"What was decided {words}?", now=NOW)
    assert period.start.month == month


def test_between_two_months_is_one_period() -> None:
    (period,) = find_periods("What was decided between January and March?", now=NOW)
    assert period.window == (datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 4, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "words",
    [
        "in the last 3000 years",
        "in the last 9999999999 days",
        f"in the last {'9' * 1900} weeks",
        "yesterday",
        "this year",
        "this month",
        "today",
        "last 3 days",
    ],
)
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2025-03-19"])
def test_times_beyond_counting_break_nothing(words: str, day: str) -> None:
    asked = understand(f"What happened {words}?", COLLECTION, as_of=moment_of(day, end_of_day=True))
    for period in asked.periods:
        assert period.end + timedelta(days=30) > period.start


def test_latest_is_heard() -> None:
    assert asks_for_latest("What is the latest estimate?")
    assert not asks_for_latest("Who was late?")


def test_an_outlet_is_demanded_only_where_it_tells() -> None:
    (told,) = named_outlets("How many were hurt, according to the Harbour Courier?", OUTLETS)
    assert told.source == "The Harbour Courier"
    assert told.demanded
    (subject,) = named_outlets("Who bought Agency Nord?", OUTLETS)
    assert not subject.demanded


def test_a_demanded_outlet_limits_the_search_unless_the_caller_did() -> None:
    question = "How many were hurt, according to Agency Nord?"
    assert understand(question, COLLECTION).filters.sources == ("Agency Nord",)
    given = understand(question, COLLECTION, filters=Filters(sources=("Westmark Dispatch",)))
    assert given.filters.sources == ("Westmark Dispatch",)


def test_names_and_numbers_are_what_must_be_met() -> None:
    asked = understand("What did Ruth Pell say about the 46 cracks?", COLLECTION)
    assert set(asked.specifics) == {"ruth", "pell", "46"}


def test_half_a_character_is_refused() -> None:
    with pytest.raises(QuestionError, match="character"):
        understand("And \ud800 it?", COLLECTION)


@pytest.mark.parametrize("text", ["", "   ", "?!", "\n"])
def test_an_empty_question_is_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        understand(text, COLLECTION)


@pytest.mark.parametrize("text", [None, 5, b"Why?"])
def test_a_question_that_is_no_text_is_refused(text: object) -> None:
    with pytest.raises(QuestionError, match="words"):
        understand(text, COLLECTION)  # type: ignore[arg-type]


@pytest.mark.parametrize("sources", [5, [5], ["\ud800"], "\ud800"])
def test_outlets_that_are_no_names_are_refused(sources: object) -> None:
    with pytest.raises(QuestionError):
        filters_of(sources, None, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("history", [5, "Why?", b"Why?", [5]])
def test_a_history_that_is_no_list_of_questions_is_refused(history: object) -> None:
    with pytest.raises(QuestionError, match="history"):
        turns_of(history)  # type: ignore[arg-type]


def test_a_question_beyond_the_limit_is_refused_with_its_length() -> None:
    with pytest.raises(QuestionError, match="2500 characters"):
        understand("x" * 2500, COLLECTION)


def test_bare_days_are_whole_days() -> None:
    assert moment_of("2025-03-14") == datetime(2025, 3, 14, tzinfo=UTC)
    last = moment_of(date(2025, 3, 14), end_of_day=True)
    assert last is not None
    assert just_after(last) == datetime(2025, 3, 15, tzinfo=UTC)


def test_relative_words_count_from_the_day_asked_and_the_whole_of_it_is_known() -> None:
    asked = understand("What happened yesterday?", COLLECTION, as_of=moment_of("2025-02-20", end_of_day=True))
    assert [period.start for period in asked.periods] == [datetime(2025, 2, 19, tzinfo=UTC)]
    assert asked.understood["dates"] == "yesterday: from 19 February 2025 before 20 February 2025"
    assert asked.as_of is not None
    assert asked.as_of.date() == date(2025, 2, 20)
    assert asked.filters.as_of == datetime(2025, 2, 21, tzinfo=UTC)


def test_a_moment_with_a_zone_counts_in_its_own_days() -> None:
    asked = understand(
        "What happened yesterday?", COLLECTION, as_of=moment_of("2025-02-20T00:30+02:00", end_of_day=True)
    )
    assert [period.start.date() for period in asked.periods] == [date(2025, 2, 19)]
    assert asked.filters.as_of == datetime(2025, 2, 19, 22, 30, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (datetime(2025, 3, 14, 9), datetime(2025, 3, 14, 9, tzinfo=UTC)),
        (datetime(2025, 3, 14, 9, tzinfo=timezone(timedelta(hours=2))), datetime(2025, 3, 14, 7, tzinfo=UTC)),
        (date(2025, 3, 14), datetime(2025, 3, 14, tzinfo=UTC)),
        ("2025-03-14T09:00", datetime(2025, 3, 14, 9, tzinfo=UTC)),
        (" 2025-03-14T09:00Z ", datetime(2025, 3, 14, 9, tzinfo=UTC)),
    ],
)
def test_dates_and_datetimes_with_and_without_a_zone_are_taken(
    value: str | date | datetime, moment: datetime
) -> None:
    assert moment_of(value, end_of_day=isinstance(value, datetime)) == moment


@pytest.mark.parametrize("value", [5, 5.0, (2025, 3, 14), "", "9999-12-31T23:59:59-01:00"])
def test_what_is_no_date_is_refused_with_the_right_form(value: object) -> None:
    with pytest.raises(QuestionError, match="2025-03-14"):
        moment_of(value)  # type: ignore[arg-type]


def test_dates_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(QuestionError, match="earlier"):
        filters_of(None, "2025-03-14", "2025-03-01")


def test_a_date_that_is_none_is_refused_with_the_right_form() -> None:
    with pytest.raises(QuestionError, match="2025-03-14"):
        moment_of("next Tuesday")
