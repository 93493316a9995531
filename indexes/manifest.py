"""What an index was built with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from indexes.embedding import Embedder
from indexes.errors import IndexMismatch

FORMAT = 2
"""Version of the directory layout and of schema.sql. Raise it with any change that old code cannot read, and add the
step from the one before to `migrations.py`."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The format, the embedding model and its SHA-256, when this generation was made, which one it is, how much it holds."""

    format: int
    model: str
    model_fingerprint: str
    dimension: int
    created: datetime
    generation: int
    articles: int = 0
    sentences: int = 0
    passages: int = 0

    def entries(self) -> dict[str, str]:
        """As the catalogue stores it."""
        return {
            "format": str(self.format),
            "model": self.model,
            "model_fingerprint": self.model_fingerprint,
            "dimension": str(self.dimension),
            "created": self.created.isoformat(),
            "generation": str(self.generation),
        }


def manifest_for(embedder: Embedder, generation: int) -> Manifest:
    """The manifest of a generation that is begun now with this embedder."""
    return Manifest(
        FORMAT, embedder.name, embedder.fingerprint, embedder.dimension, datetime.now(UTC), generation
    )


def manifest_of(entries: dict[str, str]) -> Manifest:
    """The manifest as the catalogue stores it."""
    return Manifest(
        format=int(entries["format"]),
        model=entries["model"],
        model_fingerprint=entries["model_fingerprint"],
        dimension=int(entries["dimension"]),
        created=datetime.fromisoformat(entries["created"]),
        generation=int(entries["generation"]),
    )


def check_format(entries: dict[str, str], path: object) -> None:
    """IndexMismatch unless this version of Citewire reads the index's format."""
    if entries.get("format") != str(FORMAT):
        raise IndexMismatch(
            f"the index {path} has format {entries.get('format')}, this Citewire reads {FORMAT}: {_mend(path)}"
        )


def check_model(manifest: Manifest, name: str, fingerprint: str, path: object) -> None:
    """IndexMismatch unless the index was built with the model of this fingerprint."""
    if manifest.model_fingerprint != fingerprint:
        raise IndexMismatch(
            f"the index {path} was built with {manifest.model} ({manifest.model_fingerprint[:12]}), "
            f"not with {name} ({fingerprint[:12]}): {_mend(path)}"
        )


def _mend(path: object) -> str:
    return f"run `citewire rebuild --index {path}`"
