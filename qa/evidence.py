"""Passages found -> ranked sentences, and the probability that the best of them answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexes.embedding import FloatArray
from indexes.index import NewsIndex
from indexes.spans import Hit
from qa.candidates import Candidate, cosines, gather
from qa.features import NAMES, feature_rows, word_weights
from qa.question import Question

# Set by hand on the seed collection; issue 'Right answers' replaces them by learned ones.
_WEIGHTS = {
    "dense": 3.0, "overlap": 2.0, "near": 2.5, "specifics": 1.5, "kind": 0.8, "passage": 0.8, "early": 0.3, "length": 0.4,
}  # fmt: skip
_BIAS = -6.0


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A candidate and its score as a logit: sigmoid(score) is read as the probability that it answers."""

    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Candidate sentences, best first, and the probability that they answer the question, 0 to 1."""

    ranked: tuple[RankedSentence, ...]
    probability: float


def weigh(index: NewsIndex, question: Question, hits: Sequence[Hit]) -> Evidence:
    """Rank the citable sentences of the passages found by how likely each is to be the answer."""
    candidates = gather(index, hits)
    if not candidates:
        return Evidence((), 0.0)
    scores = _scores(index, question, candidates)
    order = sorted(range(len(candidates)), key=lambda n: (-round(float(scores[n]), 6), n))
    ranked = tuple(RankedSentence(candidates[n], float(scores[n])) for n in order)
    return Evidence(ranked, _sigmoid(ranked[0].score))


def _scores(index: NewsIndex, question: Question, candidates: Sequence[Candidate]) -> FloatArray:
    query = index.embed_query(question.standalone)
    frequencies = index.document_frequencies(question.stems)
    weights = word_weights(question.stems, frequencies, index.statistics().passages)
    rows = feature_rows(question, candidates, cosines(candidates, query), weights)
    column = np.array([_WEIGHTS[name] for name in NAMES], dtype=np.float32)
    return np.asarray(rows @ column + _BIAS, dtype=np.float32)


def _sigmoid(logit: float) -> float:
    return float(1.0 / (1.0 + np.exp(-logit)))
