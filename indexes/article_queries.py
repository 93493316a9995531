"""What can be asked of a catalogue about articles and their versions, each method of one state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

from indexes.articles import Article
from indexes.claims import ENTRY
from indexes.connections import not_found, revision_of, select_in
from indexes.near_duplicates import group_of
from indexes.reports import ArticleSummary
from indexes.rows import (
    ARTICLE_COLUMNS,
    article_of,
    moment_of,
)
from indexes.versions import Version, versions_of


class ArticleQueries:
    """The questions about articles, for whoever can give a connection inside a read transaction."""

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection inside one read transaction: everything read through it is of one state."""
        raise NotImplementedError

    def manifest(self) -> dict[str, str]:
        """The manifest's entries as stored."""
        with self.reading() as db:
            return {row["key"]: row["value"] for row in db.execute("SELECT key, value FROM manifest")}

    def revision(self) -> int:
        """A number that grows with every change."""
        with self.reading() as db:
            return revision_of(db)

    def article(self, article_id: str) -> Article:
        """The article with that id; ArticleNotFound."""
        with self.reading() as db:
            row = db.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()  # noqa: S608
        if row is None:
            raise not_found([article_id])
        return article_of(row)

    def articles_from(self, origin: str) -> list[Article]:
        """The articles read from a file or URL, or from records of it, in the order in which they came in."""
        query = (
            f"SELECT {ARTICLE_COLUMNS} FROM articles "  # noqa: S608
            "WHERE origin = ? OR origin BETWEEN ? AND ? OR origin BETWEEN ? AND ? ORDER BY rowid"
        )
        records = (f"{origin}#0", f"{origin}#9~", f"{origin}{ENTRY}0", f"{origin}{ENTRY}9~")
        with self.reading() as db:
            rows = db.execute(query, (origin, *records))
            return [article_of(row) for row in rows]

    def ids_read_from(self, place: str) -> list[str]:
        """Ids of the articles read from a file, from records or members of it, or from files below a folder."""
        query = (
            "SELECT id FROM articles WHERE substr(origin, 1, ?) = ? "
            "AND substr(origin, ?, 1) IN ('', '#', '!', '/') ORDER BY rowid"
        )
        with self.reading() as db:
            return [row["id"] for row in db.execute(query, (len(place), place, len(place) + 1))]

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """All versions of the article, oldest first, the last as it is now; ArticleNotFound."""
        with self.reading() as db:
            require(db, article_id)
            return tuple(versions_of(db, article_id))

    def version_rows(self, article_ids: Sequence[str]) -> list[sqlite3.Row]:
        """The earlier versions of these articles as they are stored."""
        with self.reading() as db:
            return list(select_in(db, "SELECT * FROM versions WHERE article_id IN", article_ids))

    def duplicates(self, article_id: str) -> tuple[str, ...]:
        """Ids of the other articles that tell the same in nearly the same words; ArticleNotFound."""
        with self.reading() as db:
            require(db, article_id)
            return tuple(group_of(db, article_id))

    def article_ids(self) -> list[str]:
        """All article ids, in the order in which they came in."""
        with self.reading() as db:
            return [row["id"] for row in db.execute("SELECT id FROM articles ORDER BY rowid")]

    def overview(self) -> list[ArticleSummary]:
        """All articles without their texts, in the order in which they came in."""
        query = "SELECT id, title, source, published, sentence_count, added FROM articles ORDER BY rowid"
        with self.reading() as db:
            return [_summary_of(row) for row in db.execute(query)]

    def stored_articles(self) -> Iterator[tuple[Article, int, int]]:
        """All articles, in the order in which they came in, each with when it did and when it changed (microseconds)."""
        query = f"SELECT {ARTICLE_COLUMNS}, added, updated FROM articles ORDER BY rowid"  # noqa: S608
        with self.reading() as db:
            for row in db.execute(query):
                yield article_of(row), row["added"], row["updated"]

    def stored_article(self, article_id: str) -> tuple[Article, int, int]:
        """The article, with when it came in and when it changed (microseconds); ArticleNotFound."""
        query = f"SELECT {ARTICLE_COLUMNS}, added, updated FROM articles WHERE id = ?"  # noqa: S608
        with self.reading() as db:
            row = db.execute(query, (article_id,)).fetchone()
        if row is None:
            raise not_found([article_id])
        return article_of(row), row["added"], row["updated"]

    def digests(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The content digests of those among these articles that are there, by id."""
        with self.reading() as db:
            rows = select_in(db, "SELECT id, digest FROM articles WHERE id IN", list(article_ids))
            return {row["id"]: row["digest"] for row in rows}


def require(db: sqlite3.Connection, article_id: str) -> None:
    """ArticleNotFound if the article is not there."""
    if db.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is None:
        raise not_found([article_id])


def _summary_of(row: sqlite3.Row) -> ArticleSummary:
    published = None if row["published"] is None else moment_of(row["published"])
    added = moment_of(row["added"])
    return ArticleSummary(row["id"], row["title"], row["source"], published, row["sentence_count"], added)
