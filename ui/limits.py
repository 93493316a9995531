"""What a reader limits a question to, as it was entered, and as `Filters` or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from indexes.errors import QuestionError
from indexes.filters import Filters
from indexes.moments import day


class LimitsError(QuestionError):
    """A date that limits nothing; its message is shown to the reader."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Outlets, and the first and last day (UTC, both included) as text. What is empty limits nothing."""

    outlets: tuple[str, ...] = ()
    first_day: str = ""
    last_day: str = ""

    def filters(self) -> Filters:
        """As the search takes them. Raises LimitsError."""
        after, until = _day("From", self.first_day), _day("To", self.last_day)
        if after and until and after > until:
            raise LimitsError(
                f"“From” ({self.first_day.strip()}) is later than “To” ({self.last_day.strip()}). "
                "Change one of them."
            )
        return Filters(self.outlets, after, _next(until) if until else None)


def limits_in_words(limits: Limits) -> str:
    """'The Courier, Agency Nord; from 1 March 2025 to 31 March 2025'; empty where nothing is limited."""
    days = [
        f"{word} {_in_words(value)}"
        for word, value in (("from", limits.first_day), ("to", limits.last_day))
        if value
    ]
    return "; ".join(part for part in (", ".join(limits.outlets), " ".join(days)) if part)


def _day(field: str, text: str) -> datetime | None:
    """The first moment of the day."""
    if not text.strip():
        return None
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        shown = text.strip()[:40]
        raise LimitsError(f"“{field}” is not a date: {shown}. Write it like 2025-03-14.") from None


def _in_words(text: str) -> str:
    """The day in words; what is no day, as it was sent."""
    try:
        return day(datetime.strptime(text.strip(), "%Y-%m-%d"))
    except ValueError:
        return text


def _next(day: datetime) -> datetime:
    """The first moment of the next day; after the last day there is, its end."""
    try:
        return day + timedelta(days=1)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
