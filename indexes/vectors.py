"""Vectors to FAISS and back. The only file that imports faiss."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import numpy as np

from indexes.arrays import FloatArray, IdArray

_TIES = (
    16  # so many more are asked for, so that which of several equal scores is cut off depends on ids alone
)


class VectorIndex:
    """Passage vectors by id, searched exactly by inner product. Safe to use from several threads."""

    def __init__(self, dimension: int) -> None:
        import faiss

        self.dimension = dimension
        self._lock = threading.Lock()
        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @classmethod
    def load(cls, path: Path, dimension: int) -> VectorIndex:
        """The index saved at `path`; ValueError if it cannot be read or holds something else."""
        import faiss

        found = cls(dimension)
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise ValueError(f"{path} cannot be read: {error}") from error
        if not isinstance(index, faiss.IndexIDMap2) or index.d != dimension:
            raise ValueError(f"{path} does not hold vectors of length {dimension}")
        found._index = index
        if len(found.ids()) != index.index.ntotal:
            raise ValueError(f"{path} is damaged: {len(found.ids())} ids, {index.index.ntotal} vectors")
        return found

    def save(self, path: Path) -> None:
        """Write it to `path`, whole or not at all. One process at a time."""
        import faiss

        unfinished = path.with_name(f"{path.name}.new")
        with self._lock:
            faiss.write_index(self._index, str(unfinished))
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)

    def ids(self) -> IdArray:
        """The ids in it, in no particular order."""
        import faiss

        with self._lock:
            ids: IdArray = faiss.vector_to_array(self._index.id_map).astype(np.int64)
        return ids

    def get(self, ids: IdArray) -> FloatArray:
        """The vectors (n, dimension) of these ids, all of which are in it."""
        with self._lock:
            found: FloatArray = self._index.reconstruct_batch(ids)
        return found

    def add(self, ids: IdArray, vectors: FloatArray) -> None:
        """Add vectors (n, dimension) of length 1 under ids that are not in it."""
        with self._lock:
            self._index.add_with_ids(np.ascontiguousarray(vectors), ids)

    def remove(self, ids: IdArray) -> None:
        """Take out what has these ids."""
        with self._lock:
            self._index.remove_ids(ids)

    def search(
        self, query: FloatArray, top_k: int, allowed: IdArray | None = None
    ) -> list[tuple[int, float]]:
        """The `top_k` ids of highest inner product with `query` (dimension), best first, with that product.

        With `allowed` only those ids are looked at. Equal products are in the order of ids.
        """
        import faiss

        parameters: Any = None
        if allowed is not None:
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        with self._lock:
            wanted = top_k + _TIES
            while True:
                found = self._nearest(query, min(wanted, self._index.ntotal), parameters)
                if len(found) < wanted or found[-1][1] < found[top_k - 1][1]:
                    break
                wanted *= 2
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:top_k]

    def _nearest(self, query: FloatArray, count: int, parameters: Any) -> list[tuple[int, float]]:  # noqa: ANN401
        if count == 0:
            return []
        scores, ids = self._index.search(query.reshape(1, -1), count, params=parameters)
        found = zip(ids[0].tolist(), scores[0].tolist(), strict=True)
        return [pair for pair in found if pair[0] >= 0]  # FAISS fills up with -1
