"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called as work goes on, from the thread that does it."""

    def __call__(self, step: str, done: int, total: int | None, /) -> None:
        """`done` of `total` items of `step` are finished; `total` is None while it is not known."""


def no_progress(step: str, done: int, total: int | None) -> None:
    """Tell nobody."""
