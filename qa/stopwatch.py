"""How long each step of an answer took."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Stopwatch:
    """Runs steps and keeps their wall-clock seconds by name in `seconds`."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, step: str, run: Callable[[], T]) -> T:
        """Run a step and return what it returns."""
        started = time.perf_counter()
        try:
            return run()
        finally:
            self.seconds[step] = time.perf_counter() - started
