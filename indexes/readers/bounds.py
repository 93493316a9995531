"""What unpacking may cost: how much, how many times the packed size, how many members, how deep."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import IO

from indexes.errors import ReadError

MAX_TOTAL = 1 << 30
"""The most that all members of one file, nested archives included, may unpack to, in bytes."""
MAX_MEMBERS = 100_000
MAX_DEPTH = 3
"""An archive in an archive in an archive."""
MAX_RATIO = 250
"""Times the packed size, looked at beyond _FREE bytes. News text packs to between a third and a twentieth."""

_FREE = 16 << 20  # bytes: a small file may be as repetitive as it likes


class Budget:
    """What is left to unpack from one file. Shared by nested archives, so that nesting gains nothing."""

    def __init__(self) -> None:
        self._bytes = 0
        self._members = 0
        self._begins: Callable[[int], None] = _nobody
        self._given_up: Mapping[int, str] = MappingProxyType({})
        self.goes_on: Callable[[], None] = _nothing
        """To be called by what takes long and gives nothing meanwhile, such as passing over pictures."""

    def watch(
        self, begins: Callable[[int], None], given_up: Mapping[int, str], goes_on: Callable[[], None]
    ) -> None:
        """Tell the number of each member before it is read, from 1; for those given up ReadError with the reason.

        `goes_on` is told that reading goes on though nothing has come of it yet.
        """
        self._begins, self._given_up, self.goes_on = begins, given_up, goes_on

    def enter(self, depth: int, most: int | None = None) -> None:
        """One more member, `depth` archives deep, of at most `most` (MAX_MEMBERS); ReadError if that is one too many."""
        most = MAX_MEMBERS if most is None else most
        self._members += 1
        if depth > MAX_DEPTH:
            raise ReadError(f"is an archive more than {MAX_DEPTH} deep in other archives: not opened")
        if self._members > most:
            raise TooMuch(f"holds more than {most:,} members: the rest was not read")
        self._begins(self._members)
        if self._members in self._given_up:
            raise ReadError(self._given_up[self._members])

    def spend(self, size: int) -> None:
        """So many bytes were unpacked; TooMuch if that makes too many."""
        self._bytes += size
        if self._bytes > MAX_TOTAL:
            raise TooMuch(f"unpacks to more than {MAX_TOTAL >> 20} MB: the rest was not read")


def _nobody(number: int) -> None:
    """Is told."""


def _nothing() -> None:
    """Is done."""


class TooMuch(ReadError):
    """The whole file is given up, whatever is left in it."""


class BoundedStream(io.RawIOBase):
    """An unpacking stream that stops at MAX_RATIO times the size of what it unpacks."""

    def __init__(self, unpacked: io.BufferedIOBase, packed: IO[bytes], packed_size: int) -> None:
        self._unpacked = unpacked
        self._packed = packed
        self._most = max(_FREE, packed_size * MAX_RATIO)
        self._read = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As the standard library's; TooMuch once too much came out."""
        data = self._unpacked.read(len(buffer))
        buffer[: len(data)] = data
        self._read += len(data)
        if self._read > self._most:
            raise TooMuch(f"unpacks to more than {MAX_RATIO} times its size: a bomb, not an archive")
        return len(data)

    def close(self) -> None:
        """Close what it reads from too."""
        self._unpacked.close()
        self._packed.close()
        super().close()
