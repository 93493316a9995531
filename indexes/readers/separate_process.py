"""What runs in the process that reads files: sources in, articles and failures out, within time and memory."""

from __future__ import annotations

import faulthandler
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
from indexes.reports import Failure

_BROKEN = 3  # of one that fell over itself
_MEMORY = 2 << 30  # bytes of address space; a page of 64 MB takes less


def main() -> None:
    """Read what is asked for on stdin until it ends, which it does when the other process does."""
    try:
        requests, replies = _channels()
        _bound_memory()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks: it ends this one
        logging.disable(logging.CRITICAL)  # libraries tell of every small flaw
        replies.write(line_of({"ready": True}))
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
        return pages * mmap.PAGESIZE > _MEMORY // 2
    return False


def _serve(request: dict[str, Any], requests: IO[bytes], replies: IO[bytes]) -> None:
    size = request["source"]["size"]
    source = source_of(request["source"], None if size is None else requests.read(size))
    answer = _Answer(replies, request["seconds"], request["had"])
    given_up = {int(number): reason for number, reason in request["given_up"].items()}
    source.budget.watch(answer.begin, given_up)
    answer.start()
    for article in read_source(source, answer.fail):
        answer.give(article)
    answer.end()


class _Answer:
    """What is said of one file. The process ends itself if nothing new comes for `seconds`.

    The clock stands still while the other process is not ready to hear. The first `had` articles and failures
    are not said: it has them from a process that ended.
    """

    def __init__(self, replies: IO[bytes], seconds: float, had: int) -> None:
        self._replies = replies
        self._seconds = seconds
        self._had = had
        self._nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process

    def start(self) -> None:
        """From now on time counts. The watch is a thread in C, so code in C that hangs does not stop it."""
        faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._nowhere)

    def begin(self, number: int) -> None:
        """The nth member of an archive is next."""
        self._say({"member": number})

    def give(self, article: Article) -> None:
        """An article."""
        self._once({"article": described_article(article)})

    def fail(self, failure: Failure) -> None:
        """Something could not be read."""
        self._once({"failure": [failure.name, failure.reason]})

    def end(self) -> None:
        """That was all."""
        self._say({"end": True, "worn": _is_worn()})
        faulthandler.cancel_dump_traceback_later()
        self._nowhere.close()

    def _once(self, message: dict[str, Any]) -> None:
        self._had -= 1
        if self._had < 0:
            self._say(message)

    def _say(self, message: dict[str, Any]) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._replies.write(line_of(message))
        self._replies.flush()
        self.start()
