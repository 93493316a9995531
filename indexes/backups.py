"""One file that holds an index: its catalogue, from which everything else is made without embedding."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from indexes.catalog import Catalog
from indexes.connections import connect
from indexes.errors import IndexDamaged, IndexFailure, IndexMismatch
from indexes.generation import Generation
from indexes.manifest import FORMAT, manifest_of
from indexes.migrations import can_migrate
from indexes.schema import foreign_to
from indexes.storage import Storage

_NEVER = ("trigger", "view")  # they could make a removal do something else than it says


def back_up(catalog: Catalog, file: Path) -> None:
    """Copy the catalogue as it is now to `file`, in place of what is there, whole or not at all.

    Nobody waits for it: readers and the writer go on. IndexFailure if it cannot be written.
    """
    if file.is_dir() or not file.name:
        raise IndexFailure(f"the backup cannot be written to {file}, a folder: name a file in it")
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as copy, catalog.reading() as source:
            _copy(source, copy)
        check_backup(unfinished)
        _to_disk(unfinished)
        unfinished.replace(file)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise IndexFailure(f"the backup {file} cannot be written ({error}): check disk and rights") from error


def bring_back(file: Path, storage: Storage) -> None:
    """Make the backup in `file` the current generation. For the writer. The generation before it is kept.

    IndexDamaged if the file is no whole backup, IndexMismatch if a later Citewire wrote it.
    """
    check_backup(file)
    folder = storage.next()
    path = folder / "catalog.sqlite"
    try:
        with closing(_read_only(file)) as source, closing(connect(path, create=True)) as db:
            source.backup(db)  # not the file alone: a catalogue that is in use has a log beside it
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("UPDATE manifest SET value = ? WHERE key = 'generation'", (str(int(folder.name)),))
    except (sqlite3.Error, OSError) as error:
        raise IndexFailure(f"{path} cannot be written ({error}): check disk and rights") from error
    generation = Generation(folder, storage, may_migrate=True)
    with generation.catalog.reading() as db:
        strange = list(foreign_to(db))  # once it has the present format
    if strange:
        generation.close()
        raise IndexDamaged(f"{file} is no backup of an index ({'; '.join(strange[:3])}): take another one")
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


def check_backup(file: Path) -> None:
    """Whether it can be brought back; IndexDamaged if it is no whole backup, IndexMismatch if of a later format."""
    if not file.is_file():
        raise IndexDamaged(f"there is no backup at {file}: name the file that `citewire backup` wrote")
    try:
        with closing(_read_only(file)) as db:
            problems = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
            entries = {str(key): str(value) for key, value in db.execute("SELECT key, value FROM manifest")}
            added = [kind for (kind,) in db.execute("SELECT type FROM sqlite_master") if kind in _NEVER]
    except sqlite3.Error as error:
        raise IndexDamaged(f"{file} is no whole backup of an index ({error}): take another one") from error
    problems += [f"it holds a {kind}, which no backup does" for kind in added]
    found = entries.get("format", "")
    if problems or not found:
        raise IndexDamaged(
            f"{file} is damaged ({'; '.join(problems[:3]) or 'no format'}): take another backup"
        )
    if found != str(FORMAT) and not can_migrate(found):
        raise IndexMismatch(
            f"{file} has format {found}, this Citewire reads {FORMAT}: use the version that wrote it"
        )
    try:
        manifest_of(entries)
    except (KeyError, ValueError) as error:
        raise IndexDamaged(
            f"{file} does not say what it was built with ({error}): take another one"
        ) from error


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
