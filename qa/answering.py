"""The weighed parts of a question -> its answer: which parts are found, which sentences are shown, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from statistics import fmean

from qa.answers import Answer, Disagreement, MissingPart, Status
from qa.candidates import Candidate
from qa.choosing import best, best_first, newest_first, say_the_same
from qa.chronology import concluded, told_and_dated
from qa.composing import Chosen, compose, nearest_passages, not_found
from qa.disagreement import told_apart, with_differing
from qa.overtaken import newest_in_front
from qa.question import Question
from qa.seats import Seat, with_denials
from qa.shortfall import shortfall
from qa.weighing import Weighed, turns


def answer_of(asked: Question, weighed: Sequence[Weighed], most: int, threshold: float) -> Answer:
    """The answer in at most `most` sentences; a part is found where its evidence reaches the threshold.

    Each part found has its place among the sentences before any has a second one.
    """
    ordered = told_and_dated(asked, weighed)
    weighed = ordered or weighed
    found = [one for one in weighed if one.found(threshold)]
    if ordered:
        seats = [Seat(one.evidence.ranked[0].candidate, one) for one in found[:most]]
    else:
        seats = with_denials(_seats(found, most) if len(weighed) > 1 else _alone(found, most), most)
    missing = tuple(_missing(weighed, found, seats)) if len(weighed) > 1 or weighed[0].part.absent else ()
    if found:
        chosen = [
            Chosen(
                seat.candidate, seat.of.part.question, seat.of.part.words, seat.near, seat.tokens, seat.beside
            )
            for seat in seats
        ]
        answer = compose(asked, chosen, Status.PARTIAL if missing else Status.ANSWERED)
        answer = replace(concluded(answer, asked, weighed), differing=_differing(answer, weighed, seats))
    else:
        answer = not_found(asked, nearest_passages(_nearest_first(weighed), shortfall))
    confidence = round(fmean(one.probability for one in weighed), 4)
    return replace(answer, missing=missing, confidence=confidence, understood=_understood(answer, weighed))


def _alone(found: Sequence[Weighed], most: int) -> list[Seat]:
    return [Seat(one, part) for part in found for one in _in_order(part, _ranked(part, most))]


def _in_order(part: Weighed, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The newest article first where the latest is asked for, else the best sentence."""
    return newest_first(chosen) if part.part.question.latest else best_first(chosen)


def _ranked(part: Weighed, most: int) -> list[Candidate]:
    """The best sentences of a part, those that give another figure for the same thing behind the first."""
    question = part.part.question
    ranked = part.evidence.ranked
    chosen = newest_in_front(question, best(part.evidence, most, question), ranked)
    return with_differing(question, chosen, ranked, most)


def _seats(found: Sequence[Weighed], most: int) -> list[Seat]:
    """The best sentence of each part, then the second of each; those that say the same share a seat.

    A part that shares one is answered there: what it has beyond goes behind all that the others have.
    """
    ranked = [(part, _ranked(part, most)) for part in found]
    firsts: list[Seat] = []
    for part, sentences in ranked:
        firsts += _new([Seat(one, part) for one in sentences[:1]], firsts)
    own = [pair for pair in ranked if any(seat.of is pair[0] for seat in firsts)]
    shared = [pair for pair in ranked if pair not in own]
    seats = firsts
    for part, one in (*_in_turns(own), *_in_turns(shared)):
        seats = [*seats, *_new([Seat(one, part)], seats)]
    return sorted(seats[:most], key=lambda seat: found.index(seat.of))


def _new(offered: Sequence[Seat], taken: Sequence[Seat]) -> list[Seat]:
    """Those that say what none of the others says."""
    return [one for one in offered if not any(say_the_same(one.candidate, seat.candidate) for seat in taken)]


def _in_turns(ranked: Sequence[tuple[Weighed, list[Candidate]]]) -> list[tuple[Weighed, Candidate]]:
    """The second sentence of each part, then the third of each."""
    rows = zip_longest(*([(part, one) for one in sentences[1:]] for part, sentences in ranked))
    return [pair for row in rows for pair in row if pair]


def _missing(
    weighed: Sequence[Weighed], found: Sequence[Weighed], seats: Sequence[Seat]
) -> list[MissingPart]:
    missing: list[MissingPart] = []
    for one in weighed:
        if one.part.absent:
            missing.append(
                MissingPart(one.part.words, f"no article of {one.part.absent} is in the collection")
            )
        elif one not in found:
            missing.append(MissingPart(one.part.words, _why(one)))
        elif not any(_serves(seat, one) for seat in seats):
            missing.append(MissingPart(one.part.words, "found, but there is no room: ask for more sentences"))
    return missing


def _differing(answer: Answer, weighed: Sequence[Weighed], seats: Sequence[Seat]) -> tuple[Disagreement, ...]:
    """What differs among the cited sentences of each part that is answered."""
    several = len(weighed) > 1
    found = [
        told_apart(
            one.part.question, one.part.words if several else "", _ranked(one, 1), one.evidence.ranked, answer
        )
        for one in weighed
        if any(seat.of is one for seat in seats)
    ]
    return tuple(one for one in found if one)


def _serves(seat: Seat, part: Weighed) -> bool:
    ranked = part.evidence.ranked
    return seat.of is part or bool(ranked and say_the_same(seat.candidate, ranked[0].candidate))


def _why(one: Weighed) -> str:
    """What the nearest sentence lacks."""
    if not one.evidence.ranked:
        return "no such article in the collection"
    return f"not told; nearest: {shortfall(one.part.question, one.evidence.ranked[0].candidate)}"


def _nearest_first(weighed: Sequence[Weighed]) -> list[Chosen]:
    rankings = [
        [Chosen(ranked.candidate, one.part.question) for ranked in one.evidence.ranked] for one in weighed
    ]
    return list(turns(rankings, lambda one: (one.candidate.reading.article.id, one.candidate.position)))


def _understood(answer: Answer, weighed: Sequence[Weighed]) -> dict[str, str]:
    """What was read into the question, with its parts where it has several, and the outlets that each asks."""
    if len(weighed) > 1:
        return {**answer.understood, "parts": "; ".join(one.part.words for one in weighed)}
    told_by = weighed[0].part.question.told_by
    return {**answer.understood, "outlets": ", ".join(told_by)} if told_by else dict(answer.understood)
