"""What callers pass -> the types inside: moments, filters, turns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from indexes.errors import QuestionError
from indexes.filters import Filters
from qa.answers import Answer
from qa.conversation import Turn

Moment = str | date | datetime
Past = str | Answer | Turn


def moment_of(value: Moment | None, *, end_of_day: bool = False) -> datetime | None:
    """An aware datetime (UTC where no zone is given); a bare day is its start, or its end if `end_of_day`."""
    if value is None:
        return None
    if isinstance(value, str):
        value = _parsed(value)
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(), UTC) + timedelta(days=end_of_day)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def filters_of(sources: str | Sequence[str] | None, after: Moment | None, before: Moment | None) -> Filters:
    """The limits of a search. Raises QuestionError where the dates are in the wrong order."""
    names = (sources,) if isinstance(sources, str) else tuple(sources or ())
    first, last = moment_of(after), moment_of(before)
    if first and last and first >= last:
        raise QuestionError(
            f"published_after ({first:%Y-%m-%d}) must be earlier than published_before ({last:%Y-%m-%d})."
        )
    return Filters(names, first, last)


def turns_of(history: Sequence[Past] | None) -> tuple[Turn, ...]:
    """Earlier questions, answers or turns as turns."""
    return tuple(_turn(past) for past in history or ())


def _turn(past: Past) -> Turn:
    if isinstance(past, Turn):
        return past
    if isinstance(past, Answer):
        return Turn(past.question, past)
    if isinstance(past, str):
        return Turn(past)
    raise QuestionError(f"history holds {type(past).__name__}; pass questions (str), Answers or Turns.")


def _parsed(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise QuestionError(
            f"{text!r} is not a date; write it as 2025-03-14 or 2025-03-14T09:00+00:00."
        ) from error
