"""A file to read: its name in reports, its bytes (unpacked, within a limit), the origin of its records."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexes.errors import ReadError
from indexes.reports import Failure

MAX_BYTES = 64 << 20
"""The most that one file, or one line of a JSON lines file, may hold once unpacked."""

OnFailure = Callable[[Failure], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk, gzipped if its name ends in `.gz`."""

    path: Path

    @property
    def extension(self) -> str:
        """What the file is beneath any `.gz`: '.html', lower case."""
        name = self.path.name.lower().removesuffix(".gz")
        return Path(name).suffix

    @property
    def stem(self) -> str:
        """The file's name without extensions."""
        return Path(_readable(self.path).rpartition("/")[2].removesuffix(".gz")).stem

    def origin(self, number: int | None = None) -> str:
        """The resolved path, with `#n` for the nth record."""
        return f"{_readable(self.path.resolve())}{_suffix(number)}"

    def failure(self, reason: object, number: int | None = None) -> Failure:
        """That this file, or its nth record, could not be read."""
        return Failure(f"{_readable(self.path)}{_suffix(number)}", str(reason))

    def open(self) -> io.BufferedReader:
        """The unpacked bytes as a stream. Reading damaged gzip raises OSError, EOFError or zlib.error."""
        if self.path.name.lower().endswith(".gz"):
            return io.BufferedReader(gzip.open(self.path, "rb"))
        return self.path.open("rb")

    def read(self) -> bytes:
        """All unpacked bytes. ReadError if there are more than MAX_BYTES, or none."""
        with self.open() as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ReadError(f"holds more than {MAX_BYTES >> 20} MB unpacked: no article does")
        if not data.strip():
            raise ReadError("is empty")
        return data


def describe(error: Exception) -> str:
    """Why reading failed, in words for a report."""
    if isinstance(error, ReadError):
        return str(error)
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        return f"is not whole gzip data ({error})"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return f"could not be read ({type(error).__name__}: {error})"


def _suffix(number: int | None) -> str:
    return "" if number is None else f"#{number}"


def _readable(path: Path) -> str:
    """The path as text that can be stored: bytes of a name that are not UTF-8 become `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
