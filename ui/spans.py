"""Many spans of one text, asked what lies in them: sorted once, each question takes a bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

Span = tuple[int, int]


class Spans:
    """Half-open spans, in any order; they may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))
        self._edges = sorted({edge for span in ordered for edge in span})

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds all of [start, end)."""
        place = bisect_right(self._starts, start)
        return place > 0 and self._reach[place - 1] >= end

    def edges(self, start: int, end: int) -> list[int]:
        """Where one begins or ends strictly between `start` and `end`, ascending."""
        return self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
