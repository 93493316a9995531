"""Connections to a catalogue file, and what every statement on it shares."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from indexes.batches import batches
from indexes.errors import ArticleNotFound

_PARAMETERS = 500  # ids in one statement, below SQLite's limit on any build
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # a commit is on disk before derived files follow it
    "PRAGMA secure_delete = ON",  # what is removed leaves no trace in free pages
    "PRAGMA trusted_schema = OFF",
    "PRAGMA busy_timeout = 10000",  # milliseconds
)


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode, usable from any one thread at a time."""
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def revision_of(db: sqlite3.Connection) -> int:
    """The catalogue's revision within a transaction."""
    return int(db.execute("SELECT value FROM manifest WHERE key = 'revision'").fetchone()["value"])


def not_found(article_ids: Sequence[str]) -> ArticleNotFound:
    """The error for ids that are not in the index."""
    names = ", ".join(repr(article_id) for article_id in article_ids)
    return ArticleNotFound(f"no article with id {names} is in the index: `citewire list` shows the ids")


def select_in(db: sqlite3.Connection, query: str, values: Sequence[Any]) -> Iterator[sqlite3.Row]:
    """Rows of a query that ends in IN, over any number of values."""
    for some in batches(values, _PARAMETERS):
        marks = ", ".join("?" * len(some))
        yield from db.execute(f"{query} ({marks})", [v if isinstance(v, str) else int(v) for v in some])
