"""Which articles tell one story: a text carried by several outlets counts once as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from indexes.errors import ArticleNotFound
from indexes.view import IndexReader
from qa.candidates import Candidate


def stories(index: IndexReader, candidates: Sequence[Candidate]) -> dict[str, str]:
    """By the id of each candidate's article: the first id of its group of near-duplicates, its own if it has none."""
    found: dict[str, str] = {}
    for article_id in dict.fromkeys(one.reading.article.id for one in candidates):
        if article_id not in found:
            found |= dict.fromkeys((article_id, *_others(index, article_id)), article_id)
    return found


def _others(index: IndexReader, article_id: str) -> tuple[str, ...]:
    try:
        return index.duplicates(article_id)
    except ArticleNotFound:  # removed since it was found
        return ()
