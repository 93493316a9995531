"""Which articles were removed, so that a feed or folder that is looked at again does not bring them back by itself.

Their ids, those that they would have by another way, and when it was, nothing else. The table is made when it is
first needed: no new format for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from indexes.articles import Article, content_id, url_id
from indexes.connections import select_in
from indexes.hosts import doors_of
from indexes.rows import ARTICLE_COLUMNS, article_of

_TABLE = "CREATE TABLE IF NOT EXISTS removed (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID"

Removal = tuple[str, int]


def put_removals(db: sqlite3.Connection, removals: Iterable[Removal]) -> None:
    """Keep ids with when they were removed (microseconds); not those of articles that are there."""
    there = "SELECT 1 FROM articles WHERE id = ?1"
    db.execute(_TABLE)
    db.executemany(f"INSERT OR REPLACE INTO removed SELECT ?1, ?2 WHERE NOT EXISTS ({there})", removals)


def all_ids_of(db: sqlite3.Connection, article_ids: Sequence[str]) -> list[str]:
    """All ids under which these stored articles could come in again."""
    rows = select_in(db, f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id IN", article_ids)  # noqa: S608
    return sorted({one for row in rows for one in _ids_of(article_of(row))})


def _ids_of(article: Article) -> set[str]:
    """Its id, and those under which it would come in as if it were new: of its URL, by each door, and of its words.

    It may be stored under an id that none of these gives: as the text that it was before its URL was known, say.
    """
    if article.url is None:
        return {article.id}
    doors = (article.url, *doors_of(article.url))
    return {article.id, content_id(article), *(url_id(url) for url in doors)}


def forget_removal(db: sqlite3.Connection, article: Article) -> None:
    """The article is there again."""
    if _is_there(db):
        db.executemany("DELETE FROM removed WHERE id = ?", [(one,) for one in _ids_of(article)])


def was_removed(db: sqlite3.Connection, article_id: str) -> bool:
    """Whether it was removed and has not come back since."""
    query = "SELECT 1 FROM removed WHERE id = ?"
    return _is_there(db) and db.execute(query, (article_id,)).fetchone() is not None


def removals(db: sqlite3.Connection) -> list[Removal]:
    """All that are kept."""
    rows = db.execute("SELECT id, at FROM removed ORDER BY id") if _is_there(db) else ()
    return [(row["id"], row["at"]) for row in rows]


def _is_there(db: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'removed'"
    return db.execute(query).fetchone() is not None
