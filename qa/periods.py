"""Date expressions in a question -> periods of time."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from qa.months import NUMBERS, PATTERN, is_month
from qa.relative_days import RELATIVE, relative_span


class Bound(StrEnum):
    """How a period limits: within it, from its start on, or before its start."""

    WITHIN = "within"
    SINCE = "since"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open stretch of time that a question names. `phrase` is the words that name it.

    `publication` is True where the question speaks of when something was published, not when it happened.
    """

    start: datetime
    end: datetime
    phrase: str
    bound: Bound = Bound.WITHIN
    publication: bool = False

    @property
    def window(self) -> tuple[datetime | None, datetime | None]:
        """First moment inside and first moment after, None where open."""
        if self.bound is Bound.SINCE:
            return self.start, None
        return (None, self.start) if self.bound is Bound.BEFORE else (self.start, self.end)


_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))"
_ABSOLUTE = (
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{PATTERN}{_YEAR}?\b",
    rf"\b{PATTERN}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR}?",
    r"\b(?P<year>(?:19|20)\d\d)-(?P<monthnumber>\d\d)-(?P<day>\d\d)\b",
    rf"\b(?:(?P<part>early|mid|late)[\s-]+)?{PATTERN}(?:{_YEAR}\b|\b)",
    r"\b(?:in|during|of|since|before|after|from|until)\s+(?P<year>(?:19|20)\d\d)\b",
)
_BEFORE = re.compile(
    r"\b(before|until|up to|prior to|by)\s+(the\s+)?(end of\s+)?(article\s+(published\s+)?on\s+)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(since|after|from|following)\s+(the\s+)?([\w’']+\s+){0,3}?(on\s+|of\s+)?$", re.IGNORECASE
)
_PUBLICATION = re.compile(
    r"\b(published|reported|reporting|report|article|articles|wrote|printed|coverage|story)\b", re.IGNORECASE
)
_LATEST = re.compile(
    r"\b(latest|newest|most recent|most recently|currently|current|right now|as of now|at the moment|so far|up to date)\b"
    r"|\bnow\b(?!\s+known)",
    re.IGNORECASE,
)
_LATEST_END = datetime(9990, 1, 1, tzinfo=UTC)  # time can still be added to a period that ends before


def asks_for_latest(question: str) -> bool:
    """Whether the question asks for the newest state of things."""
    return bool(_LATEST.search(question))


def find_periods(question: str, *, now: datetime, newest: datetime | None = None) -> tuple[Period, ...]:
    """The periods a question names, in order.

    Words such as 'last week' count from `now`; a date without a year is the last such date up to `newest`
    (the newest article), or up to `now` where that is not known.
    """
    found: list[tuple[int, int, Period]] = []
    for pattern in _ABSOLUTE:
        for match in re.finditer(pattern, question, re.IGNORECASE):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                _append(found, question, match, _absolute(question, match, newest or now))
    for match in RELATIVE.finditer(question):
        _append(found, question, match, relative_span(match, now))
    return tuple(period for _, _, period in sorted(found, key=lambda item: item[0]))


def _append(
    found: list[tuple[int, int, Period]],
    question: str,
    match: re.Match[str],
    span: tuple[datetime, datetime] | None,
) -> None:
    if span is None or span[1] > _LATEST_END:
        return
    before = question[: match.start()]
    bound = Bound.BEFORE if _BEFORE.search(before) else Bound.SINCE if _SINCE.search(before) else Bound.WITHIN
    start = (
        span[1]
        if bound is Bound.SINCE and re.search(r"\bafter\s+(the\s+)?$", before, re.IGNORECASE)
        else span[0]
    )
    publication = bool(_PUBLICATION.search(before[-60:]))
    found.append(
        (match.start(), match.end(), Period(start, span[1], match.group().strip(), bound, publication))
    )


def _absolute(question: str, match: re.Match[str], newest: datetime) -> tuple[datetime, datetime] | None:
    parts = match.groupdict()
    if parts.get("month") and not is_month(question, match):
        return None
    number = parts.get("monthnumber")
    month = int(number) if number else NUMBERS.get((parts.get("month") or "").casefold())
    day = int(parts["day"]) if parts.get("day") else None
    try:
        year = int(parts["year"]) if parts.get("year") else _year_of(month or 1, day or 1, newest)
        return _span(year, month, day, parts.get("part"))
    except ValueError:
        return None


def _year_of(month: int, day: int, newest: datetime) -> int:
    return newest.year if (month, day) <= (newest.month, newest.day) else newest.year - 1


def _span(year: int, month: int | None, day: int | None, part: str | None) -> tuple[datetime, datetime]:
    if month is None:
        return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    if day is not None:
        start = datetime(year, month, day, tzinfo=UTC)
        return start, start + timedelta(days=1)
    last = calendar.monthrange(year, month)[1]
    first, until = {"early": (1, 10), "mid": (10, 20), "late": (20, last)}.get(
        (part or "").casefold(), (1, last)
    )
    return datetime(year, month, first, tzinfo=UTC), datetime(year, month, until, tzinfo=UTC) + timedelta(
        days=1
    )
