"""The one process that writes to an index, and how the others learn which one that is."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from indexes.errors import IndexLocked

LOCK_TIMEOUT = 10.0
"""Seconds that a writer waits for another."""


@contextmanager
def being_the_writer(folder: Path, timeout: float) -> Iterator[None]:
    """Hold the lock of an index directory; IndexLocked after `timeout` seconds, OSError where it cannot be made."""
    holder = folder / "writer.json"
    lock = FileLock(folder / "writer.lock", timeout=timeout)
    try:
        lock.acquire()
    except Timeout as error:
        raise IndexLocked(
            f"the index {folder} is being written to by {_described(holder)}: try again later"
        ) from error
    try:
        with suppress(OSError):  # it only tells others who writes
            holder.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}), "utf-8")
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _described(holder: Path) -> str:
    try:
        found = json.loads(holder.read_text("utf-8"))
        return f"process {found['pid']} on {found['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
