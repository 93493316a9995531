"""Order and duration: a conclusion drawn from the dates of two cited events, and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from indexes.moments import day
from indexes.spans import Hit
from indexes.view import IndexReader
from qa.answers import Answer, Citation, Conclusion, DateBasis, DatedEvent
from qa.candidates import gather
from qa.event_dates import tells
from qa.evidence import Evidence, RankedSentence
from qa.order import Asked, TwoEvents, two_events
from qa.plain_text import quoted
from qa.question import Question
from qa.weighing import Weighed
from qa.when import LOOKED_AT, when

EVENTS = 2  # that a question of order or duration is about
NEWS = timedelta(days=7)  # at most, by which a report that gives no date may be later than its news


def concluded(answer: Answer, asked: Question, weighed: Sequence[Weighed]) -> Answer:
    """The answer with what follows from its dates, where the question is about two events and both are told and dated.

    `weighed` is the evidence for each event. Nothing follows from a sentence that is not cited, where articles
    disagree, or from dates that are too vague: a month may be before another month, but no number of days after it.
    """
    events = two_events(asked.standalone)
    dated = [event for one in weighed if (event := _dated(one, answer.citations))] if events else []
    text = _follows(events, *dated) if events and len(dated) == len(weighed) == EVENTS else None
    return replace(answer, conclusion=Conclusion(text, tuple(dated))) if text else answer


def with_unread(
    index: IndexReader, asked: Question, weighed: Sequence[Weighed], hits: Sequence[Sequence[Hit]]
) -> list[Weighed]:
    """For a question about two events: behind the sentences that the ranker read, those of the other passages found that
    tell the event.

    An event is dated by all that is told of it, not only by what answers best.
    """
    if not two_events(asked.standalone):
        return list(weighed)
    return [_with_unread(index, one, found) for one, found in zip(weighed, hits, strict=True)]


def _with_unread(index: IndexReader, one: Weighed, hits: Sequence[Hit]) -> Weighed:
    ranked, event = one.evidence.ranked, one.part.question
    read = {(told.candidate.reading.article.id, told.candidate.position) for told in ranked}
    lowest = min((told.score for told in ranked), default=0.0)
    unread = [
        RankedSentence(candidate, lowest - 1.0)
        for candidate in gather(index, hits, event.alternatives)
        if (candidate.reading.article.id, candidate.position) not in read and tells(candidate, event)
    ]
    return replace(one, evidence=replace(one.evidence, ranked=(*ranked, *unread)))


def told_and_dated(asked: Question, weighed: Sequence[Weighed]) -> list[Weighed]:
    """For a question about two events: its evidence, each event's best sentence one that tells and dates it.

    It is the only one to show, whatever corrects a figure in it. Empty for other questions.
    """
    if not two_events(asked.standalone):
        return []
    return [replace(one, evidence=_dated_first(one.evidence, one.part.question)) for one in weighed]


def _dated_first(evidence: Evidence, event: Question) -> Evidence:
    """The sentence whose date is taken first; else the best one that tells the event."""
    found = when(evidence, event)
    telling = [one for one in evidence.ranked[:LOOKED_AT] if tells(one.candidate, event)]
    first = [found.told] if found else telling[:1]
    return replace(evidence, ranked=(*first, *(one for one in evidence.ranked if one not in first)))


def _dated(one: Weighed, citations: Sequence[Citation]) -> DatedEvent | None:
    """The event with its days and the number of the citation that tells."""
    found = when(one.evidence, one.part.question)
    if found is None:
        return None
    candidate, days = found.told.candidate, found.days
    place = candidate.reading.article.id, candidate.sentence.start
    number = next((c.number for c in citations if (c.article_id, c.start) == place), None)
    return DatedEvent(one.part.words, number, days.first, days.last, days.basis) if number else None


def _follows(events: TwoEvents, one: DatedEvent, other: DatedEvent) -> str | None:
    """In words what the dates say; None where they do not decide."""
    if one.citation == other.citation and one.first == other.first:
        return None  # one date of one sentence was read as that of both
    if events.asked is Asked.DURATION:
        return _between(events.unit, one, other)
    if one.last < _earliest(other):
        return f"{_told(one)} came before {_told(other)}."
    if other.last < _earliest(one):
        return f"{_told(other)} came before {_told(one)}."
    same = _is_one_day(one) and _is_one_day(other) and one.first == other.first
    return f"{_told(one)} and {_told(other)} were on the same day." if same else None


def _earliest(event: DatedEvent) -> date:
    """The first day on which it may have been: news is in print some days after."""
    return event.first if event.basis is DateBasis.STATED else event.first - NEWS


def _is_one_day(event: DatedEvent) -> bool:
    return event.basis is DateBasis.STATED and event.first == event.last


def _between(unit: str, one: DatedEvent, other: DatedEvent) -> str | None:
    """How long it was, where both days are told: that of publication may be days later."""
    if not (_is_one_day(one) and _is_one_day(other)):
        return None
    earlier, later = sorted((one, other), key=lambda event: event.first)
    days = (later.first - earlier.first).days
    return f"{_length(days, unit)} from {_told(earlier)} to {_told(later)}."


def _length(days: int, unit: str) -> str:
    """Days; where weeks are asked for, weeks and days too."""
    words = _count(days, "day")
    if unit != "week" or days < 7:
        return words
    rest = f" and {_count(days % 7, 'day')}" if days % 7 else ""
    return f"{words} ({_count(days // 7, 'week')}{rest})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _told(event: DatedEvent) -> str:
    """'“the bridge closed” (3 February 2025, as told in [1])'."""
    when = day(event.first) if event.first == event.last else f"{day(event.first)} to {day(event.last)}"
    basis = "as told in" if event.basis is DateBasis.STATED else "the day of publication of"
    return f"“{quoted(event.event)}” ({when}, {basis} [{event.citation}])"
