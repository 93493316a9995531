"""When an event was: the date a sentence gives, counted from its article's publication, else the publication itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qa.answers import DateBasis
from qa.candidates import Candidate
from qa.context import points_back
from qa.periods import Bound, find_periods
from qa.question import Question
from qa.words import tokens

HALF_A_YEAR = timedelta(days=182)  # a date without a year is the one nearest to publication
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
    r"\b(?:said|says|told \w+|reported|announced|added|confirmed|officials|statement)\s+(?:(?:on|late|early)\s+)*$",
    re.IGNORECASE,
)
_DID_NOT = re.compile(
    r"\b(?:called off|cancel\w+|postpone\w*|put off|averted|suspended|did not|will not|never)\b",
    re.IGNORECASE,
)
_CLAUSE = 40  # characters that a comma between counts for
_LIKE = 4  # letters
_WIDE = 31  # days from which words such as 'last year' say too little
_DATELINE = re.compile(r"^[^.!?]{0,60}?\s[—–-]\s")
_SHARED = 2  # words of the event in a neighbouring sentence from which its date is the event's


@dataclass(frozen=True, slots=True)
class Days:
    """The days, both inclusive, on one of which something was, and how that is known."""

    first: date
    last: date
    basis: DateBasis

    @property
    def one_day(self) -> bool:
        """Whether the day is known exactly."""
        return self.first == self.last


def event_days(candidate: Candidate, event: frozenset[str]) -> Days | None:
    """When the event, given by its words' stems, was by this sentence; None where nothing is dated.

    The date in the sentence that stands nearest to the words of the event counts; then one in a neighbouring
    sentence of the paragraph that speaks of the event too; then the day of publication.
    """
    published = candidate.published
    if published is None:
        return None
    for position in (candidate.position, *_neighbours(candidate, event)):
        found = _nearest(candidate.reading.text(position), event, published)
        if found:
            return found
    return Days(published.date(), published.date(), DateBasis.PUBLISHED)


def tells(candidate: Candidate, question: Question) -> bool:
    """Whether a sentence tells an event: more than half of its words, one of them no name, and not that it did not happen.

    Words count as the same from four letters in common on: 'closed', 'closure'.
    """
    said = {stem[:_LIKE] for stem in candidate.stems}
    held = [stem for stem in question.stems if stem[:_LIKE] in said]
    plain = [stem for stem in question.stems if stem not in question.specifics]
    happens = not plain or any(stem in held for stem in plain)
    return 2 * len(held) > len(question.stems) and happens and not _DID_NOT.search(candidate.text)


def _neighbours(candidate: Candidate, event: frozenset[str]) -> Iterator[int]:
    """Sentences beside it in the paragraph that say what it points back to, or share words with the event."""
    reading, here = candidate.reading, candidate.position
    for position in (here - 1, here + 1):
        if 0 <= position < len(reading.sentences) and _one_paragraph(candidate, position):
            pointed = position < here and points_back(candidate.text)
            if pointed or len(reading.stems(position) & event) >= _SHARED:
                yield position


def _one_paragraph(candidate: Candidate, position: int) -> bool:
    here, there = candidate.sentence, candidate.reading.sentences[position]
    between = slice(min(here.end, there.end), max(here.start, there.start))
    return "\n" not in candidate.reading.article.text[between]


def _nearest(text: str, event: frozenset[str], published: datetime) -> Days | None:
    """The date expression nearest to a word of the event, in characters; one in another clause is farther off."""
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    places = [token.start for token in tokens(text) if token.stem in event] or [len(text)]
    found = _dates(text, published)
    dated = [(place, days) for place, days in found if place >= start and not _SAID.search(text, 0, place)]
    if not dated:
        return None

    def distance(one: int, other: int) -> int:
        between = text[min(one, other) : max(one, other)]
        return len(between) + _CLAUSE * len(re.findall(r"[,;:—–]", between))

    return min(dated, key=lambda one: min(distance(one[0], place) for place in places))[1]


def _dates(text: str, published: datetime) -> Iterator[tuple[int, Days]]:
    """Where each date expression stands, and the days that it means."""
    start = 0
    for period in find_periods(text, now=published, newest=published + HALF_A_YEAR, spoken=False):
        place = text.find(period.phrase, start)
        start = place + len(period.phrase)
        wide = (period.end - period.start).days > _WIDE and not period.phrase[-4:].isdigit()
        if period.bound is not Bound.BEFORE and not wide:
            yield place, _days(period.start, period.end - timedelta(days=1))
    today = published.date()
    for match in _WEEKDAY.finditer(text):
        yield match.start(), _day(_weekday(match, text, today))
    for match in _NEAR.finditer(text):
        yield (
            match.start(),
            _day(today + timedelta(days={"tomorrow": 1, "last night": -1}.get(match["word"].casefold(), 0))),
        )
    for match in _AGO.finditer(text):
        count = _COUNTS.get(match["count"].casefold()) or int(match["count"])
        yield (
            match.start(),
            _day(today - timedelta(days=count * (7 if match["unit"].casefold() == "week" else 1))),
        )


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


def _day(day: date) -> Days:
    return Days(day, day, DateBasis.STATED)


def _days(first: datetime, last: datetime) -> Days:
    return Days(first.date(), max(first, last).date(), DateBasis.STATED)
