"""What speaks for a sentence once the ranker has read it: what it says itself, and what stands beside it and elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from indexes.embedding import FloatArray
from qa.candidates import Candidate
from qa.focus import focus
from qa.question import Question
from qa.words import STOP_WORDS, tokens

SECOND_NAMES = ("ranker", "likely", "beside", "article", "agreed", "short", "asking")


def second_rows(question: Question, candidates: Sequence[Candidate], logits: FloatArray) -> FloatArray:
    """One row a candidate of SECOND_NAMES, given the ranker's logits (candidates,)."""
    chances = np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float32)
    asked = frozenset(question.stems)
    keys = [_short_answer(question, one, asked) for one in candidates]
    columns = (
        logits, chances, _beside(candidates, chances), _article(candidates, chances),
        _agreed(candidates, keys, chances), [float(bool(own)) for own in keys],
        [float(one.text.rstrip("”\"'’ ").endswith("?")) for one in candidates],
    )  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _beside(candidates: Sequence[Candidate], chances: FloatArray) -> list[float]:
    """How likely the better of its two neighbours is to answer; 0 where neither was read."""
    read = {_place(one): float(chance) for one, chance in zip(candidates, chances, strict=True)}
    ends = [(_place(one)[0], _place(one)[1]) for one in candidates]
    return [max(read.get((key, at - 1), 0.0), read.get((key, at + 1), 0.0)) for key, at in ends]


def _article(candidates: Sequence[Candidate], chances: FloatArray) -> list[float]:
    """How likely the best sentence of its article is to answer."""
    best: dict[str, float] = defaultdict(float)
    for one, chance in zip(candidates, chances, strict=True):
        best[one.reading.article.id] = max(best[one.reading.article.id], float(chance))
    return [best[one.reading.article.id] for one in candidates]


def _agreed(
    candidates: Sequence[Candidate], keys: Sequence[frozenset[str]], chances: FloatArray
) -> list[float]:
    """How strongly other articles hold, in likely sentences, the short answer that stands here: 0 to 1."""
    votes: dict[str, dict[str, float]] = defaultdict(dict)  # word -> article -> its best sentence's chance
    for one, own, chance in zip(candidates, keys, chances, strict=True):
        for key in own:
            article = one.reading.article.id
            votes[key][article] = max(votes[key].get(article, 0.0), float(chance))
    return [_support(one.reading.article.id, own, votes) for one, own in zip(candidates, keys, strict=True)]


def _support(article: str, keys: frozenset[str], votes: Mapping[str, Mapping[str, float]]) -> float:
    """1 minus the chance that none of the other articles' best sentences with the best supported key answers."""
    others = [[chance for other, chance in votes[key].items() if other != article] for key in keys]
    return max((1.0 - float(np.prod([1.0 - chance for chance in each])) for each in others), default=0.0)


def _short_answer(question: Question, candidate: Candidate, asked: frozenset[str]) -> frozenset[str]:
    """Stems of the words that could be the short answer here."""
    text = candidate.text
    span = focus(question.kind, question.text, asked, text, candidate.reading.article.text)
    words = tokens(text[slice(*span)]) if span else ()
    return frozenset(t.stem for t in words if t.text.casefold() not in STOP_WORDS and t.stem not in asked)


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.reading.article.id, candidate.position
