"""Looking after an index: building it anew, going back, backups, examination. `NewsIndex` has all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from indexes.backups import back_up, bring_back, check_backup
from indexes.doctor import examine
from indexes.embedding import Embedder, load_embedder
from indexes.errors import IndexFailure, IndexMissing, ModelError
from indexes.generation import Generation
from indexes.opened import OpenIndex
from indexes.progress import Progress, no_progress
from indexes.rebuilding import rebuild
from indexes.reports import Finding
from indexes.storage import Storage

BATCH = 32  # articles that are stored together or not at all


class CaredForIndex(OpenIndex):
    """An open index that can be looked after. Whoever writes waits `lock_timeout` seconds at most: IndexLocked."""

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
        require_one(embedding_model, embedder)
        with self._storage.writing(self.lock_timeout):
            old = self._current()
            if embedder is None:
                embedder = self._embedder_for(old, embedding_model)
            folder = rebuild(old, self._storage, embedder, BATCH, progress or no_progress)
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
    def restore(cls, path: str | Path, file: str | Path, *, embedder: Embedder | None = None) -> Self:
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

    def doctor(self, *, mend: bool = False) -> list[Finding]:
        """What is wrong with the index, the catalogue first. `mend` makes derived files anew from it."""
        return examine(self._current, self._storage, mend=mend, lock_timeout=self.lock_timeout)

    def _embedder_for(self, old: Generation, embedding_model: str | None) -> Embedder:
        """The model named; else the one that the caller insists on; else that of the generation before."""
        if embedding_model is not None:
            return load_embedder(embedding_model, fetch=True)
        return self._models.given or load_embedder(old.manifest.model)


def require_one(embedding_model: str | None, embedder: Embedder | None) -> None:
    """ModelError where both are given."""
    if embedding_model is not None and embedder is not None:
        raise ModelError(f"give the embedding_model {embedding_model!r} or an embedder, not both")
