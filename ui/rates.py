"""How often somebody may do something in a minute; a moving window kept in memory by the library `limits`."""

from __future__ import annotations

import math
import time
from typing import Final

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

_NOW: Final = 0


class Rate:
    """`most` a minute for each client; 0 lets everything through. Safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._item = RateLimitItemPerMinute(most) if most else None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def count(self, client: str) -> bool:
        """Count one of this client; False if that is more than may be, which is not counted."""
        return self._item is None or self._limiter.hit(self._item, client)

    def wait(self, client: str) -> int:
        """Seconds until this client may again; 0 if it may now."""
        if self._item is None or self._limiter.test(self._item, client):
            return _NOW
        reset = self._limiter.get_window_stats(self._item, client).reset_time
        return max(1, math.ceil(reset - time.time()))
