"""Passages found -> the sentences that could answer, each with its surroundings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np

from indexes.articles import Article
from indexes.contents import Contents
from indexes.embedding import FloatArray
from indexes.errors import ArticleNotFound
from indexes.spans import Hit, Sentence
from indexes.view import IndexReader
from qa.links import Alternative
from qa.words import STOP_WORDS, Token, tokens


class Reading:
    """An article opened for one question: its sentences, their words and their vectors, all of one state."""

    def __init__(self, contents: Contents, alternatives: Sequence[Alternative] = ()) -> None:
        self.article: Article = contents.article
        self._alternatives = [one for one in alternatives if one.holds_in(contents.article.text)]
        self.sentences: tuple[Sentence, ...] = contents.sentences
        self.vectors: FloatArray = contents.vectors
        self.passages = frozenset(contents.passages)
        self._tokens: dict[int, tuple[Token, ...]] = {}

    @cached_property
    def title_stems(self) -> frozenset[str]:
        """Stems of the content words of the title."""
        own = frozenset(token.stem for token in tokens(self.article.title) if not _stops(token))
        return self._with_those_meant(own)

    @cached_property
    def all_stems(self) -> frozenset[str]:
        """Stems of the content words of title and text."""
        return self.title_stems.union(*(self.stems(place) for place in range(len(self.sentences))))

    def text(self, position: int) -> str:
        """The sentence at a position as it stands; empty beyond the ends."""
        if not 0 <= position < len(self.sentences):
            return ""
        sentence = self.sentences[position]
        return self.article.text[sentence.start : sentence.end]

    def tokens(self, position: int) -> tuple[Token, ...]:
        """The words of the sentence at a position; empty beyond the ends."""
        if position not in self._tokens:
            self._tokens[position] = tuple(tokens(self.text(position)))
        return self._tokens[position]

    def stems(self, position: int) -> frozenset[str]:
        """Stems of the content words of the sentence at a position, and those asked for that others stand for there."""
        own = frozenset(token.stem for token in self.tokens(position) if not _stops(token))
        return self._with_those_meant(own)

    def _with_those_meant(self, own: frozenset[str]) -> frozenset[str]:
        return own.union(one.asked for one in self._alternatives if one.instead <= own)

    def before(self, position: int) -> int | None:
        """The position of the nearest citable sentence before, if there is one."""
        earlier = (place for place in range(position - 1, -1, -1) if self.sentences[place].citable)
        return next(earlier, None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A citable sentence that stands in a passage that was found, and the rank of that passage."""

    reading: Reading
    sentence: Sentence
    passage_rank: int
    passage_score: float

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.reading.text(self.sentence.position)

    @property
    def published(self) -> datetime | None:
        """When its article was published, where that is known."""
        return self.reading.article.published

    @property
    def position(self) -> int:
        """Its place in the article, from 0."""
        return self.sentence.position

    @property
    def stems(self) -> frozenset[str]:
        """Stems of its content words."""
        return self.reading.stems(self.sentence.position)

    @property
    def surrounding_stems(self) -> frozenset[str]:
        """Stems of the sentence, its two neighbours and the title."""
        place, reading = self.sentence.position, self.reading
        return (
            reading.stems(place - 1) | reading.stems(place) | reading.stems(place + 1) | reading.title_stems
        )


def gather(
    index: IndexReader, hits: Sequence[Hit], alternatives: Sequence[Alternative] = ()
) -> list[Candidate]:
    """The citable sentences of the passages found, best passage first; a sentence comes once.

    Passages whose article has been updated or removed since they were found are left out.
    """
    readings: dict[str, Reading | None] = {}
    candidates: dict[tuple[str, int], Candidate] = {}
    for hit in hits:
        article_id = hit.passage.article_id
        if article_id not in readings:
            readings[article_id] = _reading(index, article_id, alternatives)
        reading = readings[article_id]
        if reading is None or hit.passage not in reading.passages:
            continue
        for sentence in _citable(reading, hit):
            candidates.setdefault(
                (article_id, sentence.position), Candidate(reading, sentence, hit.rank, hit.score)
            )
    return list(candidates.values())


def cosines(candidates: Sequence[Candidate], query: FloatArray) -> FloatArray:
    """Cosine of the question's vector (dimension,) with each candidate sentence's: (candidates,)."""
    if not candidates:
        return np.zeros(0, dtype=np.float32)
    rows = np.stack([candidate.reading.vectors[candidate.position] for candidate in candidates])
    return np.asarray(rows.astype(np.float32) @ query, dtype=np.float32)


def _reading(index: IndexReader, article_id: str, alternatives: Sequence[Alternative]) -> Reading | None:
    """The article as it is now; None if it has been removed."""
    try:
        return Reading(index.contents(article_id), alternatives)
    except ArticleNotFound:
        return None


def _citable(reading: Reading, hit: Hit) -> Iterator[Sentence]:
    first, last = hit.passage.first, hit.passage.last
    return (sentence for sentence in reading.sentences[first : last + 1] if sentence.citable)


def _stops(token: Token) -> bool:
    return token.text.casefold() in STOP_WORDS
