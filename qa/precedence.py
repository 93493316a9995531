"""Questions go before work that nobody waits for, such as finding suggestions: both need the same processors."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 30.0  # seconds that such work waits at most, so that it comes to its turn on a busy server too


class Precedence:
    """Counts the questions under way. Safe to use from several threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._under_way = 0

    @contextmanager
    def question(self) -> Iterator[None]:
        """While somebody waits for an answer."""
        with self._changed:
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def stand_back(self, patience: float = PATIENCE) -> None:
        """Wait until no question is under way, at most `patience` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._under_way == 0, patience)
