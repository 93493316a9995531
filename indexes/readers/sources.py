"""Something to read: its name in reports, its bytes (unpacked, within a limit), the origin of its records."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from indexes.errors import ReadError
from indexes.readers.bounds import BoundedStream, Budget
from indexes.readers.normalizing import normalize_line
from indexes.reports import Failure

MAX_BYTES = 64 << 20
"""The most that one file, or one line of a JSON lines file, may hold once unpacked."""

OnFailure = Callable[[Failure], None]

_LONGEST_NAME = 200  # characters of a member's name that reports and origins keep


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk, or what an archive or a URL gave, held in memory; gzipped if its name ends in `.gz`.

    `inside` names the members that lead to it, outermost first. They are shown and tell the format; they
    are never used as paths. `budget` is shared by everything unpacked from one file. For a URL there is no
    path: `address` was asked for, `final_address` is where it led, `suffix` and `charset` are what the server
    said it is.
    """

    path: Path
    inside: tuple[str, ...] = ()
    data: bytes | None = None
    budget: Budget = field(default_factory=Budget, compare=False)
    address: str = ""
    final_address: str = ""
    suffix: str = ""
    charset: str | None = None

    @property
    def name(self) -> str:
        """The file's or member's own name, lower case."""
        if self.address and not self.inside:
            return f"download{self.suffix}"
        name = PurePosixPath(self.inside[-1]).name if self.inside else self.path.name
        return name.lower()

    @property
    def extension(self) -> str:
        """What the file is beneath any `.gz`: '.html', lower case. '.tgz' is '.tar'."""
        suffix = PurePosixPath(self.name.removesuffix(".gz")).suffix
        return ".tar" if suffix == ".tgz" else suffix

    @property
    def packed(self) -> bool:
        """Whether its name says that it is gzipped."""
        return self.name.endswith((".gz", ".tgz"))

    def member(self, name: str, data: bytes) -> Source:
        """What is kept under `name` within this archive, wherever that came from."""
        return replace(self, inside=(*self.inside, _shown(name)), data=data, final_address="", charset=None)

    def with_data(self, data: bytes) -> Source:
        """The same member with its bytes."""
        return replace(self, data=data)

    def origin(self, number: int | None = None) -> str:
        """The resolved path or the URL, `!member` for each level of archive, `#n` for the nth record."""
        place = self.address or place_of(self.path)
        return f"{place}{self._members}{_suffix(number)}"

    def failure(self, reason: object, number: int | None = None) -> Failure:
        """That this file, or its nth record, could not be read."""
        place = self.address or _readable(self.path)
        return Failure(f"{place}{self._members}{_suffix(number)}", str(reason))

    def open(self) -> io.BufferedReader:
        """The unpacked bytes as a stream. Reading damaged gzip raises OSError, EOFError or zlib.error.

        ReadError while reading if it unpacks to so much more than its size that only a bomb does.
        """
        raw: io.BufferedReader
        goes_on = self.budget.goes_on
        raw = io.BufferedReader(
            _File(self.path, goes_on) if self.data is None else _Bytes(self.data, goes_on)
        )
        if not self.packed:
            return raw
        size = self.path.stat().st_size if self.data is None else len(self.data)
        return io.BufferedReader(BoundedStream(gzip.GzipFile(fileobj=raw), raw, size))

    def read(self) -> bytes:
        """All unpacked bytes. ReadError if there are more than MAX_BYTES, or none."""
        with self.open() as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ReadError(f"holds more than {MAX_BYTES >> 20} MB unpacked: no article does")
        if not data.strip():
            raise ReadError("is empty")
        return data

    @property
    def _members(self) -> str:
        return "".join(f"!{name}" for name in self.inside)


class _File(io.FileIO):
    """A file on disk. Whoever reads on in it has not stopped, be it only to pass over pictures."""

    def __init__(self, path: Path, goes_on: Callable[[], None]) -> None:
        super().__init__(path)
        self._goes_on = goes_on

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = super().readinto(buffer)
        if size:  # not at the end, where one may stand for ever
            self._goes_on()
        return size


class _Bytes(io.RawIOBase):
    """Bytes in memory as the raw stream that a buffered one reads from."""

    def __init__(self, data: bytes, goes_on: Callable[[], None]) -> None:
        self._data = io.BytesIO(data)
        self._goes_on = goes_on

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._data.seek(offset, whence)

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = self._data.readinto(buffer)
        if size:
            self._goes_on()
        return size


def describe(error: Exception) -> str:
    """Why reading failed, in words for a report."""
    if isinstance(error, ReadError):
        return str(error)
    if isinstance(error, MemoryError):
        return "fills the memory: not read"
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        return f"is not whole gzip data ({error})"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return f"is damaged, or not what its name says ({type(error).__name__}: {error})"


def _suffix(number: int | None) -> str:
    return "" if number is None else f"#{number}"


def _shown(name: str) -> str:
    """A member's name as it is shown; the end, which tells the format, stays."""
    return normalize_line(name)[-_LONGEST_NAME:]


def place_of(path: Path) -> str:
    """How the origin of what is read from a file begins."""
    return _readable(path.resolve())


def _readable(path: Path) -> str:
    """The path as text that can be stored: bytes of a name that are not UTF-8 become `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
