"""Files are read in a process of their own: one that hangs, fills the memory or crashes costs that file alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from indexes.articles import Article
from indexes.readers.messages import article_of, described_source
from indexes.readers.reading_process import ReadingProcess
from indexes.readers.sources import OnFailure, Source
from indexes.reports import Failure

TIMEOUT = 60.0
"""Seconds in which something must be read on: of the file, or an article, a record or a member made of it."""

_MOST_GIVEN_UP = 3  # members of one archive that end the process: then the rest is given up too
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from indexes.readers.separate_process import main; main()"


class SeparateReader:
    """Reads files and downloads in processes that are started when needed and used again. A context manager.

    A new interpreter rather than a copy of this process (`fork`), which may hold threads and models, and rather than
    `multiprocessing`, which would run the caller's script again. One process, unless files are read while another
    is being read. When this process is killed, they end by themselves.
    """

    def __init__(self) -> None:
        self._idle: list[ReadingProcess] = []
        self._all: list[ReadingProcess] = []

    def __enter__(self) -> SeparateReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._all:
            process.end()

    def read(self, source: Source, on_failure: OnFailure) -> Iterator[Article]:
        """As `read_source`, and what takes too long, fills the memory or ends the process is reported too.

        ReaderFailure if no process can be started: no file can be read then.
        """
        file = _File(source)
        while process := (yield from self._attempt(file, on_failure)):
            if process.has_read and not file.begun and not process.timed_out:
                continue  # it may have ended before, and that may be of another file: a new one tells
            if not file.goes_on_without_member(reason := process.why_it_ended(TIMEOUT)):
                on_failure(source.failure(f"{reason}: the rest was not read" if file.had_any else reason))
                return

    def _attempt(self, file: _File, on_failure: OnFailure) -> Generator[Article, None, ReadingProcess | None]:
        """The articles that have not been had yet; the process if it ended."""
        process = self._idle.pop() if self._idle else self._started()
        try:
            for message in process.answers(file.request(), file.source.data):
                if "end" in message:
                    process.has_read = True
                    if not message["worn"]:
                        self._idle.append(process)
                    return None
                file.note(message)
                if "failure" in message:
                    on_failure(Failure(*message["failure"]))
                elif "article" in message:
                    yield article_of(message["article"])
            process.wait()
            return process
        finally:
            if process not in self._idle:  # ended, or left in the middle
                process.end()
                self._all.remove(process)

    def _started(self) -> ReadingProcess:
        process = ReadingProcess(_PROGRAM)
        self._all.append(process)
        return process


@dataclass(slots=True)
class _File:
    """How far a file has been read. `member` is the number of an archive's, from 1; 0 before the first.

    `had` counts the articles and failures since each one's beginning.
    """

    source: Source
    member: int = 0
    begun: bool = False
    had_any: bool = False
    had: Counter[int] = field(default_factory=Counter)
    given_up: dict[int, str] = field(default_factory=dict)

    def request(self) -> dict[str, Any]:
        """What is asked of a process. An archive is read again from its beginning: only the rest is said."""
        self.member, self.begun = 0, False
        return {
            "source": described_source(self.source),
            "seconds": TIMEOUT,
            "had": self.had,
            "given_up": self.given_up,
        }

    def note(self, message: dict[str, Any]) -> None:
        """What a process said of it."""
        self.begun = True
        if "member" in message:
            self.member = message["member"]
        else:
            self.had[self.member] += 1
            self.had_any = True

    def goes_on_without_member(self, reason: str) -> bool:
        """Whether the file can be read again without the member that ended the process.

        In place of all that was had of that member its failure will be said, which has not been had.
        """
        known = not self.member or self.member in self.given_up
        if known or len(self.given_up) == _MOST_GIVEN_UP:
            return False
        partly = ": the rest of it was not read" if self.had.pop(self.member, 0) else ""
        self.given_up[self.member] = reason + partly
        return True
