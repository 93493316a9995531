"""The SQLite file that holds the conversations: made at first use, readable by its owner on this machine only."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from indexes.errors import CitewireError

_SCHEMA: Final = Path(__file__).with_name("conversations.sql")
_VERSION: Final = 2  # since 2 with the questions that wait; files of version 1 only lack their table
_PATIENCE: Final = 30  # seconds that a write waits for another


class ConversationsError(CitewireError):
    """The file of the conversations cannot be used."""


class ConversationFile:
    """Hands out connections, one for each use. Safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._making = threading.Lock()
        self._made = False

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """A connection and a transaction, undone if anything is raised. Raises ConversationsError."""
        try:
            db = self._connect()
        except (OSError, sqlite3.Error) as error:
            raise ConversationsError(
                f"{self.path}: {error}. Name another file in CITEWIRE_CONVERSATIONS."
            ) from error
        try:
            with db:
                yield db
        finally:
            db.close()

    def _connect(self) -> sqlite3.Connection:
        with self._making:
            if not self._made:
                self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                self.path.touch(mode=0o600)
            db = sqlite3.connect(self.path, timeout=_PATIENCE)
            db.create_function("casefold", 1, str.casefold, deterministic=True)
            db.execute("PRAGMA foreign_keys = ON")
            if not self._made:
                _prepare(db)
                self._made = True
        return db


def _prepare(db: sqlite3.Connection) -> None:
    """WAL, so that reading waits for nobody; the tables, in a file that is new, or those that an older one lacks."""
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if not 0 <= version <= _VERSION:
        db.rollback()
        raise sqlite3.DatabaseError(f"it has version {version}, and this Citewire knows {_VERSION}")
    if version < _VERSION:
        for statement in _SCHEMA.read_text(encoding="utf-8").split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {_VERSION}")
    db.commit()
