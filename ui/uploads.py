"""Files on their way from a browser into the collection: kept in a directory of their own until they are read."""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
import time
from collections.abc import AsyncIterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from indexes.errors import CitewireError
from indexes.progress import Progress

_MOST_FILES: Final = 500  # of one batch
_MOST_BATCHES: Final = 20
_MOST_OF_ONE: Final = 5  # batches of one reader, who may not keep the others waiting
_MOST_BYTES: Final = 2 << 30  # of all that waits: it lies on the disk for temporary files
_KEPT: Final = 3600  # seconds that a batch waits to be added
_NAME: Final = 200  # bytes of a file's name, its end, which tells the format; disks take 255
_UNSAFE: Final = re.compile(r"[^\w.\- ()]")
_OURS: Final = re.compile(r"^\d{3}-")


class UploadRefused(CitewireError):
    """A file that is not taken, and why."""


@dataclass(slots=True)
class _Batch:
    folder: Path
    files: int = 0
    size: int = 0  # bytes
    begun: float = field(default_factory=time.monotonic)


class Uploads:
    """Batches of files by reader and by the token that the reader's page chose for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._batches: dict[tuple[str, str], _Batch] = {}

    async def receive(self, reader: str, token: str, name: str, chunks: AsyncIterable[bytes]) -> None:
        """Write one file into the batch. Raises UploadRefused; nothing of a file that breaks off is kept."""
        batch, path = self._place(reader, token, name)
        written = 0
        try:
            with path.open("wb") as file:
                async for chunk in chunks:
                    written += len(chunk)
                    self._weigh(batch, len(chunk))
                    file.write(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            self._forget(reader, token, written)
            raise

    @contextmanager
    def taking(self, reader: str, token: str) -> Iterator[Path]:
        """The folder of the batch, which is the caller's to delete; if anything is raised, it waits on.

        Raises UploadRefused.
        """
        with self._lock:
            batch = self._batches.pop((reader, token), None)
        if batch is None:
            raise UploadRefused("These files are not here any more. Choose them again.")
        try:
            yield batch.folder
        except BaseException:
            with self._lock:
                self._batches[reader, token] = batch
            raise

    def clear(self) -> None:
        """Delete all that was not taken."""
        with self._lock:
            for batch in self._batches.values():
                shutil.rmtree(batch.folder, ignore_errors=True)
            self._batches.clear()

    def _forget(self, reader: str, token: str, size: int) -> None:
        """Of a file that was not taken; its batch goes too if nothing else is in it."""
        with self._lock:
            batch = self._batches.get((reader, token))
            if batch is None:
                return
            batch.size -= size
            if not any(batch.folder.iterdir()):
                batch.folder.rmdir()
                del self._batches[reader, token]

    def _weigh(self, batch: _Batch, size: int) -> None:
        with self._lock:
            batch.size += size
            if sum(one.size for one in self._batches.values()) > _MOST_BYTES:
                raise UploadRefused(
                    "Too much is waiting to be added. Try again later, or with less at a time."
                )

    def _place(self, reader: str, token: str, name: str) -> tuple[_Batch, Path]:
        with self._lock:
            self._forget_old()
            batch = self._batches.get((reader, token))
            if batch is None:
                own = sum(one == reader for one, _ in self._batches)
                if own >= _MOST_OF_ONE or len(self._batches) >= _MOST_BATCHES:
                    raise UploadRefused("Too many uploads are waiting. Try again later.")
                batch = _Batch(Path(tempfile.mkdtemp(prefix="citewire-upload-")))
                self._batches[reader, token] = batch
            if batch.files >= _MOST_FILES:
                raise UploadRefused(f"At most {_MOST_FILES} files at a time.")
            batch.files += 1
            return batch, batch.folder / f"{batch.files:03}-{safe_name(name)}"

    def _forget_old(self) -> None:
        for key, batch in list(self._batches.items()):
            if time.monotonic() - batch.begun > _KEPT:
                shutil.rmtree(batch.folder, ignore_errors=True)
                del self._batches[key]


class Reading:
    """Files one after the other, and a progress that names the one that is being read."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self._name = ""

    def __iter__(self) -> Iterator[Path]:
        for file in self._files:
            self._name = shown_name(str(file))
            yield file

    def naming(self, tell: Progress) -> Progress:
        """`tell`, with the file's name in the step of reading."""

        def telling(step: str, done: int, total: int | None, /) -> None:
            tell(f"Reading {self._name}:" if step == "Reading articles" else step, done, total)

        return telling


def safe_name(name: str) -> str:
    """A file name without folders and without characters that mean something to a shell, a page or a disk."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = _UNSAFE.sub("_", last).encode("utf-8", "replace")[-_NAME:].decode("utf-8", "ignore")
    return kept.lstrip(". ") or "file"


def shown_name(place: str) -> str:
    """The name as it was sent, of a file below an upload's folder; `#n` and `!member` stay."""
    inside = place.partition("citewire-upload-")[2]
    return _OURS.sub("", inside.partition("/")[2]) if inside else place
