"""The row of an article in the catalogue."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from indexes.articles import Article, content_digest, content_id
from indexes.claims import own_host
from indexes.rows import microseconds, source_key

_PUT = """
INSERT INTO articles (id, title, url, source, source_key, author, published, published_iso, language, origin, digest,
                      content, added, updated, sentence_count, text, revised_iso, host)
VALUES (:id, :title, :url, :source, :source_key, :author, :published, :published_iso, :language, :origin, :digest,
        :content, :added, :updated, 0, :text, :revised_iso, :host)
ON CONFLICT (id) DO UPDATE SET
    title = :title, url = :url, source = :source, source_key = :source_key, author = :author,
    published = :published, published_iso = :published_iso, language = :language, origin = :origin,
    digest = :digest, content = :content, updated = :updated, text = :text, revised_iso = :revised_iso,
    host = :host
"""


def put_article(db: sqlite3.Connection, article: Article, added: int | None, updated: int | None) -> None:
    """Store an article under its id, in the place of the one that is there.

    `added` is when it came in and `updated` when it changed (microseconds), now if None; an article that is there
    keeps when it came in.
    """
    db.execute(_PUT, _values(article, added, updated))


def _values(article: Article, added: int | None, updated: int | None) -> dict[str, str | int | None]:
    now = microseconds(datetime.now(UTC))
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "source_key": source_key(article.source) if article.source else None,
        "author": article.author,
        "published": microseconds(article.published) if article.published else None,
        "published_iso": article.published.isoformat() if article.published else None,
        "language": article.language,
        "origin": article.origin,
        "digest": content_digest(article),
        "content": content_id(article),
        "added": now if added is None else added,
        "updated": now if updated is None else updated,
        "text": article.text,
        "host": own_host(article),
        "revised_iso": article.updated.isoformat() if article.updated else None,
    }
