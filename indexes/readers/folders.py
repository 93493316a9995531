"""Which files of a folder are articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from indexes.readers.sources import OnFailure, Source, describe


def readable_files(folder: Path, extensions: Collection[str], on_failure: OnFailure) -> Iterator[Path]:
    """Files with these extensions below a folder, by sorted path; nothing hidden, no link that leads out."""
    yield from _walk(folder, folder.resolve(), extensions, on_failure, set())


def _walk(
    folder: Path, top: Path, extensions: Collection[str], on_failure: OnFailure, walked: set[Path]
) -> Iterator[Path]:
    walked.add(folder.resolve())
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        on_failure(Source(folder).failure(describe(error)))
        return
    for entry in entries:
        if entry.name.startswith(".") or _leads_out(entry, top):
            continue
        if entry.is_dir():
            if (
                entry.resolve() not in walked
            ):  # links may lead to folders above, or to each other a thousand times
                yield from _walk(entry, top, extensions, on_failure, walked)
        elif entry.is_file() and Source(entry).extension in extensions:
            yield entry


def _leads_out(entry: Path, top: Path) -> bool:
    return entry.is_symlink() and not entry.resolve().is_relative_to(top)
