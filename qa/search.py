"""One query -> fused passages of the index."""

from __future__ import annotations

from indexes.filters import Filters
from indexes.index import NewsIndex
from indexes.spans import Hit
from qa.fusion import fuse

DEPTH = 50  # passages each search contributes before fusing


def retrieve(index: NewsIndex, query: str, *, top_k: int = 10, filters: Filters | None = None) -> list[Hit]:
    """The `top_k` best passages for `query`: dense and keyword search, fused by reciprocal rank."""
    limits, depth = filters or Filters(), max(DEPTH, top_k)
    dense = index.search_vectors(query, top_k=depth, filters=limits)
    keywords = index.search_keywords(query, top_k=depth, filters=limits)
    return fuse([dense, keywords], top_k=top_k)
