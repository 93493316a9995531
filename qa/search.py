"""One query -> fused passages of the index."""

from __future__ import annotations

from indexes.filters import Filters
from indexes.spans import Hit
from indexes.view import IndexReader
from qa.fusion import fuse
from qa.question import Question

DEPTH = 50  # passages each search contributes before fusing


def search(index: IndexReader, question: Question, top_k: int) -> list[Hit]:
    """The `top_k` best passages for a question as it was understood, within its filters."""
    return retrieve(index, question.standalone, top_k=top_k, filters=question.filters)


def retrieve(index: IndexReader, query: str, *, top_k: int = 10, filters: Filters | None = None) -> list[Hit]:
    """The `top_k` best passages for `query`: dense and keyword search, fused by reciprocal rank."""
    limits, depth = filters or Filters(), max(DEPTH, top_k)
    dense = index.search_vectors(query, top_k=depth, filters=limits)
    keywords = index.search_keywords(query, top_k=depth, filters=limits)
    return fuse([dense, keywords], top_k=top_k)
