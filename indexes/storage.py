"""The directory of an index: which generation is current, and who may write.

index/
    current               the name of the generation that is read
    writer.lock           held by the one process that writes
    writer.json           which one that is
    web.sqlite            ETags of what was fetched by URL
    generations/000001/
        catalog.sqlite    the truth
        vectors.faiss     made from it
        keywords/         made from it
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from indexes.errors import IndexDamaged, IndexExists, IndexFailure, IndexMissing
from indexes.writer_lock import LOCK_TIMEOUT, being_the_writer

_GENERATION = re.compile(r"\d{6,}")


class Storage:
    """An index directory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pointer = path / "current"

    @property
    def web_file(self) -> Path:
        """What is remembered of fetched URLs."""
        return self.path / "web.sqlite"

    def holds_index(self) -> bool:
        """Whether there is a whole index: one whose making was cut short has no current generation."""
        return self._pointer.is_file()

    def has_generations(self) -> bool:
        """Whether there is anything of an index, whole or not."""
        return self._generations.is_dir()

    def begin(self) -> None:
        """Make the directory; IndexExists if it holds an index, IndexDamaged if that only lost its pointer."""
        if self.holds_index():
            raise IndexExists(f"there is an index at {self.path} already: open it, or choose another path")
        if self._whole():
            raise IndexDamaged(self._lost())
        with self._changing("made"):
            self._generations.mkdir(parents=True, exist_ok=True)

    def current(self) -> Path:
        """The folder of the generation that is read; IndexMissing, IndexDamaged if only a file says which is lost."""
        try:
            name = self._pointer.read_text("utf-8", "replace").strip()
        except OSError as error:
            if self._whole():
                raise IndexDamaged(self._lost()) from error
            raise IndexMissing(
                f"there is no index at {self.path}: make one with `citewire add PATH --index {self.path}`"
            ) from error
        if not _GENERATION.fullmatch(name):
            raise IndexDamaged(self._lost())
        return self._generations / name

    def stamp(self) -> tuple[int, int]:
        """Differs once another generation has become the current one. Cheap."""
        try:
            status = self._pointer.stat()
        except OSError:
            self.current()
            raise
        return status.st_ino, status.st_mtime_ns

    def next(self) -> Path:
        """An empty folder for a new generation. Remains of one that was never finished are cleared away."""
        try:
            last = int(self.current().name)
        except (IndexMissing, IndexDamaged):  # which one is current is lost: none of them is touched
            last = max((int(folder.name) for folder in self._folders()), default=0)
        folder = self._generations / f"{last + 1:06}"
        with self._changing("written"):
            _delete(folder)
            folder.mkdir()
        return folder

    def unfinished(self) -> Path | None:
        """The folder of a generation that was begun after the current one and never switched to."""
        folder = self._generations / f"{int(self.current().name) + 1:06}"
        return folder if folder.is_dir() else None

    def previous(self) -> Path:
        """The folder of the generation before the current one; IndexMissing if it is not kept."""
        earlier = self._earlier(self.current())
        if not earlier:
            raise IndexMissing(
                f"the index {self.path} has no earlier generation: one is kept from a rebuild to the next, "
                "or to the next removal of an article"
            )
        return earlier[-1]

    def mend_pointer(self) -> str:
        """Point to the newest whole generation if the pointer is lost or leads nowhere; what was wrong, or ''.

        For the writer; IndexMissing if there is none.
        """
        with suppress(IndexMissing, IndexDamaged):
            if (self.current() / "catalog.sqlite").is_file():
                return ""
        whole = self._whole()
        if not whole:
            raise IndexMissing(
                f"there is no whole index at {self.path}: restore it from a backup or add the articles again"
            )
        self.switch(whole[-1])
        return f"the index did not say which generation is current: it is {whole[-1].name} now"

    def switch(self, folder: Path) -> None:
        """Make `folder` the current generation, at one instant."""
        unfinished = self._pointer.with_name("current.new")
        with self._changing("written"):
            with unfinished.open("w", encoding="utf-8") as file:
                file.write(folder.name + "\n")
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._pointer)

    def clear(self, *, keep_previous: bool) -> None:
        """Delete all generations but the current one, and the one before it if `keep_previous`."""
        kept = [self.current()]
        if keep_previous:
            kept += self._earlier(kept[0])[-1:]
        with self._changing("cleared"):
            for folder in self._folders():
                if folder not in kept:
                    _delete(folder)

    @contextmanager
    def writing(self, timeout: float = LOCK_TIMEOUT) -> Iterator[None]:
        """Be the only writer, in this and all processes; IndexLocked after `timeout` seconds, IndexFailure."""
        with ExitStack() as held:
            with self._changing("written"):
                held.enter_context(being_the_writer(self.path, timeout))
            yield

    @property
    def _generations(self) -> Path:
        return self.path / "generations"

    def _earlier(self, folder: Path) -> list[Path]:
        return [one for one in self._folders() if int(one.name) < int(folder.name)]

    def _folders(self) -> list[Path]:
        """The generations, oldest first. Whatever else lies beside them is not ours."""
        try:
            found = [one for one in self._generations.iterdir() if _GENERATION.fullmatch(one.name)]
        except OSError:
            return []
        return sorted((one for one in found if one.is_dir()), key=lambda one: int(one.name))

    def _whole(self) -> list[Path]:
        """The generations that were finished: one gets its vectors file then."""
        parts = ("vectors.faiss", "catalog.sqlite")
        return [one for one in self._folders() if all((one / part).is_file() for part in parts)]

    def _lost(self) -> str:
        return (
            f"the index {self.path} does not say which of its generations is current: run `citewire doctor`"
        )

    @contextmanager
    def _changing(self, done: str) -> Iterator[None]:
        """IndexFailure for what the file system refuses."""
        try:
            yield
        except OSError as error:
            raise self._failure(done, error) from error

    def _failure(self, done: str, error: OSError) -> IndexFailure:
        why = error.strerror or error
        return IndexFailure(f"the index {self.path} cannot be {done} ({why}): check disk and rights")


def _delete(folder: Path) -> None:
    """Delete a folder in which SQLite may be deleting files too: the last reader takes the WAL with it."""
    while folder.exists():
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)
