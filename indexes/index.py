"""`NewsIndex`: articles in, hits out. Where the data flow of an index can be read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from indexes.adding import Items, Tally, add_batch, articles_in, counted_batches, runs_of
from indexes.arrays import FloatArray
from indexes.articles import Article
from indexes.backups import back_up, bring_back, check_backup
from indexes.batches import batches
from indexes.catalog import Catalog
from indexes.doctor import examine
from indexes.edits import editing
from indexes.embedding import Embedder, load_embedder, model_fingerprint
from indexes.errors import IndexExists, IndexFailure, IndexMissing, ModelError
from indexes.generation import Generation
from indexes.live import LiveReading, Result
from indexes.manifest import Manifest, check_model, manifest_for
from indexes.models import Models
from indexes.progress import Progress, no_progress
from indexes.rebuilding import rebuild
from indexes.removals import Removed, put_back, removable
from indexes.reports import BuildReport, Finding
from indexes.storage import LOCK_TIMEOUT, Storage
from indexes.view import IndexView
from indexes.web.access import WebAccess
from indexes.web.reading import WebReader

_BATCH = 32  # articles that are stored together or not at all


class NewsIndex(LiveReading):
    """A searchable collection of articles in a directory. A context manager; threads may share it.

    Other processes may have it open too. One of them writes at a time; nobody waits to read, and what they
    read is the state before or after a batch. `IndexLocked` after `lock_timeout` seconds of waiting to write.
    """

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

    @classmethod
    def create(
        cls, path: str | Path, *, embedding_model: str | None = None, embedder: Embedder | None = None
    ) -> NewsIndex:
        """A new empty index in the directory `path`; IndexExists, ModelError.

        `embedding_model` is the name or path of any sentence-transformers model, fetched if it is not on this
        machine; the bundled one if None. An `embedder` takes its place: naming both is a ModelError.
        """
        _require_one(embedding_model, embedder)
        index = cls(path, embedder)
        index._storage.begin()
        embedder = embedder or load_embedder(embedding_model, fetch=embedding_model is not None)
        index._models.use(embedder)
        with index._storage.writing(index.lock_timeout):
            index._storage.begin()  # again: another process may have been quicker
            folder = index._storage.next()
            Catalog.create(folder / "catalog.sqlite", manifest_for(embedder, int(folder.name)).entries())
            index._storage.switch(folder)
        return index

    @staticmethod
    def exists(path: str | Path) -> bool:
        """Whether there is a whole index at `path`. An empty directory or an unfinished one is none."""
        return Storage(Path(path)).holds_index()

    @staticmethod
    def mend_pointer(path: str | Path) -> str:
        """Let a directory whose pointer is lost have its newest whole generation as the current one.

        What was wrong, '' if nothing; IndexMissing if there is no whole index in it.
        """
        storage = Storage(Path(path))
        if not storage.has_generations():
            raise IndexMissing(
                f"there is no index at {path}: make one with `citewire add PATH --index {path}`"
            )
        with storage.writing():
            return storage.mend_pointer()

    @classmethod
    def open_or_create(cls, path: str | Path, *, embedding_model: str | None = None) -> NewsIndex:
        """The index at `path`, made if there is none; IndexMismatch if it was built with another model than named.

        Of several processes that begin at once one makes it, and the others open what it made.
        """
        if not cls.exists(path):
            with suppress(IndexExists):  # another process was quicker
                return cls.create(path, embedding_model=embedding_model)
        return cls.open(path, embedding_model=embedding_model)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        embedding_model: str | None = None,
        embedder: Embedder | None = None,
        allow_mismatch: bool = False,
    ) -> NewsIndex:
        """The index in the directory `path`; IndexMissing, IndexMismatch. Embeds nothing and loads no model.

        The model that built it is loaded at the first dense search or addition. Name one, or give an
        embedder, only to insist on it. With `allow_mismatch` an index of another format opens for `rebuild`.
        """
        index = cls(path, embedder, any_format=allow_mismatch)
        manifest = index.manifest  # opened now, so that what is wrong with it is said now
        if embedding_model is not None and not allow_mismatch:
            check_model(manifest, embedding_model, model_fingerprint(embedding_model), index.path)
        return index

    def __enter__(self) -> NewsIndex:
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

    def add(
        self,
        items: Items,
        *,
        progress: Progress | None = None,
        web: WebAccess | None = None,
        again: bool = True,
    ) -> BuildReport:
        """Add articles, or files, folders and URLs of them, and report what became of each.

        Known articles that have not changed cost nothing; changed ones are updated in place. Articles are
        stored in batches: whatever is raised, by the embedder say, leaves the state after the last whole one.
        The network is used for URLs alone, as far as `web` lets it, and while it is waited for others may write.
        Without `again` articles that were removed are passed over, as `watch` wants it.
        """
        tally, tell = Tally(), progress or no_progress
        self._current()  # what is wrong with it is said before anything is read
        reader = WebReader(web or WebAccess(), self._storage.web_file, self._read_from)
        for fetched, some in runs_of(items, fetched=reader.fetches):
            articles = articles_in(some, tally.failed.append, reader)
            if fetched:
                for batch in batches(articles, _BATCH):
                    with self._storage.writing(self.lock_timeout):
                        self._store([(batch, None)], tally, tell, again=again)
            else:
                with self._storage.writing(self.lock_timeout):
                    self._store(counted_batches(articles, _BATCH, tell), tally, tell, again=again)
        reader.remember()
        return tally.report()

    def remove(self, article_ids: str | Iterable[str], *, keep_away: bool = True) -> list[str]:
        """Remove articles, for good, and give their ids back; ArticleNotFound before any is removed.

        From here on they are found by no search, in no process, and no earlier generation keeps them. Their ids
        are kept, so that `watch` does not bring them back, unless `keep_away` is False.
        """
        ids = [article_ids] if isinstance(article_ids, str) else list(dict.fromkeys(article_ids))
        if ids:
            with self._storage.writing(self.lock_timeout):
                self._remove(self._current(), ids, keep_away=keep_away)
        return ids

    def take_out(self, article_id: str) -> Removed:
        """Remove an article as `remove` does, and give what `put_back` needs to have it back; ArticleNotFound."""
        with self._storage.writing(self.lock_timeout):
            generation = self._current()
            removed = removable(generation.catalog, article_id)
            self._remove(generation, [article_id], keep_away=True)
        return removed

    def put_back(self, removed: Removed) -> None:
        """Store an article again as it was, with its versions and the day on which it came in."""
        with self._storage.writing(self.lock_timeout):
            generation = self._current()
            put_back(generation.catalog.path, removed, self._models.embedder(generation.manifest))
            generation.save()

    def rebuild(
        self,
        *,
        embedding_model: str | None = None,
        embedder: Embedder | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Split and embed all articles anew, with another model if one is given, beside the live index.

        Readers, in this process and others, go on with the old generation and see the new one from their next
        search after it is whole. The old one is kept until the next rebuild or removal. `embedding_model` is
        fetched if it is not on this machine. ModelError if both it and an `embedder` are given. Cut short, it
        embeds only what is left when it is called again with the same model.
        """
        _require_one(embedding_model, embedder)
        with self._storage.writing(self.lock_timeout):
            old = self._current()
            if embedder is None:
                embedder = self._embedder_for(old, embedding_model)
            folder = rebuild(old, self._storage, embedder, _BATCH, progress or no_progress)
            self._storage.switch(folder)
            self._storage.clear(keep_previous=True)
            self._models.use(embedder)

    def rollback(self, *, lose_changes: bool = False) -> int:
        """Return to the generation before the last rebuild or restoring, and give the number of its articles.

        IndexFailure if articles have come or changed since, unless `lose_changes`; IndexMissing if none is kept.
        """
        with self._storage.writing(self.lock_timeout):
            current, folder = self._current(), self._storage.previous()
            earlier = Generation(folder, self._storage, may_migrate=True)
            model = earlier.manifest.model_fingerprint
            there = earlier.catalog.digests(earlier.catalog.article_ids())
            earlier.close()
            now = current.catalog.digests(current.catalog.article_ids())
            newer = sum(there.get(article_id) != digest for article_id, digest in now.items())
            if newer and not lose_changes:
                raise IndexFailure(
                    f"{newer} articles have come or changed since: back the index up first, then roll it back "
                    "with `citewire rollback --lose-changes`"
                )
            self._storage.switch(folder)
            self._storage.clear(keep_previous=False)
            self._models.let_go(model)
        return len(there)

    def backup(self, file: str | Path) -> None:
        """Write the index as it is now to one file, while it is read and written; IndexFailure."""
        self._read(lambda generation: back_up(generation.catalog, Path(file)))

    @classmethod
    def restore(cls, path: str | Path, file: str | Path, *, embedder: Embedder | None = None) -> NewsIndex:
        """The index at `path` as the backup in `file` has it; made if there is none. Embeds nothing.

        What is there is kept as the generation before: `rollback` returns to it. IndexDamaged, IndexMismatch.
        """
        index = cls(path, embedder)
        check_backup(Path(file))
        if not index._storage.has_generations():
            index._storage.begin()
        with index._storage.writing(index.lock_timeout):
            bring_back(Path(file), index._storage)
        return index

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """(n, dimension) float32, rows of length 1, by the model that built the index."""
        return self._models.embedder(self._current().manifest).embed(texts)

    @contextmanager
    def snapshot(self) -> Iterator[IndexView]:
        """The index as it is now, for as long as the context lasts: what is written meanwhile does not show."""
        with ExitStack() as stack:
            yield self._read(lambda generation: self._view(generation, stack))

    def doctor(self, *, mend: bool = False) -> list[Finding]:
        """What is wrong with the index, the catalogue first. `mend` makes derived files anew from it."""
        return examine(self._current(), self._storage, mend=mend, lock_timeout=self.lock_timeout)

    def _view(self, generation: Generation, stack: ExitStack) -> IndexView:
        catalog = stack.enter_context(generation.catalog.pinned())
        return IndexView(generation, catalog, self._models, self._digests)

    def _store(
        self,
        counted: Iterable[tuple[list[Article], int | None]],
        tally: Tally,
        tell: Progress,
        *,
        again: bool,
    ) -> None:
        """Store batches, each with how many articles there are in all. For the writer."""
        generation, changed = self._current(), False
        try:
            for batch, total in counted:
                if add_batch(
                    generation.catalog.path,
                    batch,
                    lambda: self._models.embedder(generation.manifest),
                    tally,
                    again=again,
                ):
                    changed = True
                    generation.follow()
                tell("Adding articles", tally.done, total)
        finally:
            if changed:
                generation.save()

    def _read_from(self, origin: str) -> list[Article]:
        return self._read(lambda generation: generation.catalog.articles_from(origin))

    def _remove(self, generation: Generation, article_ids: list[str], *, keep_away: bool) -> None:
        with editing(generation.catalog.path) as edit:
            edit.remove(article_ids, keep_away=keep_away)
            self._storage.clear(
                keep_previous=False
            )  # first: killed in between, no earlier generation may hold them
        generation.save()

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

    def _embedder_for(self, old: Generation, embedding_model: str | None) -> Embedder:
        """The model named; else the one that the caller insists on; else that of the generation before."""
        if embedding_model is not None:
            return load_embedder(embedding_model, fetch=True)
        return self._models.given or load_embedder(old.manifest.model)


def _require_one(embedding_model: str | None, embedder: Embedder | None) -> None:
    if embedding_model is not None and embedder is not None:
        raise ModelError(f"give the embedding_model {embedding_model!r} or an embedder, not both")
