"""How many questions are answered at once and how many wait. The rest is told when to come back."""

from __future__ import annotations

import asyncio
import math
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from indexes.errors import CitewireError
from ui.phrases import duration
from ui.rates import Rate

AT_ONCE: Final = max(1, os.cpu_count() or 1)  # more would only make each of them slower
ROOM: Final = 100  # questions that wait
_FIRST: Final = 0.5  # seconds an answer is thought to take before one has been given
_MEMORY: Final = 0.1  # weight of the newest answer in the running mean


class Busy(CitewireError):
    """Not now: `seconds` is when to ask again."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class TooManyQuestions(Busy):
    """This client has asked as often as it may in a minute."""


class Place:
    """Where one question stands among those that wait."""


class Gate:
    """Lets questions through, a few at a time, in the order in which they came. For one event loop."""

    def __init__(self, per_minute: int, *, at_once: int = AT_ONCE, room: int = ROOM) -> None:
        self._rate, self._sent = Rate(per_minute), Rate(per_minute)
        self._at_once = at_once
        self._room = room
        self._places: list[Place] = []
        self._inside = 0
        self._seconds = _FIRST
        self._free = asyncio.Semaphore(at_once)

    @property
    def idle(self) -> bool:
        """Whether somebody could be let through at once, and nobody waits."""
        return not self._places and not self._free.locked()

    def ahead(self, place: Place) -> int:
        """How many are before the question in that place: those that are answered now, and those that wait longer."""
        return self._inside + self._places.index(place) if place in self._places else 0

    def count_sent(self, client: str) -> None:
        """Count a question that is kept before it is let through. Raises TooManyQuestions."""
        self._count(self._sent, client)

    @asynccontextmanager
    async def passing(self, client: str | None, place: Place | None = None) -> AsyncIterator[None]:
        """Wait for a place and hold it. Raises Busy or TooManyQuestions at once where there is none to wait for.

        What the server asks by itself has no client and is not counted.
        """
        if len(self._places) >= self._room:
            seconds = math.ceil((len(self._places) + 1) * self._seconds / self._at_once)
            raise Busy(f"The server is busy. Ask again in about {duration(seconds)}.", seconds)
        if client is not None:
            self._count(self._rate, client)
        place = place or Place()
        self._places.append(place)
        try:
            await self._free.acquire()
        finally:
            self._places.remove(place)
        began = time.monotonic()
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1
            self._free.release()
            self._seconds += _MEMORY * (time.monotonic() - began - self._seconds)

    def _count(self, rate: Rate, client: str) -> None:
        if not rate.count(client):
            seconds = rate.wait(client)
            raise TooManyQuestions(
                f"That is too many questions in a minute. Wait {duration(seconds)}.", seconds
            )
