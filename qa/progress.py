"""Progress on the terminal: a bar where there is one, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 5.0  # seconds between plain lines
Report = Callable[[str, int, int | None], None]


@contextmanager
def progress() -> Iterator[Report]:
    """A function (step, done, total) that shows how far a long work is, on stderr."""
    if sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def report(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(bars.task_ids[list(tasks).index(step)], completed=done, total=total)

        yield report


def _lines() -> Report:
    last: dict[str, float] = {}

    def report(step: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if done != total and now - last.setdefault(step, now) < EVERY:
            return
        last[step] = now
        sys.stderr.write(f"{step}: {done}{'' if total is None else f' of {total}'}\n")
        sys.stderr.flush()

    return report
