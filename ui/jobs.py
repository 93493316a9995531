"""Long work on the collection, one piece at a time, beside the answering of questions."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from indexes.errors import CitewireError
from indexes.progress import Progress
from indexes.reports import BuildReport

_FAILED: Final = "The server failed on this; its log says more. What was stored before stays."
_log = logging.getLogger(__name__)

Work = Callable[[Progress], BuildReport | None]


class JobRunning(CitewireError):
    """Another change of the collection is going on."""


@dataclass(frozen=True, slots=True)
class Job:
    """How far a piece of work is. `total` is None while it is not known; `report` or `problem` come at its end.

    `seconds` have passed since it began.
    """

    title: str
    step: str = ""
    done: int = 0
    total: int | None = None
    seconds: float = 0.0
    finished: bool = False
    report: BuildReport | None = None
    problem: str = ""

    @property
    def seconds_left(self) -> float | None:
        """How long it will take at the pace so far; None where that cannot be told."""
        if self.finished or not self.total or not self.done:
            return None
        return self.seconds / self.done * max(0, self.total - self.done)


class Jobs:
    """Runs one job and remembers how it went until the next begins."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._job: Job | None = None
        self._began = 0.0

    def now(self) -> Job | None:
        """The running job, or the last; None if there was none."""
        with self._lock:
            return self._job

    def running(self) -> bool:
        """Whether one is under way."""
        job = self.now()
        return job is not None and not job.finished

    def start(self, title: str, work: Work) -> None:
        """Begin it in a thread of its own. Raises JobRunning."""
        with self._lock:
            if self._job is not None and not self._job.finished:
                raise JobRunning(f"{self._job.title} is still going on. Wait until it is finished.")
            self._job, self._began = Job(title), time.monotonic()
        threading.Thread(target=self._run, args=(work,), name="collection", daemon=True).start()

    def _run(self, work: Work) -> None:
        try:
            report = work(self._tell)
            self._set(finished=True, report=report)
        except CitewireError as error:
            self._set(finished=True, problem=str(error))
        except Exception:
            _log.exception("A job failed")
            self._set(finished=True, problem=_FAILED)

    def _tell(self, step: str, done: int, total: int | None) -> None:
        self._set(step=step, done=done, total=total)

    def _set(self, **changes: object) -> None:
        with self._lock:
            if self._job is not None:
                seconds = time.monotonic() - self._began
                self._job = replace(self._job, seconds=seconds, **changes)  # type: ignore[arg-type]
