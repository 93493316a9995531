"""An embedder without a model for measurements of the index itself: words hashed to directions, quick and repeatable."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from indexes.arrays import FloatArray

Span = tuple[int, int]

_WORD = re.compile(r"\w+")


class PlainEmbedder:
    """Satisfies `indexes.embedding.Embedder`."""

    name = "benchmarks:plain"
    fingerprint = hashlib.sha256(b"benchmarks:plain").hexdigest()
    dimension = 32
    max_tokens = 128

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Words."""
        return [len(_WORD.findall(text)) for text in texts]

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """(n, 32) float32, rows of length 1."""
        return self._rows(texts)

    def embed_queries(self, texts: Sequence[str]) -> FloatArray:
        """As `embed`."""
        return self.embed(texts)

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[FloatArray, list[FloatArray]]:
        """Vectors of the texts, and for each of those of its spans."""
        of_spans = [
            self._rows([text[a:b] for a, b in inner]) for text, inner in zip(texts, spans, strict=True)
        ]
        return self.embed(texts), of_spans

    def _rows(self, texts: Sequence[str]) -> FloatArray:
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.dimension)

    def _vector(self, text: str) -> FloatArray:
        vector = np.zeros(self.dimension, dtype=np.float32)
        for word in _WORD.findall(text.casefold()) or [text]:
            digest = hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()
            vector += np.frombuffer(digest, dtype=np.uint8).astype(np.float32) - 127.5
        return vector / np.float32(np.linalg.norm(vector) or 1)
