"""A limit of time that ends this process, whatever it does: code in C that holds Python's lock too."""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from pathlib import Path
from typing import Protocol

_SELDOM = 1.0  # seconds between two starts of a thread, each of which takes as long as reading a short text


class TimeLimit(Protocol):
    """Ends the process where nobody says for so many seconds that it goes on."""

    def start(self) -> None:
        """The seconds begin."""

    def go_on(self) -> None:
        """They begin again."""

    def stop(self) -> None:
        """Time does not count until the next start."""


def time_limit(seconds: float) -> TimeLimit:
    """The limit that this system has; not started."""
    return Alarm(seconds) if hasattr(signal, "setitimer") else Watcher(seconds)


class Alarm:
    """By the alarm of the operating system, which ends the process with SIGALRM: a microsecond each time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])

    def start(self) -> None:
        """As said above."""
        signal.setitimer(signal.ITIMER_REAL, self._seconds)

    go_on = start

    def stop(self) -> None:
        """As said above."""
        signal.setitimer(signal.ITIMER_REAL, 0)


class Watcher:
    """By a thread in C, which ends the process with exit code 1; for Windows, which has no such alarm."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the watch
        self._started = 0.0

    def start(self) -> None:
        """As said above."""
        self._started = time.monotonic()
        faulthandler.dump_traceback_later(self._seconds + _SELDOM, exit=True, file=self._nowhere)

    def go_on(self) -> None:
        """They begin again, as nearly as need be."""
        if time.monotonic() - self._started > _SELDOM:
            self.start()

    def stop(self) -> None:
        """As said above."""
        faulthandler.cancel_dump_traceback_later()
