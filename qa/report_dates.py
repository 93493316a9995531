"""Date expressions in a report -> days, counted from the day it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qa.periods import Bound, find_periods

_HALF_A_YEAR = timedelta(days=182)  # a date without a year is the one nearest to publication
_WIDE = 31  # days from which words such as 'last year' say too little
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>last|next|this|coming)\s+)?(?P<day>{'|'.join(_DAYS)})\b", re.IGNORECASE
)
_NEAR = re.compile(
    r"\b(?P<word>tonight|tomorrow|this (?:morning|afternoon|evening)|last night)\b", re.IGNORECASE
)
_AGO = re.compile(
    r"\b(?P<count>\d{1,3}|a|one|two|three|four|five|six|seven|ten)\s+(?P<unit>day|week)s?\s+ago\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_AHEAD = re.compile(
    r"\b(?:will|would|is to|are to|due|expected|scheduled|planned|plans?|set to|from|until|next)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:(?:second|third|fourth|fifth)(?: straight| consecutive)? day|said|says|told \w+|reported|announced|added|confirmed|officials|statement)\s+(?:(?:on|late|early)\s+)*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[^.!?]{0,60}?\s[—–-]\s")


@dataclass(frozen=True, slots=True)
class ReportDate:
    """A date expression: where it starts in its sentence, and the first and last day on which that may be."""

    place: int
    first: date
    last: date


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
        if period.bound is not Bound.BEFORE and not wide:
            first, last = period.start.date(), (period.end - timedelta(days=1)).date()
            yield ReportDate(place, first, max(first, last))


def _near(text: str, today: date) -> Iterator[ReportDate]:
    """Weekdays, 'last night', 'three days ago'."""
    for match in _WEEKDAY.finditer(text):
        day = _weekday(match, text, today)
        yield ReportDate(match.start(), day, day)
    for match in _NEAR.finditer(text):
        day = today + timedelta(days={"tomorrow": 1, "last night": -1}.get(match["word"].casefold(), 0))
        yield ReportDate(match.start(), day, day)
    for match in _AGO.finditer(text):
        count = _COUNTS.get(match["count"].casefold()) or int(match["count"])
        day = today - timedelta(days=count * (7 if match["unit"].casefold() == "week" else 1))
        yield ReportDate(match.start(), day, day)


def _weekday(match: re.Match[str], text: str, today: date) -> date:
    """The last such day up to publication; the next one where the sentence looks ahead."""
    back = (today.weekday() - _DAYS.index(match["day"].casefold())) % 7
    which = (match["which"] or "").casefold()
    if which == "last":
        return today - timedelta(days=back or 7)
    ahead = which in ("next", "coming") or bool(
        _AHEAD.search(text, max(0, match.start() - 40), match.start())
    )
    return today + timedelta(days=(7 - back) % 7 or 7) if ahead else today - timedelta(days=back)
