"""Which embedder reads which generation, and the vectors of the last queries."""

from __future__ import annotations

import threading
from pathlib import Path

from indexes.arrays import FloatArray
from indexes.embedding import Embedder, load_embedder
from indexes.manifest import Manifest, check_model

_REMEMBERED = 64  # query vectors
_KEPT = 2  # embedders: that of the current generation, and that of searches still under way in the one before


class Models:
    """The embedders of one open index. Safe to use from several threads; a model is loaded when first needed."""

    def __init__(self, path: Path, given: Embedder | None) -> None:
        self._path = path
        self._given = given
        self._embedders: dict[str, Embedder] = {}
        self._vectors: dict[tuple[str, str], FloatArray] = {}
        self._lock = threading.RLock()
        if given is not None:
            self.use(given)

    @property
    def given(self) -> Embedder | None:
        """The embedder that the caller insists on."""
        return self._given

    def use(self, embedder: Embedder) -> None:
        """Embed with it whatever was built with it. It takes the place of one that the caller gave."""
        with self._lock:
            self._given = self._given and embedder
            self._embedders.pop(embedder.fingerprint, None)
            self._embedders[embedder.fingerprint] = embedder
            while len(self._embedders) > _KEPT:
                self._embedders.pop(next(iter(self._embedders)))

    def let_go(self, fingerprint: str) -> None:
        """Insist no longer on another model than this one, which built the generation that is returned to."""
        with self._lock:
            if self._given is not None and self._given.fingerprint != fingerprint:
                self._given = self._embedders.get(fingerprint)

    def check(self, manifest: Manifest) -> None:
        """IndexMismatch if the caller insists on another model than the one that built the index."""
        if self._given is not None:
            check_model(manifest, self._given.name, self._given.fingerprint, self._path)

    def embedder(self, manifest: Manifest) -> Embedder:
        """The model that built the generation of this manifest; IndexMismatch, ModelError."""
        with self._lock:
            found = self._embedders.get(manifest.model_fingerprint)
            if found is None:
                self.check(manifest)
                found = load_embedder(manifest.model)
                check_model(manifest, found.name, found.fingerprint, self._path)
                self.use(found)
            return found

    def query_vector(self, manifest: Manifest, query: str) -> FloatArray:
        """(dimension) float32 of length 1; the last queries are remembered."""
        key = (manifest.model_fingerprint, query)
        found = self._vectors.get(key)
        if found is None:
            found = self.embedder(manifest).embed_queries([query])[0]
            found.flags.writeable = False  # it is handed out again
            with self._lock:
                while len(self._vectors) >= _REMEMBERED:
                    self._vectors.pop(next(iter(self._vectors)))
                self._vectors[key] = found
        return found
