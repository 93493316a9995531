"""What speaks for a sentence being the answer, as numbers between about 0 and 1 (higher is better)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexes.embedding import FloatArray
from qa.answer_spans import new_spans
from qa.candidates import Candidate
from qa.kinds import AnswerKind
from qa.question import Question

NAMES = ("dense", "overlap", "near", "specifics", "kind", "passage", "early", "length")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each stem of the question says: rare words say more (inverse document frequency)."""

    by_stem: Mapping[str, float]

    def share(self, stems: Iterable[str], among: frozenset[str]) -> float:
        """The weighted share of `stems` that stand in `among`; 0 where there are none."""
        wanted = {stem: self.by_stem.get(stem, 1.0) for stem in stems}
        total = sum(wanted.values())
        return sum(weight for stem, weight in wanted.items() if stem in among) / total if total else 0.0


def word_weights(stems: Sequence[str], frequencies: Sequence[int], passages: int) -> Weights:
    """ln(1 + passages / (1 + frequency)) for each stem, as in BM25's weighting of rare terms."""
    pairs = zip(stems, frequencies, strict=True)
    return Weights({stem: math.log(1 + passages / (1 + frequency)) for stem, frequency in pairs})


def feature_rows(
    question: Question, candidates: Sequence[Candidate], cosines: FloatArray, weights: Weights
) -> FloatArray:
    """One row a candidate, one column a name of `NAMES`: (candidates, features)."""
    asked = frozenset(question.stems)
    return np.array(
        [
            _row(question, asked, one, float(cosine), weights)
            for one, cosine in zip(candidates, cosines, strict=True)
        ],
        dtype=np.float32,
    ).reshape(len(candidates), len(NAMES))


def _row(
    question: Question, asked: frozenset[str], candidate: Candidate, cosine: float, weights: Weights
) -> list[float]:
    around = candidate.surrounding_stems
    return [
        cosine,
        weights.share(question.stems, candidate.stems),
        weights.share(question.stems, around),
        weights.share(question.specifics, around) if question.specifics else 1.0,
        _holds_kind(question.kind, candidate, asked),
        1.0 / math.sqrt(candidate.passage_rank),
        1.0 / (1.0 + 0.2 * candidate.position),
        min(len(candidate.text), 200) / 200,
    ]


def _holds_kind(kind: AnswerKind, candidate: Candidate, asked: frozenset[str]) -> float:
    special = _SPECIAL.get(kind)
    if special is not None:
        return special(candidate)
    return 1.0 if new_spans(kind, candidate.text, asked) else 0.0


_SPECIAL: dict[AnswerKind, Callable[[Candidate], float]] = {
    AnswerKind.YES_NO: lambda candidate: 0.5,
    AnswerKind.EVENT: lambda candidate: 0.5,
    AnswerKind.COMPARISON: lambda candidate: 0.5,
    AnswerKind.ORDER: lambda candidate: 0.5,
}
