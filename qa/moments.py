"""What callers give as a moment, such as '2025-03-14', -> an aware datetime."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from indexes.errors import QuestionError
from indexes.moments import aware

Moment = str | date | datetime


def moment_of(value: Moment | None, *, end_of_day: bool = False) -> datetime | None:
    """An aware datetime (UTC where no zone is given); a bare day is its first moment, or its last if `end_of_day`.

    Raises QuestionError for what is no date.
    """
    if value is None:
        return None
    if isinstance(value, str):
        value = _parsed(value)
    if isinstance(value, datetime):
        return _within_time(value)
    if isinstance(value, date):
        return datetime.combine(value, time.max if end_of_day else time.min, UTC)
    raise _no_date(value)


def just_after(moment: datetime) -> datetime:
    """The moment that follows, as the exclusive end of what was known by then; the end of time has none."""
    try:
        return moment + datetime.resolution
    except OverflowError:
        return moment


def _parsed(text: str) -> date | datetime:
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(text.strip())
        except ValueError:
            pass
    raise _no_date(text)


def _within_time(moment: datetime) -> datetime:
    """The moment with its own zone, in which 'yesterday' is counted, if UTC has a name for it too."""
    try:
        aware(moment).astimezone(UTC)
    except OverflowError as error:
        raise _no_date(moment.isoformat()) from error
    return aware(moment)


def _no_date(value: object) -> QuestionError:
    return QuestionError(f"{value!r} is not a date; write it as 2025-03-14 or 2025-03-14T09:00+00:00.")
