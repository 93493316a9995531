"""One file that holds an index: its catalogue, from which everything else is made without embedding."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from indexes.catalog import Catalog
from indexes.connections import connect
from indexes.errors import IndexDamaged, IndexFailure, IndexMismatch
from indexes.generation import Generation
from indexes.manifest import FORMAT
from indexes.migrations import can_migrate
from indexes.storage import Storage


def back_up(catalog: Catalog, file: Path) -> None:
    """Copy the catalogue as it is now to `file`, in place of what is there, whole or not at all.

    Nobody waits for it: readers and the writer go on. IndexFailure if it cannot be written.
    """
    unfinished = file.with_name(f"{file.name}.new")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as copy, catalog.reading() as source:
            _copy(source, copy)
        _check(unfinished)
        _to_disk(unfinished)
        unfinished.replace(file)
    except (sqlite3.Error, OSError) as error:
        unfinished.unlink(missing_ok=True)
        raise IndexFailure(f"the backup {file} cannot be written ({error}): check disk and rights") from error


def bring_back(file: Path, storage: Storage) -> None:
    """Make the backup in `file` the current generation. For the writer. The generation before it is kept.

    IndexDamaged if the file is no whole backup, IndexMismatch if a later Citewire wrote it.
    """
    _check(file)
    folder = storage.next()
    path = folder / "catalog.sqlite"
    shutil.copyfile(file, path)
    with closing(connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("UPDATE manifest SET value = ? WHERE key = 'generation'", (str(int(folder.name)),))
    generation = Generation(folder, storage, may_migrate=True)
    generation.save()
    generation.close()
    _to_disk(path)
    storage.switch(folder)
    storage.clear(keep_previous=True)


def _copy(source: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """OSError if the copy cannot be written: the catalogue is not to blame."""
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def _check(file: Path) -> None:
    if not file.is_file():
        raise IndexDamaged(f"there is no backup at {file}: name the file that `citewire backup` wrote")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            problems = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
            found = db.execute("SELECT value FROM manifest WHERE key = 'format'").fetchone()
    except sqlite3.Error as error:
        raise IndexDamaged(f"{file} is no whole backup of an index ({error}): take another one") from error
    if problems or found is None:
        raise IndexDamaged(
            f"{file} is damaged ({'; '.join(problems[:3]) or 'no format'}): take another backup"
        )
    if found[0] != str(FORMAT) and not can_migrate(found[0]):
        raise IndexMismatch(
            f"{file} has format {found[0]}, this Citewire reads {FORMAT}: use the version that wrote it"
        )


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
