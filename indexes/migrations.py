"""From each earlier format of the catalogue to the next, in place and in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from indexes.connections import connect
from indexes.errors import IndexFailure
from indexes.hosts import host_of
from indexes.manifest import FORMAT
from indexes.near_duplicates import put_signature
from indexes.rows import ARTICLE_COLUMNS, article_of

_TO_2 = (
    "ALTER TABLE articles ADD COLUMN revised_iso TEXT",
    "ALTER TABLE articles ADD COLUMN host TEXT",
    "CREATE INDEX articles_by_host ON articles (host)",
    "CREATE TABLE versions (article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, number INTEGER NOT NULL, "
    "title TEXT NOT NULL, url TEXT, source TEXT, author TEXT, published_iso TEXT, language TEXT NOT NULL, origin TEXT, "
    "digest TEXT NOT NULL, since INTEGER NOT NULL, text TEXT NOT NULL, revised_iso TEXT, PRIMARY KEY (article_id, number))",
    "CREATE TABLE signatures (article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, "
    "hashes BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE bands (band INTEGER NOT NULL, hash INTEGER NOT NULL, article_id TEXT NOT NULL "
    "REFERENCES articles (id) ON DELETE CASCADE, PRIMARY KEY (band, hash, article_id)) WITHOUT ROWID",
    "CREATE INDEX bands_by_article ON bands (article_id)",
)


def _to_2(db: sqlite3.Connection) -> None:
    """Versions, near-duplicates and the publisher's own date of change."""
    for statement in _TO_2:
        db.execute(statement)
    query = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?"  # noqa: S608
    ids = [row["id"] for row in db.execute("SELECT id FROM articles")]
    for row in (db.execute(query, (one,)).fetchone() for one in ids):  # one text in memory at a time
        put_signature(db, article_of(row))
        db.execute("UPDATE articles SET host = ? WHERE id = ?", (host_of(row["url"]), row["id"]))


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _to_2}
"""The step from each format to the one after it."""


def can_migrate(found: str | None) -> bool:
    """Whether a catalogue of this format can be brought to the present one."""
    return (
        found is not None
        and found.isdigit()
        and all(step in _STEPS for step in range(int(found), FORMAT))
        and int(found) < FORMAT
    )


def migrate(path: Path) -> None:
    """Bring the catalogue to the present format, all the way or not at all. For the writer. Embeds nothing."""
    with closing(connect(path)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
            found = int(db.execute("SELECT value FROM manifest WHERE key = 'format'").fetchone()["value"])
            for step in range(found, FORMAT):
                _STEPS[step](db)
            db.execute("UPDATE manifest SET value = ? WHERE key = 'format'", (str(FORMAT),))
            db.execute("COMMIT")
        except sqlite3.Error as error:
            raise IndexFailure(
                f"{path} could not be brought to format {FORMAT} ({error}): check disk and rights"
            ) from error
