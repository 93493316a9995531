"""Which other articles tell the same as a cited one in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from indexes.articles import Article
from indexes.errors import ArticleNotFound

if TYPE_CHECKING:
    from indexes.index import NewsIndex

Carried = Mapping[str, tuple[Article, ...]]
"""By article id: the other articles of its group, none of them more than once in an answer."""


def carried(article_ids: Iterable[str], index: NewsIndex) -> Carried:
    """The groups of these articles. Each group stands under the first article that belongs to it."""
    told: set[str] = set()
    groups: dict[str, tuple[Article, ...]] = {}
    for article_id in dict.fromkeys(article_ids):
        if article_id in told:
            continue
        others = _others(article_id, index)
        told |= {article_id, *(one.id for one in others)}
        if others:
            groups[article_id] = others
    return groups


def _others(article_id: str, index: NewsIndex) -> tuple[Article, ...]:
    try:
        return tuple(index.article(key) for key in index.duplicates(article_id))
    except ArticleNotFound:  # removed since the answer was given
        return ()
