"""Values as the catalogue stores them, and back."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import numpy as np

from indexes.arrays import FloatArray
from indexes.articles import Article

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

ARTICLE_COLUMNS = "id, title, text, url, source, author, published_iso, language, origin, revised_iso"


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970-01-01 UTC, exact, negative before."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(microseconds_: int) -> datetime:
    """The aware UTC datetime of microseconds since 1970-01-01 UTC."""
    return _EPOCH + microseconds_ * _MICROSECOND


def source_key(source: str) -> str:
    """The form in which outlets are compared: without regard to case or surrounding white space."""
    return source.strip().casefold()


def article_of(row: sqlite3.Row) -> Article:
    """The article of a row with the columns ARTICLE_COLUMNS."""
    return Article(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        url=row["url"],
        source=row["source"],
        author=row["author"],
        published=_moment(row["published_iso"]),
        language=row["language"],
        origin=row["origin"],
        updated=_moment(row["revised_iso"]),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def vector_blob(vector: FloatArray) -> bytes:
    """A passage vector as little-endian float32."""
    return vector.astype("<f4").tobytes()


def vectors_of(blobs: list[bytes], dimension: int) -> FloatArray:
    """Passage vectors as (n, dimension) float32; ValueError if one has another length."""
    flat: FloatArray = np.frombuffer(b"".join(blobs), dtype="<f4").astype(np.float32)
    return flat.reshape(len(blobs), dimension)


def sentence_blob(vectors: FloatArray) -> bytes:
    """Sentence vectors (n, dimension) as little-endian float16: half the room, cosines to about 0.001."""
    return vectors.astype("<f2").tobytes()


def sentence_vectors_of(blob: bytes, dimension: int) -> FloatArray:
    """Sentence vectors as (n, dimension) float32; ValueError if the length does not fit."""
    flat: FloatArray = np.frombuffer(blob, dtype="<f2").astype(np.float32)
    return flat.reshape(-1, dimension)
