"""An embedder without a model: words hashed to directions, so that shared words make vectors similar."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from benchmarks.plain_embedder import PlainEmbedder
from indexes.arrays import FloatArray

_COMMON_WORDS = (
    "a an and are as at be by did do does for from had has have he her his how in is it its of on or said "
    "say she that the their they this to was were what when where which who why will with"
)
_COMMON = frozenset(_COMMON_WORDS.split())


class HashingEmbedder(PlainEmbedder):
    """Like the plain embedder, with common words left out and endings cut. Counts the texts that it embedded."""

    def __init__(self, dimension: int = 256, max_tokens: int = 256, name: str = "tests:hashing") -> None:
        self.name = name
        self.fingerprint = hashlib.sha256(f"{name} {dimension}".encode()).hexdigest()
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.embedded = 0

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_words(text)) for text in texts]

    def embed(self, texts: Sequence[str]) -> FloatArray:
        self.embedded += len(texts)
        return super().embed(texts)

    def _vector(self, text: str) -> FloatArray:
        words = _words(text)
        telling = [word for word in words if word not in _COMMON] or words or [text]
        vector = np.sum([_direction(word, self.dimension) for word in telling], axis=0)
        length = np.linalg.norm(vector)
        return vector / length if length else _direction("", self.dimension)


def _words(text: str) -> list[str]:
    return [re.sub(r"(ing|ed|es|s)$", "", word) for word in re.findall(r"\w+", text.casefold())]


@lru_cache(maxsize=100_000)
def _direction(word: str, dimension: int) -> FloatArray:
    seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()[:8], "little")
    vector = np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)
    return vector / np.linalg.norm(vector)
