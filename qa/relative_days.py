"""'yesterday', 'last week', 'three days ago', 'on Monday' -> a stretch of time counted from a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Span = tuple[datetime, datetime]
_COUNTS = {"few": 3, "couple of": 2, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
           "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "several": 5}  # fmt: skip
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "weekend": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365,
         "decade": 3652}  # fmt: skip
_RECENT = {"days": 7, "weeks": 42, "months": 183, "years": 1096}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""In the order of the week."""
_COUNT = rf"(?P<count>\d{{1,9}}|{'|'.join(_COUNTS)})"
_UNIT = rf"(?P<unit>{'|'.join(_DAYS)})s?"


def _single(match: re.Match[str], now: datetime) -> Span:
    """'today', 'yesterday', 'last night', 'the day before yesterday'."""
    back = {"yesterday": 1, "last night": 1, "overnight": 1, "the day before yesterday": 2}
    word = " ".join(match["word"].casefold().split())
    start = _today(now) - timedelta(days=back.get(word, 0))
    return start, start + timedelta(days=2 if word in ("last night", "overnight") else 1)


def _last_days(match: re.Match[str], now: datetime) -> Span:
    days = _number(match["count"]) * _DAYS[match["unit"].casefold()]
    start = now - timedelta(days=days)
    return (start if days < 1 else _midnight(start), now)


def _ago(match: re.Match[str], now: datetime) -> Span:
    """The day, or the week, month or year around it, so long ago."""
    unit = match["unit"].casefold()
    around = _today(now) - timedelta(days=round(_number(match["count"]) * _DAYS[unit]))
    width = {
        "week": 3,
        "weekend": 3,
        "fortnight": 4,
        "month": 15,
        "quarter": 45,
        "year": 183,
        "decade": 1826,
    }.get(unit, 0)
    return around - timedelta(days=width), around + timedelta(days=width + 1)


def _recent(match: re.Match[str], now: datetime) -> Span:
    return _today(now) - timedelta(days=_RECENT[match["unit"].casefold()]), now


def _weekend_just_past(match: re.Match[str], now: datetime) -> Span:
    return _weekend(_today(now), _today(now).weekday() >= 5)


def _weekday(match: re.Match[str], now: datetime) -> Span:
    """The last such day up to today, before today for 'last'."""
    back = (now.weekday() - WEEKDAYS.index(match["weekday"].casefold())) % 7
    if not back and match["which"].casefold() == "last":
        back = 7
    start = _today(now) - timedelta(days=back)
    return start, start + timedelta(days=1)


def _calendar(match: re.Match[str], now: datetime) -> Span:
    start, end = _UNITS[match["unit"].casefold()](_today(now), match["word"].casefold() == "this")
    third = (end - start) / 3
    part = (match["part"] or "").casefold()
    if any(word in part for word in ("early", "start", "beginning")):
        return start, _midnight(start + third)
    return (_midnight(end - third), end) if "late" in part or "end" in part else (start, end)


Reader = Callable[[re.Match[str], datetime], Span]
_CLOSE: tuple[tuple[str, Reader], ...] = (
    (r"\b(?P<word>today|(?:the day before )?yesterday)\b", _single),
    (rf"\b(?:last|past|previous)\s+{_COUNT}\s+{_UNIT}\b", _last_days),
    (
        r"\b(?:past|previous)\s+(?P<count>)(?P<unit>hour|day|week|fortnight|month|quarter|year|decade)\b",
        _last_days,
    ),
    (r"\blast\s+(?P<count>)(?P<unit>hour|fortnight|decade)\b", _last_days),
    (
        r"\b(?:(?P<part>early|late|(?:the\s+)?(?:start|beginning|end)\s+of)\s+)?(?P<word>this|last)\s+(?P<unit>day|weekend|week|month|quarter|year)\b",
        _calendar,
    ),
)
NOT_A_DATE = r"(?!,?\s+(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
"""Behind a day of the week that no day of a month follows, which would tell which one it is."""
_SPOKEN: tuple[tuple[str, Reader], ...] = (
    (r"\b(?P<word>tonight|this (?:morning|afternoon|evening)|last night|overnight)\b", _single),
    (rf"\b{_COUNT}\s+{_UNIT}\s+ago\b", _ago),
    (r"\b(?:in\s+)?(?:the\s+)?recent\s+(?P<unit>days|weeks|months|years)\b", _recent),
    (r"\b(?:over|at|on|during)\s+the\s+weekend\b", _weekend_just_past),
    (rf"\b(?P<which>last|this|on|since|until|by|before|after|between|from|and|to)\s+(?P<weekday>{'|'.join(WEEKDAYS)})\b{NOT_A_DATE}", _weekday),
)  # fmt: skip
PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _CLOSE)
"""In order: the first that matches a stretch of the question reads it."""
SPOKEN = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _SPOKEN)
"""Likewise: words that look back when they are asked, but may look ahead in a report."""


def _today(now: datetime) -> datetime:
    return _midnight(now)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _number(text: str) -> int:
    return 1 if not text else _COUNTS.get(text.casefold()) or int(text)


def _week(today: datetime, this: bool) -> Span:
    monday = today - timedelta(days=today.weekday())
    start = monday if this else monday - timedelta(days=7)
    return start, start + timedelta(days=7)


def _weekend(today: datetime, this: bool) -> Span:
    start, end = _week(today, this)
    return start + timedelta(days=5), end


def _month(today: datetime, this: bool) -> Span:
    first = today.replace(day=1)
    if not this:
        first = (first - timedelta(days=1)).replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def _quarter(today: datetime, this: bool) -> Span:
    first = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    if not this:
        first = _month(_month(_month(first, False)[0], False)[0], False)[0]
    return first, _month(_month(_month(first, True)[1], True)[1], True)[1]


def _year(today: datetime, this: bool) -> Span:
    year = today.year if this else today.year - 1
    return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)


def _day(today: datetime, this: bool) -> Span:
    start = today if this else today - timedelta(days=1)
    return start, start + timedelta(days=1)


_UNITS: dict[str, Callable[[datetime, bool], Span]] = {
    "day": _day, "week": _week, "weekend": _weekend, "month": _month, "quarter": _quarter, "year": _year,
}  # fmt: skip
