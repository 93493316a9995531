"""Several rankings of passages -> one, by reciprocal rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexes.spans import Hit

DAMPING = 60  # the constant of the paper; larger makes the ranks count more alike


def fuse(rankings: Sequence[Sequence[Hit]], *, top_k: int) -> list[Hit]:
    """The first `top_k` passages by the sum of 1 / (60 + rank) over the rankings that hold them.

    Reciprocal rank fusion: Cormack, Clarke and Buettcher, SIGIR 2009.
    """
    scores: dict[int, float] = {}
    merged: dict[int, Hit] = {}
    for ranking in rankings:
        for hit in ranking:
            key = hit.passage.id
            scores[key] = scores.get(key, 0.0) + 1.0 / (DAMPING + hit.rank)
            known = merged.get(key, hit)
            merged[key] = replace(known, origins={**known.origins, **hit.origins})
    order = sorted(scores, key=lambda key: (-scores[key], key))[:top_k]
    return [replace(merged[key], score=scores[key], rank=rank) for rank, key in enumerate(order, 1)]
