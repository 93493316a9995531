"""One query -> fused passages of the index."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from indexes.filters import Filters
from indexes.spans import Hit
from indexes.view import IndexReader
from qa.day_news import news_passages
from qa.fusion import fuse
from qa.question import Question
from qa.timely import lately

DEPTH = 50  # passages each search contributes before fusing


def search(index: IndexReader, question: Question, top_k: int) -> list[Hit]:
    """The `top_k` best passages for a question as it was understood, within its filters.

    Where the question asks for the word of several outlets, each is searched and they take turns. Where it asks what
    happened lately, passages of that time are searched, and others only if there are none. Where it asks for nothing but
    the news of a time, the passages with which the articles of that time begin are taken.
    """
    if news := news_passages(index, question, top_k):
        return news
    limits = lately(question)
    if limits and (timely := retrieve(index, question.standalone, top_k=top_k, filters=limits)):
        return timely
    if len(question.told_by) < 2:
        return retrieve(index, question.standalone, top_k=top_k, filters=question.filters)
    each = [replace(question.filters, sources=(source,)) for source in question.told_by]
    rankings = [retrieve(index, question.standalone, top_k=top_k, filters=filters) for filters in each]
    turns = [hit for hits in zip_longest(*rankings) for hit in hits if hit is not None][:top_k]
    return [replace(hit, rank=rank) for rank, hit in enumerate(turns, 1)]


def retrieve(index: IndexReader, query: str, *, top_k: int = 10, filters: Filters | None = None) -> list[Hit]:
    """The `top_k` best passages for `query`: dense and keyword search, fused by reciprocal rank."""
    limits, depth = filters or Filters(), max(DEPTH, top_k)
    dense = index.search_vectors(query, top_k=depth, filters=limits)
    keywords = index.search_keywords(query, top_k=depth, filters=limits)
    return fuse([dense, keywords], top_k=top_k)
