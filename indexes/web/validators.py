"""ETags and dates of what was fetched, in a small SQLite file beside the index. Without it pages are fetched again."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_SCHEMA = "CREATE TABLE IF NOT EXISTS fetched (url TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave so that it can be asked whether a page has changed. Empty where it gave none."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """As a conditional request carries them."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


def load_validators(path: Path, url: str) -> Validators:
    """What is known of the URL; nothing if the file is missing or cannot be read."""
    if not path.is_file():
        return Validators()
    try:
        with closing(sqlite3.connect(path)) as db:
            row = db.execute("SELECT etag, last_modified FROM fetched WHERE url = ?", (url,)).fetchone()
    except sqlite3.Error:
        return Validators()
    return Validators(*row) if row else Validators()


def save_validators(path: Path, found: Mapping[str, Validators]) -> None:
    """Remember them. A file that cannot be written or read is made anew: it only saves fetching again."""
    if not found:
        return
    try:
        _write(path, found)
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        _write(path, found)


def _write(path: Path, found: Mapping[str, Validators]) -> None:
    rows = [(url, one.etag, one.last_modified) for url, one in found.items()]
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(_SCHEMA)
        db.executemany("INSERT OR REPLACE INTO fetched VALUES (?, ?, ?)", rows)
