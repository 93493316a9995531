"""What can be asked of a catalogue: articles, sentences, passages and vectors, each method of one state."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import numpy as np

from indexes.arrays import FloatArray, IdArray
from indexes.articles import Article
from indexes.claims import ENTRY
from indexes.connections import not_found, revision_of, select_in
from indexes.contents import Contents
from indexes.filters import Filters
from indexes.near_duplicates import group_of
from indexes.reports import ArticleSummary, Statistics
from indexes.rows import (
    ARTICLE_COLUMNS,
    article_of,
    microseconds,
    moment_of,
    sentence_vectors_of,
    source_key,
    vectors_of,
)
from indexes.spans import Passage, Sentence
from indexes.versions import Version, versions_of

_PASSAGE_COLUMNS = 'id, article_id, start, "end", first, last'


class CatalogQueries:
    """The questions, for whoever can give a connection inside a read transaction."""

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
            _require(db, article_id)
            return tuple(versions_of(db, article_id))

    def version_rows(self, article_ids: Sequence[str]) -> list[sqlite3.Row]:
        """The earlier versions of these articles as they are stored."""
        with self.reading() as db:
            return list(select_in(db, "SELECT * FROM versions WHERE article_id IN", article_ids))

    def duplicates(self, article_id: str) -> tuple[str, ...]:
        """Ids of the other articles that tell the same in nearly the same words; ArticleNotFound."""
        with self.reading() as db:
            _require(db, article_id)
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

    def last_passage_id(self) -> int:
        """The highest passage id ever given."""
        with self.reading() as db:
            row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
            return 0 if row is None else int(row["seq"])

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        """The article's sentences by position; ArticleNotFound."""
        query = 'SELECT position, start, "end", citable FROM sentences WHERE article_id = ? ORDER BY position'
        with self.reading() as db:
            _require(db, article_id)
            return tuple(_sentence_of(article_id, row) for row in db.execute(query, (article_id,)))

    def sentence_vectors(self, article_id: str, dimension: int) -> FloatArray:
        """(sentences, dimension) float32, zeros for what is not citable; ArticleNotFound."""
        with self.reading() as db:
            _require(db, article_id)
            query = "SELECT vectors FROM sentence_vectors WHERE article_id = ?"
            return sentence_vectors_of(db.execute(query, (article_id,)).fetchone()["vectors"], dimension)

    def passages(self, passage_ids: Sequence[int]) -> dict[int, Passage]:
        """The passages that are still there, by id."""
        with self.reading() as db:
            rows = select_in(db, f"SELECT {_PASSAGE_COLUMNS} FROM passages WHERE id IN", passage_ids)  # noqa: S608
            return {row["id"]: _passage_of(row) for row in rows}

    def passages_of(self, article_id: str) -> list[Passage]:
        """The article's passages, in order; ArticleNotFound."""
        query = f"SELECT {_PASSAGE_COLUMNS} FROM passages WHERE article_id = ? ORDER BY start"  # noqa: S608
        with self.reading() as db:
            _require(db, article_id)
            return [_passage_of(row) for row in db.execute(query, (article_id,))]

    def passage_ids(self, filters: Filters | None = None) -> IdArray:
        """The ids of all passages, or of those whose article passes the filters, ascending."""
        where, values = filter_clause(filters or Filters())
        join = f"JOIN articles ON articles.id = article_id WHERE {where}" if where else ""
        query = f"SELECT passages.id FROM passages {join} ORDER BY passages.id"  # noqa: S608
        with self.reading() as db:
            return np.array([row[0] for row in db.execute(query, values)], dtype=np.int64)

    def vectors(self, passage_ids: Sequence[int], dimension: int) -> tuple[IdArray, FloatArray]:
        """The ids among these that are still there, and their vectors (n, dimension)."""
        with self.reading() as db:
            rows = list(select_in(db, "SELECT id, vector FROM passages WHERE id IN", passage_ids))
        ids = np.array([row["id"] for row in rows], dtype=np.int64)
        return ids, vectors_of([row["vector"] for row in rows], dimension)

    def statistics(self, filters: Filters | None = None) -> Statistics:
        """How many articles, sentences and passages pass the filters, their outlets and dates."""
        where, values = filter_clause(filters or Filters())
        where = f"WHERE {where}" if where else ""
        counts = f"""
            SELECT count(*) AS articles, coalesce(sum(sentence_count), 0) AS sentences,
                   min(published) AS oldest, max(published) AS newest,
                   (SELECT count(*) FROM passages
                    WHERE article_id IN (SELECT id FROM articles {where})) AS passages
            FROM articles {where}
        """  # noqa: S608
        outlets = f"SELECT DISTINCT source FROM articles {where} ORDER BY source"  # noqa: S608
        with self.reading() as db:
            row = db.execute(counts, values * 2).fetchone()
            sources = tuple(r["source"] for r in db.execute(outlets, values) if r["source"])
        oldest, newest = (None if row[k] is None else moment_of(row[k]) for k in ("oldest", "newest"))
        return Statistics(row["articles"], row["sentences"], row["passages"], sources, oldest, newest)

    def contents(self, article_id: str, dimension: int) -> Contents:
        """The article with its sentences, their vectors and its passages, of one state; ArticleNotFound."""
        with self.reading() as db:
            one = PinnedCatalog(db)
            return Contents(
                one.article(article_id),
                one.sentences(article_id),
                one.sentence_vectors(article_id, dimension),
                tuple(one.passages_of(article_id)),
            )

    def digests(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The content digests of those among these articles that are there, by id."""
        with self.reading() as db:
            rows = select_in(db, "SELECT id, digest FROM articles WHERE id IN", list(article_ids))
            return {row["id"]: row["digest"] for row in rows}


class PinnedCatalog(CatalogQueries):
    """One state of a catalogue, read through one open transaction, until that ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """That connection; threads take turns."""
        with self._lock:
            yield self._connection


def filter_clause(filters: Filters) -> tuple[str, list[Any]]:
    """An SQL condition on articles and its values; the condition is empty without filters."""
    conditions: list[str] = []
    values: list[Any] = []
    if filters.sources:
        conditions.append(f"articles.source_key IN ({', '.join('?' * len(filters.sources))})")
        values += [source_key(source) for source in filters.sources]
    if filters.published_after:
        conditions.append("articles.published >= ?")
        values.append(microseconds(filters.published_after))
    if filters.published_before:
        conditions.append("articles.published < ?")
        values.append(microseconds(filters.published_before))
    if filters.as_of:
        conditions.append("(articles.published IS NULL OR articles.published < ?)")
        values.append(microseconds(filters.as_of))
    return " AND ".join(conditions), values


def _require(db: sqlite3.Connection, article_id: str) -> None:
    if db.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is None:
        raise not_found([article_id])


def _sentence_of(article_id: str, row: sqlite3.Row) -> Sentence:
    return Sentence(article_id, row["start"], row["end"], row["position"], bool(row["citable"]))


def _passage_of(row: sqlite3.Row) -> Passage:
    return Passage(row["id"], row["article_id"], row["start"], row["end"], row["first"], row["last"])


def _summary_of(row: sqlite3.Row) -> ArticleSummary:
    published = None if row["published"] is None else moment_of(row["published"])
    added = moment_of(row["added"])
    return ArticleSummary(row["id"], row["title"], row["source"], published, row["sentence_count"], added)
