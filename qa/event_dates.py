"""When an event was: the date its sentence gives, else the day its report was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from qa.answers import DateBasis
from qa.candidates import Candidate
from qa.clause_dates import LONGEST, date_of_event, told_as_news
from qa.context import points_back
from qa.event_words import alike, only_happens
from qa.question import Question
from qa.report_dates import ReportDate, report_dates
from qa.words import content_stems, tokens

_DID_NOT = re.compile(
    r"\b(?:called off|cancel\w+|postpone\w*|put off|averted|suspended|lifted|withdrawn|reversed|did not|will not|never)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|would|going to|due to|planned)\b", re.IGNORECASE)
_TOLD = re.compile(  # such an event is that something was said, whenever what was said is to be
    r"\b(?:news|announc\w+|nam(?:ed|ing)|appoint\w*|delay\w*|plans?|propos\w+|warn\w*|reports?|reported|decision|verdict)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|final|latest|higher|lower|new|revised|earlier|later)\b",
    re.IGNORECASE,
)
_CONNECTED = re.compile(r"\b(?:after|before|since|following|while|when)\b", re.IGNORECASE)
_WHEN = re.compile(r"^\W*when\b", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:ago|previously|formerly|earlier(?! than)|(?<!at )once|used to"
    r"|(?:day|week|month|year)s?\s+(?:later|after|before|earlier)(?!\s+than)"
    r"|(?:last|previous)\s+(?:week|month|year|spring|summer|autumn|fall|winter)|(?:in|since)\s+(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MOST = 0.75  # share of the event's words from which a sentence can date it
_SHARED = 2  # words of the event in a neighbouring sentence from which its date is the event's
_LEAD = 3  # first sentences of an article, in which its news stands
_FRESH = 7  # days before publication at which what a report announces may have been announced


@dataclass(frozen=True, slots=True)
class Days:
    """The days, both inclusive, on one of which something was, and how that is known."""

    first: date
    last: date
    basis: DateBasis


def event_days(candidate: Candidate, event: Question) -> Days | None:
    """When the event that is asked about was, by this sentence; None where that cannot be said for sure.

    The date that the sentence gives for the event counts; then one in a neighbouring sentence of the paragraph that
    speaks of the event too; then, where the article begins with it as its news and gives no other time, the day of
    publication. What lies ahead of publication has not happened. That something was announced, named or delayed is
    of the day of the report, unless that gives an earlier one.
    """
    published = candidate.published
    if len(candidate.text) > LONGEST:
        return None
    told = bool(_TOLD.search(event.text))
    if (
        published is None
        or not (told or _held(candidate, event) >= _MOST)
        or not _is_the_one(candidate, event)
    ):
        return None
    words = _words(event, candidate.text)
    if told:
        return _reported(candidate, event, words, published)
    for position in (candidate.position, *_neighbours(candidate, event)):
        if found := date_of_event(candidate.reading.text(position), words, published):
            return _stated(found, event, published.date())
    return _printed(published) if _is_its_news(candidate, event, words, published) else None


def _reported(
    candidate: Candidate, event: Question, words: frozenset[str], published: datetime
) -> Days | None:
    """The day on which something was said: that of publication where the article begins with it, or an earlier one."""
    found = date_of_event(candidate.text, words, published)
    old = found and found.sure and (published.date() - found.last).days > _FRESH
    if found and old and _held(candidate, event) >= _MOST:
        return Days(found.first, found.last, DateBasis.STATED)
    begins = candidate.position < _LEAD and not _OTHER_TIME.search(candidate.text)
    return _printed(published) if begins else None


def _stated(found: ReportDate, event: Question, published: date) -> Days | None:
    """The days that are given, up to publication unless the event is one to come."""
    if not found.sure:
        return None
    if _WILL.search(event.text):
        return Days(found.first, found.last, DateBasis.STATED)
    last = min(found.last, published)
    return Days(found.first, last, DateBasis.STATED) if found.first <= last else None


def _printed(published: datetime) -> Days:
    return Days(published.date(), published.date(), DateBasis.PUBLISHED)


def _is_its_news(candidate: Candidate, event: Question, words: frozenset[str], published: datetime) -> bool:
    """Whether the sentence begins its article, tells the event for its own sake and names no other time."""
    text = candidate.text
    begins = candidate.position < _LEAD
    timed = _OTHER_TIME.search(text) or report_dates(text, published)
    return begins and not timed and told_as_news(text, words)


def _words(event: Question, text: str) -> frozenset[str]:
    """The words that tell the event as `alike`, those of its names only where the sentence has no others.

    What the event itself comes after ('the closure after cracks were found') is left out.
    """
    own = frozenset(content_stems(_CONNECTED.split(_WHEN.sub("", event.text))[0])) & frozenset(event.stems)
    said = alike([token.stem for token in tokens(text)])
    plain = alike([stem for stem in own if stem not in event.specifics])
    return plain if plain & said else alike(event.stems)


def tells(candidate: Candidate, event: Question) -> bool:
    """Whether a sentence tells an event: more than half of its words, one of them no name, and not that it was not to be."""
    plain = [stem for stem in event.stems if stem not in event.specifics]
    happens = not plain or bool(alike(plain) & alike(candidate.stems))
    not_so = _DID_NOT.search(candidate.text) and not _TOLD.search(event.text)
    return _held(candidate, event) > 1 / 2 and happens and not not_so


def _held(candidate: Candidate, event: Question) -> float:
    """The share of the event's words in the sentence; its names may stand in the title or a sentence beside it.

    Anywhere in the article, where the sentence holds all its other words and these are several. That it 'struck' or
    'happened' need not be said, where there are other words.
    """
    said = alike(candidate.stems)
    telling = [stem for stem in event.stems if not only_happens(stem)] or event.stems
    plain = [bool(alike((stem,)) & said) for stem in telling if stem not in event.specifics]
    whole = len(plain) > 1 and all(plain)
    around = alike(candidate.reading.all_stems if whole else candidate.surrounding_stems)
    named = [bool(alike((stem,)) & around) for stem in telling if stem in event.specifics]
    return (sum(plain) + sum(named)) / max(1, len(telling))


def _is_the_one(candidate: Candidate, event: Question) -> bool:
    """Whether the sentence says which of several it tells: 'the first strike', 'the higher bid'."""
    which = (match.group().casefold() for match in _WHICH.finditer(event.text))
    said = frozenset(token.text.casefold() for token in candidate.reading.tokens(candidate.position))
    return said.issuperset(which)


def _neighbours(candidate: Candidate, event: Question) -> Iterator[int]:
    """Sentences beside it in the paragraph that say what it points back to, or share words with the event."""
    reading, here = candidate.reading, candidate.position
    for position in (here - 1, here + 1):
        if 0 <= position < len(reading.sentences) and _one_paragraph(candidate, position):
            pointed = position < here and points_back(candidate.text)
            if len(reading.stems(position) & set(event.stems)) >= (1 if pointed else _SHARED):
                yield position


def _one_paragraph(candidate: Candidate, position: int) -> bool:
    here, there = candidate.sentence, candidate.reading.sentences[position]
    between = slice(min(here.end, there.end), max(here.start, there.start))
    return "\n" not in candidate.reading.article.text[between]
