"""The SQLite catalogue: articles, sentences, passages, vectors and the manifest. The one truth of an index.

Reading never waits for writing (WAL). What can be asked is in `queries.py`, writing in `edits.py`.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from indexes.connections import connect, revision_of
from indexes.errors import ArticleNotFound, IndexDamaged, IndexFailure, IndexMissing
from indexes.queries import CatalogQueries, PinnedCatalog
from indexes.schema import schema

_OUTSIDE = (
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
)  # not the fault of what is in the file
_NO_TEXT = "what was asked for is not valid Unicode, so nothing in the index has that name"
_RESTORE = "restore it from a backup or create the index again from its articles"


class Catalog(CatalogQueries):
    """A catalogue file. Safe to use from several threads: each reader takes a connection of its own."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at `path`; IndexMissing if there is none."""
        if not path.is_file():
            raise IndexMissing(f"there is no catalogue at {path}: run `citewire doctor`, or restore a backup")
        self.path = path
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False

    @classmethod
    def create(cls, path: Path, manifest: dict[str, str], *, after_passage: int = 0) -> Catalog:
        """A new empty catalogue with these manifest entries; passage ids begin above `after_passage`."""
        try:
            with closing(connect(path, create=True)) as db:
                db.execute("PRAGMA journal_mode = WAL")
                db.executescript(f"BEGIN; {schema()} COMMIT;")
                entries = [*manifest.items(), ("revision", "0")]
                db.executemany("INSERT INTO manifest VALUES (?, ?)", entries)
                db.execute("INSERT INTO sqlite_sequence VALUES ('passages', ?)", (after_passage,))
        except sqlite3.Error as error:
            raise IndexFailure(f"{path} cannot be written ({error}): check disk and rights") from error
        return cls(path)

    def close(self) -> None:
        """Close what is not in use; connections in use close when they are given back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one read transaction: everything read through it is of one state."""
        try:
            connection = self._take()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                if connection.in_transaction:  # SQLite ends one itself after some errors
                    connection.execute("ROLLBACK")
                self._give_back(connection)
        except UnicodeEncodeError as error:
            raise ArticleNotFound(_NO_TEXT) from error
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OUTSIDE:
                raise IndexFailure(f"{self.path} cannot be read ({error}): check disk and rights") from error
            raise IndexDamaged(f"the catalogue {self.path} cannot be read ({error}): {_RESTORE}") from error

    @contextmanager
    def pinned(self) -> Iterator[PinnedCatalog]:
        """The catalogue as it is now, whatever is written meanwhile, in this or another process."""
        with self.reading() as db:
            revision_of(db)  # SQLite fixes the state that a transaction sees with its first statement
            yield PinnedCatalog(db)

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            connection = connect(self.path)
            connection.execute("PRAGMA query_only = ON")
            return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if self._closed:
            connection.close()
        else:
            self._idle.append(connection)
