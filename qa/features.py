"""What speaks for a sentence being the answer, as numbers between about 0 and 1 (higher is better)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from indexes.embedding import FloatArray
from qa.answer_spans import new_spans
from qa.attribution import names_who_speaks
from qa.candidates import Candidate
from qa.context import speaker
from qa.kinds import AnswerKind
from qa.question import Question
from qa.time_asked import dated_stems, of_the_time
from qa.words import stem

NAMES = (
    "dense", "overlap", "near", "title", "specifics", "kind", "speaks", "telling", "passage", "early", "length",
    "recent", "latest", "newer", "period",
)  # fmt: skip
FRESH = 14.0  # days in which the weight of news falls to 1/e where the question asks for the latest
YEAR = 365.0  # days in which, where no time is named, the preference for newer news falls to 1/e


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each stem of the question says: rare words say more (inverse document frequency)."""

    by_stem: Mapping[str, float]

    def share(self, stems: Iterable[str], among: frozenset[str]) -> float:
        """The weighted share of `stems` that stand in `among`; 0 where there are none."""
        wanted = {stem: self.by_stem.get(stem, 1.0) for stem in stems}
        total = sum(wanted.values())
        return sum(weight for stem, weight in wanted.items() if stem in among) / total if total else 0.0

    def rarest(self, stems: Iterable[str], among: frozenset[str]) -> float:
        """The weight of the most telling of `stems` that does not stand in `among`; 0 if all do."""
        return max((self.by_stem.get(stem, 1.0) for stem in stems if stem not in among), default=0.0)


def word_weights(stems: Sequence[str], frequencies: Sequence[int], passages: int) -> Weights:
    """ln(1 + passages / (1 + frequency)) for each stem, as in BM25's weighting of rare terms."""
    pairs = zip(stems, frequencies, strict=True)
    return Weights({stem: math.log(1 + passages / (1 + frequency)) for stem, frequency in pairs})


def feature_rows(
    question: Question, candidates: Sequence[Candidate], cosines: FloatArray, weights: Weights
) -> FloatArray:
    """One row a candidate, one column a name of `NAMES`: (candidates, features)."""
    asked = frozenset(question.stems)
    dates = sorted(date for one in candidates if (date := one.published))
    now = question.as_of or (dates[-1] if dates else None)
    usual = dates[len(dates) // 2] if dates else None
    rows = [
        (
            float(cosine),
            *_words(question, one, weights),
            *_kind(question, one, asked),
            _telling(one, asked),
            *_place(one),
            *_time(question, one, now, usual),
        )
        for one, cosine in zip(candidates, cosines, strict=True)
    ]
    return np.array(rows, dtype=np.float32).reshape(len(candidates), len(NAMES))


def _words(question: Question, candidate: Candidate, weights: Weights) -> tuple[float, ...]:
    """Weighted shares of the question's words in the sentence, around it and in the title; of its names and numbers."""
    around = candidate.surrounding_stems | dated_stems(question, candidate.published)
    return (
        weights.share(question.stems, candidate.stems),
        weights.share(question.stems, around),
        weights.share(question.stems, candidate.reading.title_stems),
        weights.share(question.specifics, around) if question.specifics else 1.0,
    )


def _telling(candidate: Candidate, asked: frozenset[str]) -> float:
    """The share of its content words that the question does not say itself: an echo tells nothing."""
    return len(candidate.stems - asked) / len(candidate.stems) if candidate.stems else 0.0


def _kind(question: Question, candidate: Candidate, asked: frozenset[str]) -> tuple[float, float]:
    """Whether the sentence holds something new of the kind asked for; whether the one asked about speaks in it."""
    if question.kind in _UNMARKED:
        return 0.5, 0.0
    holds = 1.0 if new_spans(question.kind, candidate.text, asked, candidate.reading.article.text) else 0.0
    return holds, _speaks(question, candidate) if question.kind is AnswerKind.QUOTE else 0.0


def _speaks(question: Question, candidate: Candidate) -> float:
    """1 where one who is named in the question speaks or is spoken of, -1 where somebody else speaks, else 0."""
    asked = frozenset(question.specifics)
    speaking = [*names_who_speaks(candidate.text), speaker(candidate) or ""]
    named = frozenset(stem(word) for name in speaking for word in name.split())
    if (named | candidate.stems) & asked:
        return 1.0 if not named or named & asked else -1.0
    return -1.0 if named and asked else 0.0


def _place(candidate: Candidate) -> tuple[float, float, float]:
    """How high its passage ranks, how early it stands in the article, how long it is (up to 200 characters)."""
    return (
        1.0 / math.sqrt(candidate.passage_rank),
        1.0 / (1.0 + 0.2 * candidate.position),
        min(len(candidate.text), 200) / 200,
    )


def _time(
    question: Question, candidate: Candidate, now: datetime | None, usual: datetime | None
) -> tuple[float, float, float, float]:
    """How fresh the article is where that matters, and where the latest is asked for; how new in years; whether of the time
    named (1, -1 or 0).

    An article without a date is as new as the `usual` one, so that it is neither preferred nor lost.
    """
    published = candidate.published
    if now is None or usual is None:
        return 0.0, 0.0, 0.0, 0.0
    newer = 0.0 if _names_a_time(question, now) else math.exp(-_days(published or usual, now) / YEAR)
    if published is None:
        return 0.0, 0.0, newer, 0.0
    fresh = math.exp(-_days(published, now) / FRESH)
    recent = fresh if question.latest or question.as_of is not None else 0.0
    return recent, fresh if question.latest else 0.0, newer, of_the_time(question, candidate)


def _days(published: datetime, now: datetime) -> float:
    return max(0.0, (now - published).total_seconds() / 86400)


def _names_a_time(question: Question, now: datetime) -> bool:
    """Whether it names a time that the articles reach; 'this week' asked of an old archive names none."""
    return any(period.start <= now for period in question.periods)


_UNMARKED = (AnswerKind.YES_NO, AnswerKind.EVENT, AnswerKind.COMPARISON, AnswerKind.ORDER)
