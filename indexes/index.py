"""`NewsIndex`: articles in, hits out. Where the data flow of an index can be read."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from indexes.adding import Items, Tally, add_batch, articles_in, counted_batches, runs_of
from indexes.articles import Article
from indexes.batches import batches
from indexes.caring import BATCH, CaredForIndex, require_one
from indexes.catalog import Catalog
from indexes.edits import editing, forget_log
from indexes.embedding import Embedder, load_embedder, model_fingerprint
from indexes.errors import IndexExists
from indexes.generation import Generation
from indexes.manifest import check_model, manifest_for
from indexes.progress import Progress, no_progress
from indexes.readers.separate import SeparateReader
from indexes.removals import Removed, put_back, removable
from indexes.reports import BuildReport
from indexes.storage import Storage
from indexes.web.access import WebAccess
from indexes.web.reading import WebReader


class NewsIndex(CaredForIndex):
    """A searchable collection of articles in a directory. A context manager; threads may share it.

    Other processes may have it open too. One of them writes at a time; nobody waits to read, and what they
    read is the state before or after a batch. `IndexLocked` after `lock_timeout` seconds of waiting to write.
    """

    @classmethod
    def create(
        cls, path: str | Path, *, embedding_model: str | None = None, embedder: Embedder | None = None
    ) -> NewsIndex:
        """A new empty index in the directory `path`; IndexExists, ModelError.

        `embedding_model` is the name or path of any sentence-transformers model, fetched if it is not on this
        machine; the bundled one if None. An `embedder` takes its place: naming both is a ModelError.
        """
        require_one(embedding_model, embedder)
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
        Without `again` articles that were removed are passed over, as `watch` wants it. ReaderFailure if no
        process can be started that reads files.
        """
        tally, tell = Tally(), progress or no_progress
        self._current()  # what is wrong with it is said before anything is read
        with SeparateReader() as files:
            reader = WebReader(
                web or WebAccess(), self._storage.web_file, self._read_from, files.read, self._fetchers
            )
            for fetched, some in runs_of(items, fetched=reader.fetches):
                articles = articles_in(some, tally.failed.append, reader, files.read)
                if fetched:
                    for batch in batches(articles, BATCH):
                        with self._storage.writing(self.lock_timeout):
                            self._store([(batch, None)], tally, tell, again=again)
                else:
                    with self._storage.writing(self.lock_timeout):
                        self._store(counted_batches(articles, BATCH, tell), tally, tell, again=again)
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

    def _remove(self, generation: Generation, article_ids: list[str], *, keep_away: bool) -> None:
        with editing(generation.catalog.path) as edit:
            edit.remove(article_ids, keep_away=keep_away)
            self._storage.clear(
                keep_previous=False
            )  # first: killed in between, no earlier generation may hold them
        forget_log(generation.catalog.path)
        generation.save()
