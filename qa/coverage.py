"""Features of the evidence as a whole: is everything specific in the question found in it?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexes.embedding import FloatArray
from qa.candidates import Candidate
from qa.features import NAMES, Weights
from qa.question import Question
from qa.second_features import SECOND_NAMES
from qa.time_asked import dated_stems, time_missed

COVERAGE_NAMES = (
    "best", "mean", "ranker_best", "ranker_max", "ranker_mean", "dense_best", "dense_max", "dense_mean", "beside_max",
    "agreed_max", "title_max", "early_mean", "words_best", "words_max", "words_article", "words_together",
    "rarest_missing", "rarest_missing_article", "names_article", "name_missing", "number_missing",
    "number_missing_article", "kind_best", "kind_any", "telling_best", "time_missed", "question_length",
)  # fmt: skip
CHOSEN = 3  # the sentences an answer has by default


def coverage(
    question: Question,
    candidates: Sequence[Candidate],
    rows: FloatArray,
    scores: FloatArray,
    weights: Weights,
) -> FloatArray:
    """One row of COVERAGE_NAMES for candidates in order of falling score, of which there is at least one."""
    column = {name: rows[:, place] for place, name in enumerate((*NAMES, *SECOND_NAMES))}
    top = candidates[:CHOSEN]
    ranker, dense = column["ranker"], column["dense"]
    strength = [
        scores[0], scores[:CHOSEN].mean(), ranker[0], ranker.max(), ranker[:CHOSEN].mean(),
        dense[0], dense.max(), dense[:CHOSEN].mean(),
        column["beside"].max(), column["agreed"].max(), column["title"].max(), column["early"][:CHOSEN].mean(),
    ]  # fmt: skip
    kinds = [column["kind"][0], column["kind"][:CHOSEN].max(), column["telling"][0]]
    values = [*strength, *_words(question, top, weights), *_missing(question, top[0], weights), *kinds]
    return np.array([*values, float(time_missed(question, top)), len(question.stems) / 10], dtype=np.float32)


def _words(question: Question, top: Sequence[Candidate], weights: Weights) -> list[float]:
    """Weighted shares of the question's words around the best sentence, around any, in its article, around all."""
    around = [one.surrounding_stems | dated_stems(question, one.published) for one in top]
    shares = [weights.share(question.stems, stems) for stems in around]
    whole = top[0].reading.all_stems | dated_stems(question, top[0].published)
    article = weights.share(question.stems, whole)
    return [shares[0], max(shares), article, weights.share(question.stems, frozenset().union(*around))]


def _missing(question: Question, best: Candidate, weights: Weights) -> list[float]:
    """How telling the rarest word is that is not there; names and numbers that are not."""
    dated = dated_stems(question, best.published)
    around, article = best.surrounding_stems | dated, best.reading.all_stems | dated
    numbers = [stem for stem in question.specifics if stem[:1].isdigit()]
    names = [stem for stem in question.specifics if not stem[:1].isdigit()]
    return [
        weights.rarest(question.stems, around) / 5,
        weights.rarest(question.stems, article) / 5,
        weights.share(names, article) if names else 1.0,
        weights.rarest(names, article) / 5,
        float(any(number not in around for number in numbers)),
        float(any(number not in article for number in numbers)),
    ]
