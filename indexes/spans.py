"""Sentences, passages and hits: half-open character spans of an article's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a span of its article's text. `position` counts from 0 within the article.

    `citable` is False for captions, advertisements, repeats and other lines that are shown but never cited.
    """

    article_id: str
    start: int
    end: int
    position: int
    citable: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole neighbouring sentences that are searched together. `first` to `last` are sentence positions, inclusive."""

    id: int
    article_id: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query. `score` is higher for better, `rank` counts from 1.

    `origins` says where the score came from, for example `{"dense": 0.71, "keywords": 12.3}`.
    """

    passage: Passage
    score: float
    rank: int
    origins: Mapping[str, float] = field(default_factory=dict)
