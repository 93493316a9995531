"""What changes among watched files and folders, tick by tick."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexes.readers import FORMATS
from indexes.readers.folders import readable_files
from indexes.readers.sources import Source

TICK = 1_000  # milliseconds between two looks at the clock

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Changes:
    """Files that are new or other than before, and paths (of files or folders) that have gone."""

    changed: tuple[Path, ...] = field(default=())
    gone: tuple[Path, ...] = field(default=())


def changes_of(targets: Iterable[Path], stop: threading.Event) -> Iterator[Changes]:
    """What has changed since the last tick, again and again; mostly nothing, so that the clock can be looked at.

    Folders are followed by the system's events. A file is looked at instead: whoever saves it may put another in
    its place, which is no event of the file.
    """
    targets = list(targets)
    files = {target: _stamp(target) for target in targets if not target.is_dir()}
    for changed in _in_folders([target for target in targets if target.is_dir()], stop):
        now = {file: _stamp(file) for file in files}
        other = tuple(file for file in files if now[file] is not None and now[file] != files[file])
        gone = tuple(file for file in files if now[file] is None and files[file] is not None)
        files = now
        yield Changes((*changed.changed, *other), (*changed.gone, *gone))


def _stamp(file: Path) -> Stamp | None:
    """Differs once the file is another or holds something else; None if there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _in_folders(folders: list[Path], stop: threading.Event) -> Iterator[Changes]:
    if not folders:
        while not stop.is_set():
            yield Changes()
            stop.wait(TICK / 1000)
        return
    from watchfiles import Change, watch

    for events in watch(*folders, stop_event=stop, rust_timeout=TICK, yield_on_timeout=True):
        changed: set[Path] = set()
        gone: set[Path] = set()
        for kind, name in events:
            path = Path(name)
            if not path.exists():
                gone.add(path)
            elif path.is_dir() and kind is Change.added:  # moved here with all that is in it: one event
                changed.update(readable_files(path, FORMATS, lambda failure: None))
            else:
                changed.add(path)
        yield Changes(
            tuple(sorted(path for path in changed if _is_wanted(path, folders))),
            tuple(sorted(path for path in gone if not _is_hidden(path, folders))),
        )


def _is_wanted(path: Path, folders: list[Path]) -> bool:
    """As in `read`: nothing hidden, nothing of unknown kind, nothing that is a folder or leads out."""
    top = _top(path, folders)
    if top is None or not path.is_file() or Source(path).extension not in FORMATS:
        return False
    return not _is_hidden(path, folders) and path.resolve().is_relative_to(top.resolve())


def _is_hidden(path: Path, folders: list[Path]) -> bool:
    top = _top(path, folders)
    return top is None or any(part.startswith(".") for part in path.relative_to(top).parts)


def _top(path: Path, folders: list[Path]) -> Path | None:
    return next((folder for folder in folders if path.is_relative_to(folder)), None)
