"""What a reader set under 'Filters' -> `Filters`, or what is wrong with it in the words of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from indexes.errors import QuestionError
from indexes.filters import Filters


class LimitsError(QuestionError):
    """A date under 'Filters' that limits nothing; its message is shown to the reader."""


def limits(outlets: Sequence[str] | None, first: str, last: str) -> Filters:
    """The limits chosen, both days (UTC) included; a blank day limits nothing. Raises LimitsError."""
    after, until = _day("From", first), _day("To", last)
    if after and until and after > until:
        raise LimitsError(
            f"“From” ({first.strip()}) is later than “To” ({last.strip()}). Change one of them."
        )
    return Filters(tuple(outlets or ()), after, _next(until) if until else None)


def _day(field: str, text: str) -> datetime | None:
    """The first moment of the day."""
    if not text.strip():
        return None
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        shown = text.strip()[:40]
        raise LimitsError(f"“{field}” is not a date: {shown}. Write it like 2025-03-14.") from None


def _next(day: datetime) -> datetime:
    """The first moment of the next day; after the last day there is, its end."""
    try:
        return day + timedelta(days=1)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
