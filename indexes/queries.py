"""What can be asked of a catalogue: what of articles, and sentences, passages and vectors, each method of one state."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from indexes.arrays import FloatArray, IdArray
from indexes.article_queries import ArticleQueries, require
from indexes.connections import select_in
from indexes.contents import Contents
from indexes.filters import Filters
from indexes.reports import Statistics
from indexes.rows import (
    microseconds,
    moment_of,
    sentence_vectors_of,
    source_key,
    vectors_of,
)
from indexes.spans import Passage, Sentence

_PASSAGE_COLUMNS = 'id, article_id, start, "end", first, last'


class CatalogQueries(ArticleQueries):
    """All the questions."""

    def last_passage_id(self) -> int:
        """The highest passage id ever given."""
        with self.reading() as db:
            row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
            return 0 if row is None else int(row["seq"])

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        """The article's sentences by position; ArticleNotFound."""
        query = 'SELECT position, start, "end", citable FROM sentences WHERE article_id = ? ORDER BY position'
        with self.reading() as db:
            require(db, article_id)
            return tuple(_sentence_of(article_id, row) for row in db.execute(query, (article_id,)))

    def sentence_vectors(self, article_id: str, dimension: int) -> FloatArray:
        """(sentences, dimension) float32, zeros for what is not citable; ArticleNotFound."""
        with self.reading() as db:
            require(db, article_id)
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
            require(db, article_id)
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


def _sentence_of(article_id: str, row: sqlite3.Row) -> Sentence:
    return Sentence(article_id, row["start"], row["end"], row["position"], bool(row["citable"]))


def _passage_of(row: sqlite3.Row) -> Passage:
    return Passage(row["id"], row["article_id"], row["start"], row["end"], row["first"], row["last"])
