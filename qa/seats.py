"""The sentences that are shown, each with the part of the question that it answers; an accusation with its denial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.candidates import Candidate
from qa.choosing import same_sentence
from qa.denials import denial_of
from qa.evidence import RankedSentence
from qa.token_scores import TokenScores
from qa.weighing import Weighed

NEAR_THE_BEST = 2.0  # logits below the best sentence within which a short answer is marked


@dataclass(frozen=True, slots=True)
class Seat:
    """A sentence that is shown, for the part that it answers, or `beside` one that answers."""

    candidate: Candidate
    of: Weighed
    beside: bool = False

    @property
    def near(self) -> bool:
        """Whether it ranks near the best sentence of its part, or stands in the place of one that does."""
        if self.beside:
            return False
        found = self._ranked
        return found is None or found.score >= self.of.evidence.ranked[0].score - NEAR_THE_BEST

    @property
    def tokens(self) -> TokenScores | None:
        """Where in the sentence the answer stands, if the ranker told."""
        return self._ranked.tokens if self._ranked else None

    @property
    def _ranked(self) -> RankedSentence | None:
        ranked = self.of.evidence.ranked
        return next((one for one in ranked if same_sentence(one.candidate, self.candidate)), None)


def with_denials(seats: Sequence[Seat], most: int) -> list[Seat]:
    """Behind the first sentence that claims something of somebody, and that has one, the one in which they deny it.

    A second claim is left without its denial.

    Where no seat is free, the denial takes the last one, if that is far below the best sentence or claims something too.
    """
    for seat in seats:
        denial = denial_of(seat.candidate, seat.of.part.question.specifics)
        if denial is None or any(same_sentence(denial, one.candidate) for one in seats):
            continue
        kept = list(seats)
        if len(kept) >= most:
            last = kept[-1]
            if last is seat or last.of is not seat.of or (last.near and not denial_of(last.candidate)):
                continue
            kept.pop()
        place = kept.index(seat) + 1
        while place < len(kept) and _between(kept[place].candidate, seat.candidate, denial):
            place += 1
        return [*kept[:place], Seat(denial, seat.of, beside=True), *kept[place:]]
    return list(seats)


def _between(one: Candidate, first: Candidate, last: Candidate) -> bool:
    """Whether a sentence stands between two others of its article."""
    same = one.reading.article.id == first.reading.article.id
    return same and first.position < one.position < last.position
