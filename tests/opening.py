"""An index as another process would see it."""

from __future__ import annotations

from pathlib import Path

from hashing import HashingEmbedder

from indexes import (
    NewsIndex,
)


def open_again(index: NewsIndex) -> tuple[NewsIndex, HashingEmbedder]:
    """The index as another process would see it, with the embedder that counts."""
    embedder = HashingEmbedder()
    return NewsIndex.open(index.path, embedder=embedder), embedder


def generation_of(index: NewsIndex) -> Path:
    return index.path / "generations" / (index.path / "current").read_text().strip()
