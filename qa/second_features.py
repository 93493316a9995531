"""What speaks for a sentence once the ranker has read it: what it says itself, and what stands beside it and elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexes.embedding import FloatArray
from qa.candidates import Candidate
from qa.focus import focus
from qa.question import Question
from qa.words import STOP_WORDS, tokens

SECOND_NAMES = ("ranker", "alone", "likely", "beside", "article", "agreed", "short", "asking")


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The telling words, as stems, that could be the short answer in a sentence; none where there is none."""

    stems: frozenset[str]

    def same(self, other: ShortAnswer) -> bool:
        """Equal figures, where there are any; else a name that holds the other: 'Pell' and 'Ada Pell'."""
        if not self.stems or not other.stems or self._figures != other._figures:
            return False
        return bool(self._figures) or self.stems <= other.stems or other.stems <= self.stems

    @property
    def _figures(self) -> frozenset[str]:
        return frozenset(stem for stem in self.stems if stem[:1].isdigit())


def second_rows(
    question: Question,
    candidates: Sequence[Candidate],
    logits: FloatArray,
    alone: FloatArray,
    stories: Mapping[str, str],
) -> FloatArray:
    """One row a candidate of SECOND_NAMES, given the ranker's logits (candidates,) and the story of each article.

    `logits` are of the sentence read with those around it, `alone` (candidates,) of the sentence read by itself.

    Articles of one story (the same text carried by several outlets) count as one witness.
    """
    chances = np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -60, 60))), dtype=np.float32)
    asked = frozenset(question.stems)
    answers = [_short_answer(question, one, asked) for one in candidates]
    columns = (
        logits, alone, chances, _beside(candidates, chances), _article(candidates, chances),
        _agreed(candidates, answers, chances, stories), [float(bool(own.stems)) for own in answers],
        [float(one.text.rstrip("”\"'’ ").endswith("?")) for one in candidates],
    )  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _beside(candidates: Sequence[Candidate], chances: FloatArray) -> list[float]:
    """How likely the better of its two neighbours is to answer; 0 where neither was read."""
    read = {_place(one): float(chance) for one, chance in zip(candidates, chances, strict=True)}
    places = map(_place, candidates)
    return [max(read.get((key, at - 1), 0.0), read.get((key, at + 1), 0.0)) for key, at in places]


def _article(candidates: Sequence[Candidate], chances: FloatArray) -> list[float]:
    """How likely the best sentence of its article is to answer."""
    best: dict[str, float] = defaultdict(float)
    for one, chance in zip(candidates, chances, strict=True):
        best[one.reading.article.id] = max(best[one.reading.article.id], float(chance))
    return [best[one.reading.article.id] for one in candidates]


def _agreed(
    candidates: Sequence[Candidate],
    answers: Sequence[ShortAnswer],
    chances: FloatArray,
    stories: Mapping[str, str],
) -> list[float]:
    """How strongly other stories hold, in likely sentences, the short answer that stands here: 0 to 1.

    1 minus the chance that none of the other stories' best sentences with the same short answer answers.
    """
    whose = (stories.get(one.reading.article.id, one.reading.article.id) for one in candidates)
    told = list(zip(whose, answers, chances.tolist(), strict=True))
    return [_support(story, own, told) for story, own, _ in told]


def _support(story: str, own: ShortAnswer, told: Sequence[tuple[str, ShortAnswer, float]]) -> float:
    best: dict[str, float] = {}
    for other, answer, chance in told:
        if other != story and own.same(answer):
            best[other] = max(best.get(other, 0.0), chance)
    return 1.0 - float(np.prod([1.0 - chance for chance in best.values()]))


def _short_answer(question: Question, candidate: Candidate, asked: frozenset[str]) -> ShortAnswer:
    text = candidate.text
    span = focus(question.kind, question.standalone, asked, text, candidate.reading.article.text)
    words = tokens(text[slice(*span)]) if span else ()
    stems = frozenset(t.stem for t in words if t.text.casefold() not in STOP_WORDS and t.stem not in asked)
    return ShortAnswer(stems)


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.reading.article.id, candidate.position
