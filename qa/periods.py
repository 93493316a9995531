"""Date expressions in a question -> periods of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial

from qa import calendar_dates, relative_days
from qa.tense import Direction, direction

Span = tuple[datetime, datetime]


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


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of time and the half-open span of the question that names it; `dated` if the year is named."""

    first: int
    last: int
    span: Span
    dated: bool = True


_BEFORE = re.compile(
    r"\b(?:before|prior to|ahead of)\s+(?:the\s+)?(?:article\s+(?:published\s+)?on\s+)?$", re.IGNORECASE
)
_UNTIL = re.compile(
    r"\b(?:until|till|up to|by|as of|as at)\s+(?:the\s+)?(?:article\s+(?:published\s+)?on\s+)?$",
    re.IGNORECASE,
)
_AS_IT_STOOD = re.compile(
    r"\bas (?:things|it|matters) (?:then )?stood (?:in|on|at|by) (?:the )?$", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:since|after|from|following)\s+(?:the\s+)?(?:[\w’']+\s+){0,3}?(?:on\s+|of\s+|in\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\bafter\s+(?:the\s+)?$", re.IGNORECASE)
_OWN_WORD = re.compile(r"(?:since|after|from|before|until|till|by|between|and|to)\s", re.IGNORECASE)
_PUBLICATION = re.compile(
    r"\b(?:publish(?:ed)?|report(?:ed|ing)?|articles?|wrote|written|printed|coverage|story|stories)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\s+(?:article|report|story|edition|issue|coverage|piece)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?(?:on\s+)?$", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:,\s*)?(?:and|to|until|till|through|up to|[-–—])\s*(?:the\s+)?(?:on\s+)?", re.IGNORECASE
)
_LATEST = re.compile(
    r"\b(latest|newest|most recent|most recently|currently|right now|as of now|at the moment|so far|up to date)\b"
    r"|(?<!electric )\bcurrent\b(?! (?:accounts?|affairs)\b)"
    r"|\bnow\b(?!\s+known)|^\W*(?:is|are|has|have|does|do)\b.*\bstill\b|\b(?:where|how) (?:do|does) .*\bstand\W*$",
    re.IGNORECASE,
)
_OFFSET = re.compile(  # 'two weeks before Christmas' is another day than Christmas
    r"\b(?:\d{1,3}|an?|one|two|three|four|five|six|ten|few|several)\s+(?:day|week|month|year)s?\s+(?:before|after)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_COMING = timedelta(
    days=300
)  # ahead, up to which a date without a year is looked for where the question looks ahead
_SHORT = timedelta(days=14)  # 'by Monday' and 'by the end of March' take it in, 'by June' does not
_LATEST_END = datetime(9990, 1, 1, tzinfo=UTC)  # time can still be added to a period that ends before


def asks_for_latest(question: str) -> bool:
    """Whether the question asks for the newest state of things."""
    return bool(_LATEST.search(question))


def find_periods(
    question: str, *, now: datetime, newest: datetime | None = None, spoken: bool = True
) -> tuple[Period, ...]:
    """The periods a question names, in order; no end lies before its start.

    Words such as 'last week' count from `now`; a date without a year is the last such date up to `newest`
    (the newest article), or up to `now` where that is not known, or one to come where the clause looks ahead. 'Between
    A and B' is one period.
    `spoken` is False for a report's text, in which 'on Monday' may lie ahead: such words are then left out.
    """
    found: list[_Found] = []
    for pattern, read in calendar_dates.PATTERNS:
        for match in pattern.finditer(question):
            ahead = spoken and direction(question, *match.span()) is Direction.AHEAD
            until = max(newest or now, now) + _COMING if ahead else newest or now
            span = _read(partial(read, question, match, until))
            _append(found, match, span, calendar_dates.has_year(match))
    for words, count in (*relative_days.PATTERNS, *(relative_days.SPOKEN if spoken else ())):
        for match in words.finditer(question):
            _append(found, match, _read(partial(count, match, now)), dated=True)
    ordered = sorted(found, key=lambda one: one.first)
    near = [one for one in ordered if not (spoken and _OFFSET.search(question, 0, one.first))]
    return tuple(_period(question, one) for one in _joined(question, near))


def _read(count: Callable[[], Span | None]) -> Span | None:
    """The stretch of time, or None where there is no such day or it lies beyond what can be counted."""
    try:
        return count()
    except (OverflowError, ValueError):
        return None


def _append(found: list[_Found], match: re.Match[str], span: Span | None, dated: bool) -> None:
    overlaps = any(one.first < match.end() and match.start() < one.last for one in found)
    if span is not None and not overlaps and span[0] <= span[1] <= _LATEST_END:
        found.append(_Found(match.start(), match.end(), span, dated))


def _joined(question: str, found: list[_Found]) -> Iterator[_Found]:
    """'Between A and B' and 'from A to B' as one."""
    rest = iter(found)
    one = next(rest, None)
    while one is not None:
        other = next(rest, None)
        if other and (whole := _from_to(question, one, other)):
            one = whole
            continue
        yield one
        one = other


def _from_to(question: str, one: _Found, other: _Found) -> _Found | None:
    leads = _BETWEEN.search(question[: one.first]) or _OWN_WORD.match(question[one.first : one.last])
    own = re.match(r"(?:and|to)\s", question[other.first : other.last], re.IGNORECASE)
    if not leads or not _TO.fullmatch(question[one.last : other.first + (own.end() if own else 0)]):
        return None
    start, end = one.span[0], other.span[1]
    try:
        if not one.dated and other.dated:
            start = start.replace(year=other.span[0].year)
            start = start.replace(year=start.year - (start > end))
        elif not other.dated and end <= start:
            end = end.replace(year=end.year + 1)
    except ValueError:  # 29 February
        return None
    return _Found(one.first, other.last, (start, end)) if start < end <= _LATEST_END else None


def _period(question: str, one: _Found) -> Period:
    before, words = question[: one.first], question[one.first : one.last]
    own = _OWN_WORD.match(words)
    if own:
        before, words = before + own.group(), words[own.end() :]
    publication = bool(_PUBLICATION.search(before[-60:]) or _PUBLISHED.match(question[one.last :]))
    period = Period(*one.span, words.strip(), publication=publication)
    if _BETWEEN.search(before) and _TO.search(words):
        return period
    return _bounded(before, period)


def _bounded(before: str, period: Period) -> Period:
    if _BEFORE.search(before):
        return replace(period, bound=Bound.BEFORE)
    if _AS_IT_STOOD.search(before):
        return replace(period, bound=Bound.BEFORE, start=period.end)
    if _UNTIL.search(before):
        short = period.end - period.start <= _SHORT
        return replace(period, bound=Bound.BEFORE, start=period.end if short else period.start)
    if _SINCE.search(before):
        start = period.end if _AFTER.search(before) else period.start
        return replace(period, bound=Bound.SINCE, start=start)
    return period
