"""Date expressions in a report -> days, counted from the day it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qa.periods import Bound, find_periods
from qa.relative_days import NOT_A_DATE, WEEKDAYS
from qa.tense import Direction, direction

_HALF_A_YEAR = timedelta(days=182)  # a date without a year is the one nearest to publication
_WIDE = 31  # days from which words such as 'last year' say too little
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>last|next|this|coming)\s+)?(?P<day>{'|'.join(WEEKDAYS)})\b{NOT_A_DATE}", re.IGNORECASE
)
_NEAR = re.compile(
    r"\b(?P<word>tonight|tomorrow|this (?:morning|afternoon|evening)|last night)\b", re.IGNORECASE
)
_AGO = re.compile(
    r"\b(?P<count>\d{1,3}|a|one|two|three|four|five|six|seven|ten)\s+(?P<unit>day|week)s?\s+ago\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_SAID = re.compile(
    r"\b(?:(?:second|third|fourth|fifth)(?: straight| consecutive)? day|said|says|told \w+|reported|announced|added|confirmed|officials|statement|published|article|stor(?:y|ies)|edition|issue|page)\s+(?:(?:on|late|early)\s+)*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:after|following)\s+(?:the\s+)?$", re.IGNORECASE)
_DATELINE = re.compile(r"^[^.!?]{0,60}?\s[—–-]\s")


@dataclass(frozen=True, slots=True)
class ReportDate:
    """A date expression: the span [place, end) of its sentence, and the first and last day on which that may be.

    It is not `sure` where the sentence does not tell whether its day lies before or after publication.
    """

    place: int
    end: int
    first: date
    last: date
    sure: bool = True


def report_dates(sentence: str, published: datetime) -> list[ReportDate]:
    """The dates in a sentence of an article published then, without the dateline's and those of 'said on Monday'."""
    dateline = _DATELINE.match(sentence)
    start = dateline.end() if dateline else 0
    found = (*_periods(sentence, published), *_near(sentence, published.date()))
    return [one for one in found if one.place >= start and not _SAID.search(sentence, 0, one.place)]


def _periods(text: str, published: datetime) -> Iterator[ReportDate]:
    """What is read as in questions, but without a year nearest to publication."""
    start = 0
    for period in find_periods(text, now=published, newest=published + _HALF_A_YEAR, spoken=False):
        place = text.find(period.phrase, start)
        start = place + len(period.phrase)
        wide = (period.end - period.start).days > _WIDE and not period.phrase[-4:].isdigit()
        only_after = _AFTER.search(text, 0, place)
        if period.bound is not Bound.BEFORE and not only_after and not wide:
            first, last = period.start.date(), (period.end - timedelta(days=1)).date()
            told = last < published.date() or direction(text, place, start) is Direction.BACK
            yield ReportDate(place, start, first, max(first, last), sure=told or first > published.date())


def _near(text: str, today: date) -> Iterator[ReportDate]:
    """Weekdays, 'last night', 'three days ago'."""
    yield from (_weekday(match, text, today) for match in _WEEKDAY.finditer(text))
    for match in _NEAR.finditer(text):
        day = today + timedelta(days={"tomorrow": 1, "last night": -1}.get(match["word"].casefold(), 0))
        told = day != today or direction(text, *match.span()) is Direction.BACK
        yield ReportDate(*match.span(), day, day, sure=told)
    for match in _AGO.finditer(text):
        count = _COUNTS.get(match["count"].casefold()) or int(match["count"])
        day = today - timedelta(days=count * (7 if match["unit"].casefold() == "week" else 1))
        yield ReportDate(*match.span(), day, day)


def _weekday(match: re.Match[str], text: str, today: date) -> ReportDate:
    """The last such day up to publication, or the next one, as the verb of its clause has it; else not sure."""
    back = (today.weekday() - WEEKDAYS.index(match["day"].casefold())) % 7
    which, lies = (match["which"] or "").casefold(), direction(text, *match.span())
    if which == "last" or (lies is not Direction.AHEAD and which not in ("next", "coming")):
        day = today - timedelta(days=back or (7 if which == "last" else 0))
        return ReportDate(*match.span(), day, day, sure=which == "last" or lies is Direction.BACK)
    day = today + timedelta(days=(7 - back) % 7 or 7)
    return ReportDate(
        *match.span(), day, day, sure=back > 0
    )  # 'on Thursday' may be today in Thursday's paper
