"""An index in a directory, opened: its current generation, and one state of it for as long as it is needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from indexes.arrays import FloatArray
from indexes.articles import Article
from indexes.embedding import Embedder
from indexes.errors import IndexFailure
from indexes.generation import Generation
from indexes.live import LiveReading, Result
from indexes.manifest import Manifest
from indexes.models import Models
from indexes.storage import Storage
from indexes.view import IndexView
from indexes.web.access import WebAccess
from indexes.writer_lock import LOCK_TIMEOUT

if TYPE_CHECKING:
    from indexes.web.fetching import Fetcher


class OpenIndex(LiveReading):
    """What `NewsIndex` keeps open. Closing it loses nothing; another generation is followed when there is one."""

    def __init__(
        self, path: str | Path, embedder: Embedder | None = None, *, any_format: bool = False
    ) -> None:
        self.path = Path(path)
        self.lock_timeout = LOCK_TIMEOUT
        self._storage = Storage(self.path)
        self._models = Models(self.path, embedder)
        self._any_format = any_format
        self._lock = threading.RLock()
        self._stamp: tuple[int, int] | None = None
        self._generation: Generation | None = None
        self._fetchers: dict[WebAccess, Fetcher] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close its files. Nothing is lost without it."""
        with self._lock:
            if self._generation is not None:
                self._generation.close()
            self._generation = self._stamp = None

    @property
    def manifest(self) -> Manifest:
        """What the current generation was built with, and how much there is in it now."""
        generation = self._current()
        found = generation.catalog.statistics()
        return replace(
            generation.manifest,
            articles=found.articles,
            sentences=found.sentences,
            passages=found.passages,
        )

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """(n, dimension) float32, rows of length 1, by the model that built the index."""
        return self._models.embedder(self._current().manifest).embed(texts)

    @contextmanager
    def snapshot(self) -> Iterator[IndexView]:
        """The index as it is now, for as long as the context lasts: what is written meanwhile does not show."""
        with ExitStack() as stack:
            yield self._read(lambda generation: self._view(generation, stack))

    def _view(self, generation: Generation, stack: ExitStack) -> IndexView:
        catalog = stack.enter_context(generation.catalog.pinned())
        return IndexView(generation, catalog, self._models, self._digests)

    def _read_from(self, origin: str) -> list[Article]:
        return self._read(lambda generation: generation.catalog.articles_from(origin))

    def _digests(self, article_ids: Sequence[str]) -> dict[str, str]:
        return self._read(lambda generation: generation.catalog.digests(article_ids))

    def _read(self, ask: Callable[[Generation], Result]) -> Result:
        """What the current generation says; asked again if it was cleared away in that moment."""
        while True:
            generation = self._current()
            try:
                return ask(generation)
            except IndexFailure:
                if self._current() is generation:
                    raise

    def _current(self) -> Generation:
        """The generation to read: another than before once a rebuild, here or elsewhere, is finished."""
        with self._lock:
            stamp = self._storage.stamp()
            if self._generation is None or stamp != self._stamp:
                if self._generation is not None:
                    self._generation.close()
                self._generation = None
                self._generation = self._open_generation()
                self._stamp = stamp
            return self._generation

    def _open_generation(self) -> Generation:
        generation = Generation(self._storage.current(), self._storage, any_format=self._any_format)
        if not self._any_format:
            self._models.check(generation.manifest)
        return generation
