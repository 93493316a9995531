"""The interpreter that reads files for this process, seen from here: its start, what it says, why it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import IO, Any, cast

from indexes.errors import ReaderFailure
from indexes.readers.messages import line_of, message_of

_TIMED_OUT = (-getattr(signal, "SIGALRM", 1), 1)  # exit codes of the two kinds of time limit
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")  # each takes address space
_GREETINGS = 100  # lines that the start of an interpreter may print before our code runs


class ReadingProcess:
    """An interpreter that runs `program` and reads files, one after the other. ReaderFailure if it cannot."""

    def __init__(self, program: str) -> None:
        self.has_read = False
        try:
            self._program: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - our own code
                [sys.executable, "-I", "-c", program, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_ONE_THREAD},
            )
        except (OSError, TypeError, ValueError) as error:  # not there any more, no name at all, no memory
            raise _cannot_start(error) from None
        self._requests = cast("IO[bytes]", self._program.stdin)
        self._answers = cast("IO[bytes]", self._program.stdout)
        if not any(map(_is_ready, islice(self._answers, _GREETINGS))):
            self.end()
            raise _cannot_start("it is no Python that has Citewire, or ended at once")

    def answers(self, request: dict[str, Any], data: bytes | None) -> Iterator[dict[str, Any]]:
        """What it says of a file, until it ends."""
        try:
            self._requests.write(line_of(request) + (data or b""))
            self._requests.flush()
        except OSError:  # it has ended
            return
        for line in self._answers:
            if line.endswith(b"\n"):  # not cut short by its end
                yield message_of(line)

    def wait(self) -> None:
        """Until it has ended by itself."""
        self._program.wait()

    @property
    def timed_out(self) -> bool:
        """Whether it ended because reading did not go on."""
        return self._program.returncode in _TIMED_OUT

    def why_it_ended(self, seconds: float) -> str:
        """In words for a report; `seconds` are those that it had."""
        code = self._program.returncode
        if self.timed_out:
            return f"takes more than {seconds:.0f} seconds to read: given up"
        how = signal.strsignal(-code) if code < 0 else f"exit code {code}"
        return f"fills the memory or ends the program that reads it ({how}): given up"

    def end(self) -> None:
        """Stop it, whatever it does."""
        self._program.kill()
        self._program.wait()
        for pipe in (self._requests, self._answers):
            with suppress(OSError):  # what it had not read yet
                pipe.close()


def _is_ready(line: bytes) -> bool:
    try:
        return message_of(line) == {"ready": True}
    except ValueError:  # printed by what an environment runs at the start of each interpreter
        return False


def _cannot_start(why: object) -> ReaderFailure:
    python = sys.executable or "Python"
    return ReaderFailure(
        f"{python} does not start to read files ({why}): start Citewire again, with the Python that it is installed in"
    )
