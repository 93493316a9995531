"""The articles without their texts, read once for each state of the index and kept in the orders asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from indexes.reports import ArticleSummary
from ui.timeline import Overview, overview

if TYPE_CHECKING:
    from indexes.index import NewsIndex

_OLDEST: Final = datetime.min.replace(tzinfo=UTC)
ORDERS: Final[dict[str, Callable[[ArticleSummary], Any]]] = {
    "title": lambda one: one.title.casefold(),
    "outlet": lambda one: (one.source or "").casefold(),
    "date": lambda one: one.published or _OLDEST,
    "sentences": lambda one: one.sentences,
    "added": lambda one: one.added,
}


class Summaries:
    """The summaries of one index as it is now. Safe to use from several threads."""

    def __init__(self, index: NewsIndex) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._state: tuple[int, int] | None = None
        self._rows: list[ArticleSummary] = []
        self._ordered: dict[tuple[str, bool], list[ArticleSummary]] = {}
        self._overview: Overview | None = None

    def ordered(self, order: str, *, descending: bool) -> list[ArticleSummary]:
        """All of them in one of the `ORDERS`. Not to be changed."""
        with self._lock:
            self._follow()
            if (order, descending) not in self._ordered:
                self._ordered[order, descending] = sorted(self._rows, key=ORDERS[order], reverse=descending)
            return self._ordered[order, descending]

    def overview(self) -> Overview:
        """The articles per week and outlet."""
        with self._lock:
            self._follow()
            if self._overview is None:
                self._overview = overview(self._rows)
            return self._overview

    def _follow(self) -> None:
        """Read them anew if the index has been written to. What is written while they are read is seen next time."""
        state = self._index.state()
        if state != self._state:
            self._rows, self._ordered, self._overview = self._index.overview(), {}, None
            self._state = state
