"""What runs in the process that reads files: sources in, articles and failures out, within time and memory."""

from __future__ import annotations

import logging
import mmap
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from indexes.articles import Article
from indexes.readers import read_source
from indexes.readers.messages import described_article, line_of, message_of, source_of
from indexes.readers.time_limits import time_limit
from indexes.reports import Failure

_BROKEN = 3  # of one that fell over itself
_MEMORY = 4 << 30  # bytes of address space; a group of rows of Parquet of 857 MB takes 2.4 GB
_WORN = 1 << 30  # and what may be taken of it when the next file is begun


def main() -> None:
    """Read what is asked for on stdin until it ends, which it does when the other process does."""
    try:
        requests, replies = _channels()
        _bound_memory()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks: it ends this one
        logging.disable(logging.CRITICAL)  # libraries tell of every small flaw
        replies.write(b"\n" + line_of({"ready": True}))  # a line of its own, whatever was printed before
        replies.flush()
        while line := requests.readline():
            _serve(message_of(line), requests, replies)
    except BaseException:  # the exit code is all that tells of it
        os._exit(_BROKEN)


def _channels() -> tuple[IO[bytes], IO[bytes]]:
    """Requests and replies. What a library prints goes nowhere."""
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return sys.stdin.buffer, replies


def _bound_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such bound, and macOS ignores it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _is_worn() -> bool:
    """Whether so much of its address space is taken that another process is to read the next file.

    Not by `ru_maxrss`, which begins with the memory of the process that started this one.
    """
    with suppress(OSError):  # where there is no such file there is no bound either
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        return pages * mmap.PAGESIZE > _WORN
    return False


def _serve(request: dict[str, Any], requests: IO[bytes], replies: IO[bytes]) -> None:
    size = request["source"]["size"]
    source = source_of(request["source"], None if size is None else requests.read(size))
    had, given_up = (
        {int(number): known for number, known in request[name].items()} for name in ("had", "given_up")
    )
    answer = _Answer(replies, request["seconds"], had)
    source.budget.watch(answer.begin, given_up, answer.go_on)
    answer.start()
    for article in read_source(source, answer.fail):
        answer.give(article)
    answer.end()


class _Answer:
    """What is said of one file. The process ends itself if reading does not go on for `seconds`.

    The clock stands still while the other process is not ready to hear. Of what is found from the beginning of a
    member on, the first `had[number]` articles and failures are not said: it has them from a process that ended.
    """

    def __init__(self, replies: IO[bytes], seconds: float, had: dict[int, int]) -> None:
        self._replies = replies
        self._limit = time_limit(seconds)
        self._had = had
        self._to_skip = had.get(0, 0)
        self.start, self.go_on = self._limit.start, self._limit.go_on

    def begin(self, number: int) -> None:
        """The nth member of an archive is next."""
        self._to_skip = self._had.get(number, 0)
        self._say({"member": number})

    def give(self, article: Article) -> None:
        """An article."""
        if not self._skips():
            self._say({"article": described_article(article)})

    def fail(self, failure: Failure) -> None:
        """Something could not be read."""
        if not self._skips():
            self._say({"failure": [failure.name, failure.reason]})

    def end(self) -> None:
        """That was all."""
        self._say({"end": True, "worn": _is_worn()})
        self._limit.stop()

    def _skips(self) -> bool:
        """Whether the next one is had already. It counts as going on all the same."""
        self._to_skip -= 1
        self.go_on()
        return self._to_skip >= 0

    def _say(self, message: dict[str, Any]) -> None:
        self._limit.stop()
        self._replies.write(line_of(message))
        self._replies.flush()
        self.start()
