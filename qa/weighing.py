"""The parts of a question, each searched and weighed on its own, and what they find taken in turns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeVar

from indexes.spans import Hit
from indexes.view import IndexReader
from qa.candidates import Candidate
from qa.day_news import news_asked
from qa.evidence import READ_AGAIN, READ_FOR_A_PART, Evidence, score, weigh
from qa.kinds import AnswerKind
from qa.parts import Part
from qa.reading import SentenceReader
from qa.reordering import reorder
from qa.search import search

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A part of a question and the evidence for it."""

    part: Part
    evidence: Evidence

    @property
    def probability(self) -> float:
        """That its sentences answer it; none for what an absent outlet is asked to tell."""
        return 0.0 if self.part.absent else self.evidence.probability

    def found(self, threshold: float) -> bool:
        """Whether it is probably answered."""
        told = self.part.absent is None and bool(self.evidence.ranked)
        return told and self.probability >= threshold


def search_parts(index: IndexReader, parts: Sequence[Part], top_k: int) -> list[list[Hit]]:
    """For each part its `top_k` best passages."""
    return [search(index, part.question, top_k) for part in parts]


def weigh_parts(
    index: IndexReader, parts: Sequence[Part], hits: Sequence[Sequence[Hit]], reader: SentenceReader
) -> list[Weighed]:
    """For each part the ranked sentences of its passages."""
    most = _read_for_each(parts)
    return [
        Weighed(_as_event(part), weigh(index, part.question, found, reader, most))
        for part, found in zip(parts, hits, strict=True)
    ]


def _as_event(part: Part) -> Part:
    """The news of a time are no name or figure, whatever word asks for them: nothing is marked in them."""
    if news_asked(part.question) is None:
        return part
    return replace(part, question=replace(part.question, kind=AnswerKind.EVENT))


def merged_hits(
    index: IndexReader,
    parts: Sequence[Part],
    hits: Sequence[Sequence[Hit]],
    reader: SentenceReader,
    weighed: int,
) -> list[Hit]:
    """The passages by their best sentences, of which `weighed` a part are read; parts take turns."""
    most = _read_for_each(parts)
    rankings = [
        reorder(found, score(index, part.question, found[:weighed], reader, most))
        for part, found in zip(parts, hits, strict=True)
    ]
    if len(rankings) == 1:
        return rankings[0]
    merged = turns(rankings, lambda hit: hit.passage.id)
    return [replace(hit, rank=rank, score=1 / rank) for rank, hit in enumerate(merged, 1)]


def merged_sentences(weighed: Sequence[Weighed]) -> list[Candidate]:
    """The sentences likeliest to answer; parts take turns."""
    rankings = [[ranked.candidate for ranked in one.evidence.ranked] for one in weighed]
    return list(turns(rankings, lambda one: (one.reading.article.id, one.position)))


def _read_for_each(parts: Sequence[Part]) -> int:
    """How many candidates the ranker reads for a part, so that a long question stays affordable."""
    return READ_AGAIN if len(parts) == 1 else READ_FOR_A_PART


def turns(rankings: Sequence[Sequence[Item]], key: Callable[[Item], Hashable]) -> Iterator[Item]:
    """The first of each ranking, then the second of each, and so on; what has come already is left out."""
    seen: set[Hashable] = set()
    for row in zip_longest(*rankings):
        for item in row:
            if item is not None and key(item) not in seen:
                seen.add(key(item))
                yield item
