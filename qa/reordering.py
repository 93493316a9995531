"""Passages in the order of what their sentences promise: the best one in each, and how much their article tells besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from indexes.spans import Hit
from qa.evidence import Scored

POOLING = 1.5
"""Temperature of the pooling over an article's sentences: near 0 only the best counts, at infinity their number.

An article that tells of the matter in several sentences is more likely about it than one that mentions it once.
"""


def reorder(hits: Sequence[Hit], scored: Scored) -> list[Hit]:
    """The hits by their best sentence's score, raised by what else their article holds, which becomes theirs.

    Those of which no sentence was read follow as they came.
    """
    best: dict[int, float] = {}
    of_article: dict[str, list[float]] = {}
    for candidate, value in zip(scored.candidates, scored.scores.tolist(), strict=True):
        best[candidate.passage_rank] = max(value, best.get(candidate.passage_rank, value))
        of_article.setdefault(candidate.reading.article.id, []).append(value)
    raised = {one: gain(values) for one, values in of_article.items()}
    floor = min(best.values(), default=0.0) - 1.0  # fused scores are below 1, so those not read stay below
    values = {
        hit.rank: best[hit.rank] + raised[hit.passage.article_id] if hit.rank in best else floor + hit.score
        for hit in hits
    }
    order = sorted(hits, key=lambda hit: (-round(values[hit.rank], 6), hit.rank))
    return [
        replace(hit, score=values[hit.rank], rank=rank, origins={**hit.origins, "fused": hit.score})
        for rank, hit in enumerate(order, 1)
    ]


def gain(scores: Sequence[float]) -> float:
    """By how much all scores together (log-sum-exp at POOLING) are above the highest; 0 for a single one."""
    below = np.array(scores) - max(scores)
    return float(POOLING * np.log(np.exp(below / POOLING).sum()))
