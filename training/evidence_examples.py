"""What the evidence weights are fitted to: the seeds' questions, with and without the articles that answer them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.datasets import Dataset, Gold
from benchmarks.left_out import IndexWithout, hidden_for
from indexes import Article, NewsIndex
from indexes.embedding import FloatArray
from qa.arguments import moment_of
from qa.coverage import coverage
from qa.evidence import Scored, score
from qa.parts import parts_of
from qa.question import Question, understand
from qa.reading import SentenceReader
from qa.search import search

PASSAGES = 20


@dataclass(frozen=True, slots=True)
class Example:
    """A question asked: features of its candidates, which of them are gold, and whether the index answers it."""

    id: str
    question: Question
    scored: Scored
    gold: np.ndarray[tuple[int], np.dtype[np.bool_]]
    answerable: bool

    def summary(self, scores: FloatArray) -> FloatArray:
        """Features of the evidence as a whole under other scores of the same candidates."""
        order = np.argsort(-scores, kind="stable")
        candidates = [self.scored.candidates[n] for n in order]
        return coverage(
            self.question, candidates, self.scored.rows[order], scores[order], self.scored.weights
        )


def examples(dataset: Dataset, index: NewsIndex, reader: SentenceReader) -> Iterator[Example]:
    """Each question of the whole index; each answerable one also without the articles that answer it."""
    hide = hidden_for(dataset, index)
    for one in dataset.questions:
        yield from asked(one, index, reader, one.answerable)
        if one.answerable and (hidden := hide(one)):
            yield from asked(one, IndexWithout(index, hidden), reader, answerable=False)


def asked(one: Gold, index: NewsIndex, reader: SentenceReader, answerable: bool) -> Iterator[Example]:
    """The question asked of an index; nothing where it has several parts, or the index holds no candidate at all."""
    as_of = moment_of(one.asked, end_of_day=True)
    with index.snapshot() as view:
        question = understand(one.question, view.statistics(), as_of=as_of, articles=view)
        if len(parts_of(question, view.statistics())) > 1:
            return  # each part is judged on its own, and which sentences answer which part is not known
        scored = score(view, question, search(view, question, PASSAGES), reader)
    if scored.candidates:
        gold = np.array([candidate.text in one.sentences for candidate in scored.candidates], dtype=bool)
        yield Example(one.id, question, scored, gold, answerable)


def index_of(place: Path, articles: Sequence[Article]) -> NewsIndex:
    """The index in `place`, holding the articles; what it holds already is not embedded again."""
    index = NewsIndex.open_or_create(place)
    index.add(articles)
    return index
