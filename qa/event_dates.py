"""When an event was: the date its sentence gives, else the day its report was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from qa.answers import DateBasis
from qa.candidates import Candidate
from qa.context import points_back
from qa.question import Question
from qa.report_dates import ReportDate, report_dates
from qa.words import tokens

_DID_NOT = re.compile(
    r"\b(?:called off|cancel\w+|postpone\w*|put off|averted|suspended|lifted|withdrawn|reversed|did not|will not|never)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|would|going to|due to|planned)\b", re.IGNORECASE)
_TOLD = re.compile(  # such an event is that something was said, whenever what was said is to be
    r"\b(?:news|announc\w+|nam(?:ed|ing)|appoint\w*|delay\w*|plans?|propos\w+|warn\w*|reports?|reported|decision|verdict)\b",
    re.IGNORECASE,
)
_CLAUSE = 40  # characters that a comma between counts for
_LIKE = 4  # letters in common from which words are alike
_SHARED = 2  # words of the event in a neighbouring sentence from which its date is the event's
_MOST = 0.75  # share of the event's words from which a sentence without a date is its report


@dataclass(frozen=True, slots=True)
class Days:
    """The days, both inclusive, on one of which something was, and how that is known."""

    first: date
    last: date
    basis: DateBasis


def event_days(candidate: Candidate, event: Question) -> Days | None:
    """When the event that is asked about was, by this sentence; None where that cannot be said.

    The date in the sentence that stands nearest to the words of the event counts; then one in a neighbouring
    sentence of the paragraph that speaks of the event too; then, where the sentence holds most of its words, the day
    of publication. What lies ahead of publication has not happened. That something was announced, named or delayed
    is of the day of the report.
    """
    published = candidate.published
    if published is None:
        return None
    printed = Days(published.date(), published.date(), DateBasis.PUBLISHED)
    if _TOLD.search(event.text):
        return printed
    for position in (candidate.position, *_neighbours(candidate, event)):
        if found := _nearest(candidate.reading.text(position), event, published):
            ahead = found.first > published.date() and not _WILL.search(event.text)
            return None if ahead else Days(found.first, found.last, DateBasis.STATED)
    return printed if _held(candidate, event) >= _MOST else None


def tells(candidate: Candidate, event: Question) -> bool:
    """Whether a sentence tells an event: more than half of its words, one of them no name, and not that it was not to be."""
    plain = [stem for stem in event.stems if stem not in event.specifics]
    said = _alike(candidate)
    happens = not plain or any(stem[:_LIKE] in said for stem in plain)
    not_so = _DID_NOT.search(candidate.text) and not _TOLD.search(event.text)
    return _held(candidate, event) > 1 / 2 and happens and not not_so


def _held(candidate: Candidate, event: Question) -> float:
    """The share of the event's words in the sentence; 'closed' and 'closure' are alike."""
    said = _alike(candidate)
    return sum(stem[:_LIKE] in said for stem in event.stems) / max(1, len(event.stems))


def _alike(candidate: Candidate) -> frozenset[str]:
    return frozenset(stem[:_LIKE] for stem in candidate.stems)


def _neighbours(candidate: Candidate, event: Question) -> Iterator[int]:
    """Sentences beside it in the paragraph that say what it points back to, or share words with the event."""
    reading, here = candidate.reading, candidate.position
    for position in (here - 1, here + 1):
        if 0 <= position < len(reading.sentences) and _one_paragraph(candidate, position):
            pointed = position < here and points_back(candidate.text)
            if pointed or len(reading.stems(position) & set(event.stems)) >= _SHARED:
                yield position


def _one_paragraph(candidate: Candidate, position: int) -> bool:
    here, there = candidate.sentence, candidate.reading.sentences[position]
    between = slice(min(here.end, there.end), max(here.start, there.start))
    return "\n" not in candidate.reading.article.text[between]


def _nearest(text: str, event: Question, published: datetime) -> ReportDate | None:
    """The date nearest to a word of the event, in characters; one in another clause is farther off."""
    words = frozenset(stem[:_LIKE] for stem in event.stems)
    places = [token.start for token in tokens(text) if token.stem[:_LIKE] in words] or [len(text)]

    def distance(one: ReportDate, other: int) -> int:
        between = text[min(one.place, other) : max(one.place, other)]
        return len(between) + _CLAUSE * len(re.findall(r"[,;:—–]", between))

    dated = report_dates(text, published)
    return min(dated, key=lambda one: min(distance(one, place) for place in places), default=None)
