"""Order and duration: a conclusion drawn from the dates of two cited events, and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexes.moments import day
from qa.answers import Answer, Citation, Conclusion, DateBasis, DatedEvent
from qa.composing import Chosen
from qa.event_dates import event_days, tells
from qa.evidence import Evidence
from qa.order import Asked, TwoEvents, two_events
from qa.plain_text import quoted
from qa.question import Question
from qa.weighing import Weighed

LOOKED_AT = 20  # best sentences of an event among which one that tells and dates it is sought
EVENTS = 2  # that a question of order or duration is about


def concluded(answer: Answer, asked: Question, told: Sequence[Chosen]) -> Answer:
    """The answer with what follows from its dates, where the question is about two events and both are told and dated.

    `told` holds each event's cited sentence. Nothing follows from dates that are too vague: a month may be before
    another month, but no number of days after it.
    """
    events = two_events(asked.standalone)
    dated = [event for one in told if (event := _dated(one, answer.citations))] if events else []
    text = _follows(events, *dated) if events and len(dated) == len(told) == EVENTS else None
    return replace(answer, conclusion=Conclusion(text, tuple(dated))) if text else answer


def told_and_dated(asked: Question, weighed: Sequence[Weighed], most: int) -> tuple[list[Weighed], int]:
    """For a question about two events: each event's best sentence is one that tells and dates it, and is shown alone.

    The evidence in that order, and how many sentences to show; both as they came for other questions.
    """
    if not two_events(asked.standalone):
        return list(weighed), most
    ordered = [replace(one, evidence=_dated_first(one.evidence, one.part.question)) for one in weighed]
    return ordered, min(most, len(weighed))


def _dated_first(evidence: Evidence, event: Question) -> Evidence:
    """The best sentence that tells the event and dates it first; else, of those that tell it, the earliest in print."""
    telling = [one for one in evidence.ranked[:LOOKED_AT] if tells(one.candidate, event)]
    dated = [(one, days) for one in telling if (days := event_days(one.candidate, event))]
    stated = [one for one, days in dated if days.basis is DateBasis.STATED]
    printed = [one for one, _ in sorted(dated, key=lambda pair: pair[1].first)]
    first = (stated or printed)[:1]
    return replace(evidence, ranked=(*first, *(one for one in evidence.ranked if one not in first)))


def _dated(one: Chosen, citations: Sequence[Citation]) -> DatedEvent | None:
    """The event with its days and the number of the citation that tells."""
    days = event_days(one.candidate, one.question)
    if days is None or not tells(one.candidate, one.question):
        return None
    place = one.candidate.reading.article.id, one.candidate.sentence.start
    number = next(c.number for c in citations if (c.article_id, c.start) == place)
    return DatedEvent(one.words, number, days.first, days.last, days.basis)


def _follows(events: TwoEvents, one: DatedEvent, other: DatedEvent) -> str | None:
    """In words what the dates say; None where they do not decide."""
    if events.asked is Asked.DURATION:
        return _between(events.unit, one, other)
    if one.last < other.first:
        return f"{_told(one)} came before {_told(other)}."
    if other.last < one.first:
        return f"{_told(other)} came before {_told(one)}."
    same = one.first == one.last == other.first == other.last
    stated = DateBasis.STATED in (one.basis, other.basis)
    return f"{_told(one)} and {_told(other)} were on the same day." if same and stated else None


def _between(unit: str, one: DatedEvent, other: DatedEvent) -> str | None:
    if one.first != one.last or other.first != other.last:
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
