"""'yesterday', 'last week', 'the past three days' -> a stretch of time counted from a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

RELATIVE = re.compile(
    r"\b(?P<word>today|yesterday|this|last|past|previous)\b(?:\s+(?P<count>\d{1,9}|few|two|three|four|five|six|seven))?"
    r"(?:\s+(?P<unit>day|week|weekend|month|year)s?\b)?",
    re.IGNORECASE,
)
_COUNTS = {"few": 3, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


def relative_span(match: re.Match[str], now: datetime) -> tuple[datetime, datetime] | None:
    """The relative period, or None where it lies before or after all time that can be counted."""
    try:
        return _relative(match, now)
    except (OverflowError, ValueError):
        return None


def _relative(match: re.Match[str], now: datetime) -> tuple[datetime, datetime] | None:
    word, unit = match["word"].casefold(), (match["unit"] or "").casefold()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if word in ("today", "yesterday"):
        start = today - timedelta(days=word == "yesterday")
        return start, start + timedelta(days=1)
    if not unit:
        return None
    count = _count(match["count"])
    if count:
        days = count * {"day": 1, "week": 7, "weekend": 7, "month": 30, "year": 365}[unit]
        return today - timedelta(days=days), now
    return _CALENDAR[unit](today, word == "this")


def _count(text: str | None) -> int:
    return 0 if text is None else _COUNTS.get(text.casefold()) or int(text)


def _week(today: datetime, this: bool) -> tuple[datetime, datetime]:
    monday = today - timedelta(days=today.weekday())
    start = monday if this else monday - timedelta(days=7)
    return start, start + timedelta(days=7)


def _weekend(today: datetime, this: bool) -> tuple[datetime, datetime]:
    start, end = _week(today, this)
    return start + timedelta(days=5), end


def _month(today: datetime, this: bool) -> tuple[datetime, datetime]:
    first = today.replace(day=1)
    if not this:
        first = (first - timedelta(days=1)).replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def _year(today: datetime, this: bool) -> tuple[datetime, datetime]:
    year = today.year if this else today.year - 1
    return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)


def _day(today: datetime, this: bool) -> tuple[datetime, datetime]:
    start = today if this else today - timedelta(days=1)
    return start, start + timedelta(days=1)


_CALENDAR: dict[str, Callable[[datetime, bool], tuple[datetime, datetime]]] = {
    "day": _day, "week": _week, "weekend": _weekend, "month": _month, "year": _year,
}  # fmt: skip
