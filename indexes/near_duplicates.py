"""Texts that are nearly the same, such as one agency's report in several papers: found by MinHash.

Method: Broder 1997, 'On the resemblance and containment of documents': the share of equal minima estimates the
share of common shingles. Signatures are cut into bands (Leskovec, Rajaraman, Ullman, 'Mining of Massive Datasets',
chapter 3), so that only texts that share a band are compared.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from indexes.articles import Article
from indexes.batches import batches

Hashes = npt.NDArray[np.uint32]

SAME = 0.5
"""Share of equal minima from which two texts tell the same story in the same words."""

_MINIMA = 128
BANDS = 32  # of four minima: texts with half their shingles in common share one with a probability of 87%, of 0.7: 99.98%
_SHINGLE = 4  # words
_SHORTEST = 40  # words: short notices of one kind are alike without being the same
_MOST = 200  # members of one group
_AT_ONCE = 10_000  # shingles: 10 MB of numbers
_WORD = re.compile(r"\w+")


def shingles(text: str) -> set[bytes]:
    """A text's runs of four words, without regard to case and punctuation; of a shorter one the words it has."""
    words = _WORD.findall(text.casefold())
    last = max(1, len(words) - _SHINGLE + 1)
    return {" ".join(words[n : n + _SHINGLE]).encode() for n in range(last)}


def signature_of(text: str) -> Hashes | None:
    """The MinHash (128) of a text's runs of four words; None for a text too short to be told by them."""
    from datasketch import MinHash

    if len(_WORD.findall(text)) < _SHORTEST:
        return None
    made = MinHash(num_perm=_MINIMA, seed=1)
    for some in batches(shingles(text), _AT_ONCE):  # the library makes a matrix of 128 numbers for each
        made.update_batch(some)
    hashes: Hashes = made.hashvalues.astype("<u4")
    return hashes


def put_signature(db: sqlite3.Connection, article: Article) -> None:
    """Store the article's signature in place of the one it had."""
    for table in ("signatures", "bands"):
        db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article.id,))  # noqa: S608
    hashes = signature_of(article.text)
    if hashes is not None:
        db.execute("INSERT INTO signatures VALUES (?, ?)", (article.id, hashes.tobytes()))
        bands = ((band, one, article.id) for band, one in enumerate(_bands(hashes)))
        db.executemany("INSERT INTO bands VALUES (?, ?, ?)", bands)


def group_of(db: sqlite3.Connection, article_id: str) -> list[str]:
    """The ids of the other articles that tell the same in nearly the same words, in the order in which they came in.

    Whoever is nearly the same as a member belongs to the group, so that all members have the same group, if it has
    fewer than 200. Notices too short for a signature are in it only if title and text are the same.
    """
    first = [article_id, *_same_words(db, article_id)]
    read = {one: _stored(db, one) for one in first}
    found, queue = set(first), list(first)
    while queue and len(found) < _MOST:
        if (hashes := read[queue.pop()]) is not None:
            alike = _alike(db, hashes, found, read)
            found.update(alike)
            queue += alike
    order = db.execute(
        "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY rowid", (_json(found),)
    )
    return [row["id"] for row in order if row["id"] != article_id]


def _alike(
    db: sqlite3.Connection, hashes: Hashes, found: set[str], read: dict[str, Hashes | None]
) -> list[str]:
    """Those that are nearly the same, less those found; `read` keeps the signatures that were looked at."""
    candidates: set[str] = set()
    for band, one in enumerate(_bands(hashes)):
        rows = db.execute(
            "SELECT article_id FROM bands WHERE band = ? AND hash = ? LIMIT ?", (band, one, _MOST)
        )
        candidates.update(row["article_id"] for row in rows)
    alike = []
    for other in sorted(candidates - found):
        if other not in read:
            read[other] = _stored(db, other)
        others = read[other]
        if others is not None and float(np.mean(hashes == others)) >= SAME:
            alike.append(other)
    return alike


def _same_words(db: sqlite3.Connection, article_id: str) -> list[str]:
    """The other articles of the same title and text, however short."""
    query = "SELECT id FROM articles WHERE content = (SELECT content FROM articles WHERE id = ?) AND id <> ? LIMIT ?"
    return [row["id"] for row in db.execute(query, (article_id, article_id, _MOST))]


def _stored(db: sqlite3.Connection, article_id: str) -> Hashes | None:
    row = db.execute("SELECT hashes FROM signatures WHERE article_id = ?", (article_id,)).fetchone()
    return None if row is None else np.frombuffer(row["hashes"], dtype="<u4")


def _bands(hashes: Hashes) -> list[int]:
    """One number for each band, as SQLite stores integers: signed, 64 bits."""
    pieces = hashes.astype("<u4").reshape(BANDS, -1)
    digests = (hashlib.sha256(piece.tobytes()).digest()[:8] for piece in pieces)
    return [int.from_bytes(digest, "little", signed=True) for digest in digests]


def _json(ids: Iterable[str]) -> str:
    import json

    return json.dumps(list(ids))
