"""Which articles were removed, so that a feed or folder that is looked at again does not bring them back by itself.

Their ids and when it was, nothing else. The table is made when it is first needed: no new format for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

_TABLE = "CREATE TABLE IF NOT EXISTS removed (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID"

Removal = tuple[str, int]


def put_removals(db: sqlite3.Connection, removals: Iterable[Removal]) -> None:
    """Keep ids with when they were removed (microseconds)."""
    db.execute(_TABLE)
    db.executemany("INSERT OR REPLACE INTO removed VALUES (?, ?)", removals)


def forget_removal(db: sqlite3.Connection, article_id: str) -> None:
    """The article is there again."""
    if _is_there(db):
        db.execute("DELETE FROM removed WHERE id = ?", (article_id,))


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
