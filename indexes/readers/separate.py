"""Files are read in a process of their own: one that hangs, fills the memory or crashes costs that file alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Any, cast

from indexes.articles import Article
from indexes.readers.messages import article_of, described_source, line_of, message_of
from indexes.readers.sources import OnFailure, Source
from indexes.reports import Failure

TIMEOUT = 60.0
"""Seconds that reading one article, or one member of an archive, may take."""

_MOST_GIVEN_UP = 3  # members of one archive that end the process: then the rest is given up too
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from indexes.readers.separate_process import main; main()"
_TIMED_OUT = 1  # the exit code of faulthandler's watch
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")  # each takes address space


class SeparateReader:
    """Reads files and downloads in processes that are started when needed and used again. A context manager.

    A new interpreter rather than a copy of this process (`fork`), which may hold threads and models, and rather than
    `multiprocessing`, which would run the caller's script again. One process, unless files are read while another
    is being read. When this process is killed, they end by themselves.
    """

    def __init__(self) -> None:
        self._idle: list[_Process] = []
        self._all: list[_Process] = []

    def __enter__(self) -> SeparateReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._all:
            process.end()

    def read(self, source: Source, on_failure: OnFailure) -> Iterator[Article]:
        """As `read_source`, and what takes too long, fills the memory or ends the process is reported too."""
        file = _File(source)
        while reason := (yield from self._attempt(file, on_failure)):
            if not file.goes_on_without_member(reason):
                on_failure(source.failure(f"{reason}: the rest was not read" if file.had else reason))
                return

    def _attempt(self, file: _File, on_failure: OnFailure) -> Generator[Article, None, str]:
        """The articles that have not been had yet; why the process ended, or '' if it did not."""
        process = self._idle.pop() if self._idle else self._started()
        try:
            for message in process.answers(file.request(), file.source.data):
                if "end" in message:
                    if not message["worn"]:
                        self._idle.append(process)
                    return ""
                if "member" in message:
                    file.member = message["member"]
                    continue
                file.had += 1
                if "failure" in message:
                    on_failure(Failure(*message["failure"]))
                else:
                    yield article_of(message["article"])
            return process.why_it_ended()
        finally:
            if process not in self._idle:  # ended, or left in the middle
                process.end()
                self._all.remove(process)

    def _started(self) -> _Process:
        process = _Process()
        self._all.append(process)
        return process


@dataclass(slots=True)
class _File:
    """How far a file has been read. `had` counts articles and failures, `member` those of an archive, from 1."""

    source: Source
    had: int = 0
    member: int = 0
    given_up: dict[int, str] = field(default_factory=dict)

    def request(self) -> dict[str, Any]:
        """What is asked of a process. An archive is read again from its beginning: only the rest is said."""
        self.member = 0
        return {
            "source": described_source(self.source),
            "seconds": TIMEOUT,
            "had": self.had,
            "given_up": self.given_up,
        }

    def goes_on_without_member(self, reason: str) -> bool:
        """Whether the file can be read again without the member that ended the process."""
        known = not self.member or self.member in self.given_up
        if known or len(self.given_up) == _MOST_GIVEN_UP:
            return False
        self.given_up[self.member] = reason
        return True


class _Process:
    """An interpreter that reads files, one after the other."""

    def __init__(self) -> None:
        self._ready = False
        program: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-I", "-c", _PROGRAM, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ONE_THREAD},
        )
        self._program = program
        self._requests, self._answers = cast("IO[bytes]", program.stdin), cast("IO[bytes]", program.stdout)

    def answers(self, request: dict[str, Any], data: bytes | None) -> Iterator[dict[str, Any]]:
        """What it says of a file, until it ends."""
        try:
            self._requests.write(line_of(request) + (data or b""))
            self._requests.flush()
        except OSError:  # it has ended
            return
        for line in self._answers:
            if line.endswith(b"\n"):  # not cut short by its end
                message = message_of(line)
                self._ready = True
                if "ready" not in message:
                    yield message

    def why_it_ended(self) -> str:
        """In words for a report."""
        code = self._program.wait()
        if not self._ready:
            return f"could not be read: {sys.executable or 'Python'} does not start to read files (exit code {code})"
        if code == _TIMED_OUT:
            return f"takes more than {TIMEOUT:.0f} seconds to read: given up"
        how = signal.strsignal(-code) if code < 0 else f"exit code {code}"
        return f"fills the memory or ends the program that reads it ({how}): given up"

    def end(self) -> None:
        """Stop it, whatever it does."""
        self._program.kill()
        self._program.wait()
        for pipe in (self._requests, self._answers):
            with suppress(OSError):  # what it had not read yet
                pipe.close()
