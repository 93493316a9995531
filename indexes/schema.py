"""The tables that a catalogue has, and what in another file's schema is not of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files


def schema() -> str:
    """The statements that make an empty catalogue."""
    return files("indexes").joinpath("schema.sql").read_text("utf-8")


def foreign_to(db: sqlite3.Connection) -> Iterator[str]:
    """What of a catalogue's schema is not as it should be, in words: other programs may have put a trigger there.

    A trigger or a view could make a removal or an addition do something else than it says.
    """
    for row in db.execute("SELECT type, name, sql FROM sqlite_master"):
        kind, name, made_by = row[0], row[1], str(row[2] or "").upper()
        if kind not in ("table", "index") or made_by.startswith("CREATE VIRTUAL"):
            yield f"it has the {kind} {str(name)[:80]!r}, which Citewire does not make"
    with closing(sqlite3.connect(":memory:")) as expected:
        expected.executescript(schema())
        for (table,) in expected.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            missing = _columns(expected, table) - _columns(db, table)
            if missing:
                yield f"its table {table} lacks {', '.join(sorted(missing))}"


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
