"""One generation of an index: its catalogue, and the FAISS and keyword indexes that follow it.

Passages never change and ids are never used again, so a derived index is in step exactly when it holds the
ids that the catalogue holds. Whatever a crash, another process or a hand left behind is found and mended by
that comparison, from the vectors and texts of the catalogue: nothing is ever embedded again.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import numpy as np

from indexes.arrays import IdArray
from indexes.batches import batches
from indexes.catalog import Catalog
from indexes.errors import IndexDamaged, IndexFailure
from indexes.keyword_feed import documents_of
from indexes.keywords import KeywordIndex
from indexes.manifest import check_format, manifest_of
from indexes.migrations import can_migrate, migrate
from indexes.storage import Storage
from indexes.vectors import VectorIndex

_CATCH_UP = 5_000  # vectors that are read from the catalogue at once


class Generation:
    """The open files of one generation. Safe to use from several threads."""

    def __init__(
        self, folder: Path, storage: Storage, *, any_format: bool = False, may_migrate: bool = False
    ) -> None:
        """Open the generation in `folder`; IndexMissing, IndexMismatch if its format is another.

        One of an earlier format is brought to the present one. `may_migrate` says that the caller is the writer.
        """
        self.catalog = Catalog(folder / "catalog.sqlite")
        entries = self.catalog.manifest()
        if can_migrate(entries.get("format")):
            with nullcontext() if may_migrate else storage.writing():
                migrate(self.catalog.path)
            entries = self.catalog.manifest()
        if not any_format:
            check_format(entries, storage.path)
        self.manifest = manifest_of(entries)
        self._storage = storage
        self.vectors_file = folder / "vectors.faiss"
        self.keywords_folder = folder / "keywords"
        self._lock = threading.RLock()
        self._vectors: VectorIndex | None = None
        self._keywords: KeywordIndex | None = None
        self._vectors_revision = self._keywords_revision = -1

    def close(self) -> None:
        """Close the catalogue's connections."""
        self.catalog.close()

    def vectors(self) -> VectorIndex:
        """The vector index, in step with the catalogue as it is now."""
        with self._lock:
            revision = (
                self.catalog.revision()
            )  # before the ids: a change in between is caught up with next time
            if self._vectors is None:
                self._vectors = self._load_vectors()
                if self._match_vectors(self._vectors) or not self.vectors_file.exists():
                    self._save_if_free(self._vectors)
                self._vectors_revision = revision
            if revision != self._vectors_revision:
                self._match_vectors(self._vectors)
                self._vectors_revision = revision
            return self._vectors

    def keywords(self) -> KeywordIndex:
        """The keyword index. While another process writes it may lag behind the catalogue by a batch."""
        with self._lock:
            revision = self.catalog.revision()
            if self._keywords is None:
                self._keywords = self._open_keywords()
            if revision != self._keywords_revision and self._catch_up(self._keywords):
                self._keywords_revision = revision
            return self._keywords

    def follow(self) -> None:
        """Bring the keyword index in step. For the writer, after each change of the catalogue; IndexFailure."""
        with self._lock, self._writing_derived():
            revision = self.catalog.revision()
            if self._keywords is None or self._keywords.folder is None:
                self._keywords = self._open_keywords_to_write()
            self._match_keywords(self._keywords)
            self._keywords_revision = revision

    def save(self) -> None:
        """Bring everything in step and write it to disk. For the writer, when it is done.

        What has been taken out of the keyword index must not show in its scores: then it is written anew.
        IndexFailure if it cannot be written; what is in the catalogue stays there.
        """
        self.follow()
        with self._lock, self._writing_derived():
            if self._keywords is not None:
                self._settle(self._keywords)
            self.vectors().save(self.vectors_file)

    def discard_derived(self) -> None:
        """Delete what is made from the catalogue. For the writer; `save` makes it again."""
        with self._lock:
            self._vectors = self._keywords = None
            self._vectors_revision = self._keywords_revision = -1
            self.vectors_file.unlink(missing_ok=True)
            shutil.rmtree(self.keywords_folder, ignore_errors=True)

    @contextmanager
    def _writing_derived(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError, ValueError) as error:  # as the system, FAISS and tantivy say it
            raise IndexFailure(
                f"the articles are stored, but what is searched of them cannot be written to "
                f"{self.vectors_file.parent} ({error}): check disk and rights, then run `citewire doctor`"
            ) from error

    def _load_vectors(self) -> VectorIndex:
        try:
            return VectorIndex.load(self.vectors_file, self.manifest.dimension)
        except ValueError:  # missing or damaged: made again from the catalogue
            return VectorIndex(self.manifest.dimension)

    def _save_if_free(self, vectors: VectorIndex) -> None:
        """Write what had to be mended, unless somebody holds the lock: they write it when they are done."""
        with suppress(IndexFailure, OSError, RuntimeError), self._storage.writing(timeout=0):
            vectors.save(self.vectors_file)

    def _match_vectors(self, vectors: VectorIndex) -> bool:
        """Bring it in step; whether it was not."""
        surplus, missing = _differences(vectors.ids(), self.catalog.passage_ids())
        if len(surplus):
            vectors.remove(surplus)
        for some in batches(missing.tolist(), _CATCH_UP):
            vectors.add(*self.catalog.vectors(some, self.manifest.dimension))
        return bool(len(surplus) or len(missing))

    def _open_keywords(self) -> KeywordIndex:
        """The keyword index on disk; one in memory if it is damaged and another process is at work."""
        try:
            return KeywordIndex(self.keywords_folder)
        except ValueError:
            try:
                with self._storage.writing(timeout=0):
                    return self._open_keywords_to_write()
            except (IndexFailure, ValueError):  # another process writes, or this one may not
                return KeywordIndex(None)

    def _open_keywords_to_write(self) -> KeywordIndex:
        try:
            return KeywordIndex(self.keywords_folder)
        except ValueError:
            shutil.rmtree(self.keywords_folder, ignore_errors=True)
            return KeywordIndex(self.keywords_folder)

    def _catch_up(self, keywords: KeywordIndex) -> bool:
        """Whether the keyword index is in step now. On disk only the one writer may change it."""
        try:
            keywords.reload()
        except (
            ValueError
        ) as error:  # gone with its generation in this moment, or damaged: who asks looks which
            raise IndexDamaged(
                f"{self.keywords_folder} cannot be read ({error}): run `citewire doctor`"
            ) from error
        surplus, missing = _differences(keywords.ids(), self.catalog.passage_ids())
        in_step = not len(surplus) and not len(missing)
        if in_step and not keywords.rewrite_is_due:
            return True
        if keywords.folder is None:
            self._match_keywords(keywords)
            return True
        try:
            with self._storage.writing(timeout=0):
                self._match_keywords(keywords)
                self._settle(keywords)
        except IndexFailure:  # whoever holds the lock, or may write, brings it in step
            return in_step
        return True

    def _settle(self, keywords: KeywordIndex) -> None:
        """Let what was taken out be forgotten."""
        if keywords.rewrite_is_due:
            keywords.rewrite(documents_of(self.catalog, self.catalog.passage_ids()))

    def _match_keywords(self, keywords: KeywordIndex) -> None:
        surplus, missing = _differences(keywords.ids(), self.catalog.passage_ids())
        if not len(surplus) and not len(missing):
            return
        try:
            keywords.change(surplus, documents_of(self.catalog, missing))
        except ValueError:  # files that a killed writer left stand in the way of new ones
            if keywords.folder is None:
                raise
            self._remake_keywords()

    def _remake_keywords(self) -> None:
        """The keyword index anew from the catalogue. For the writer."""
        shutil.rmtree(self.keywords_folder, ignore_errors=True)
        self._keywords = KeywordIndex(self.keywords_folder)
        self._keywords.change(
            np.array([], dtype=np.int64), documents_of(self.catalog, self.catalog.passage_ids())
        )


def _differences(have: IdArray, want: IdArray) -> tuple[IdArray, IdArray]:
    """The ids that are too many and those that are missing."""
    return np.setdiff1d(have, want), np.setdiff1d(want, have)
