"""A removed article with all that is needed to have it back as it was."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from indexes.articles import Article
from indexes.building import build_articles
from indexes.edits import editing
from indexes.embedding import Embedder
from indexes.queries import CatalogQueries


@dataclass(frozen=True, slots=True)
class Removed:
    """The article, when it came in and when it changed (microseconds), and its earlier versions as they were stored."""

    article: Article
    added: int
    updated: int
    versions: tuple[sqlite3.Row, ...]


def removable(catalog: CatalogQueries, article_id: str) -> Removed:
    """All that is kept of an article that is about to be removed; ArticleNotFound."""
    article, added, updated = catalog.stored_article(article_id)
    return Removed(article, added, updated, tuple(catalog.version_rows([article_id])))


def put_back(catalog: Path, removed: Removed, embedder: Embedder) -> None:
    """Store the article as it was. One that has come in under its id meanwhile stays as it is."""
    with editing(catalog) as edit:
        if edit.holds(removed.article.id):
            return
        edit.claim(removed.article, added=removed.added, updated=removed.updated)
        edit.restore_versions(removed.versions)
        (built,) = build_articles([removed.article], embedder)
        edit.put(built)
