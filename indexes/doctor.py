"""Whether the parts of an index agree with each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress

import numpy as np

from indexes.batches import batches
from indexes.catalog import Catalog
from indexes.edits import editing
from indexes.errors import ArticleNotFound, IndexDamaged, IndexFailure, IndexLocked
from indexes.generation import Generation
from indexes.keywords import KeywordIndex
from indexes.near_duplicates import BANDS, signature_of
from indexes.reports import Finding
from indexes.schema import foreign_to
from indexes.storage import Storage
from indexes.vectors import VectorIndex

_AT_ONCE = 5_000  # passages


def examine(
    current: Callable[[], Generation], storage: Storage, *, mend: bool, lock_timeout: float
) -> list[Finding]:
    """What is wrong, the catalogue first. `mend` makes wrong derived files anew.

    What looks wrong is looked at again while nobody else writes: derived files are saved some time after the
    catalogue. IndexLocked if somebody writes all the time.
    """
    with suppress(ArticleNotFound):  # one was removed between two looks
        if not _examined(current(), mend=False):
            return []
    try:
        with storage.writing(lock_timeout):
            return _examined(current(), mend=mend)
    except IndexLocked:
        raise
    except IndexFailure:
        if mend:
            raise
        return _examined(current(), mend=False)  # one may look at what one may not write


def _examined(generation: Generation, *, mend: bool) -> list[Finding]:
    """What is wrong; with `mend`, for the writer, what can be mended is."""
    try:
        findings = [Finding(f"{what}: run `citewire rebuild`") for what in _wrong_in_catalog(generation)]
    except IndexDamaged as error:
        return [Finding(str(error))]
    unsigned = _without_signature(generation)
    derived = list(_wrong_in_derived(generation))
    if mend:
        _sign(generation, unsigned)
        if derived:
            generation.discard_derived()
            generation.save()
    wrong = [f"article {one} cannot be compared with near-duplicates" for one in unsigned] + derived
    return findings + [Finding(what, mended=mend) for what in wrong]


def _without_signature(generation: Generation) -> list[str]:
    """Ids of the articles that are long enough for a signature and have none, or not all of its bands."""
    query = (
        "SELECT id FROM articles WHERE (SELECT count(*) FROM bands WHERE article_id = id) <> ? "
        "OR NOT EXISTS (SELECT 1 FROM signatures WHERE article_id = id) ORDER BY rowid"
    )
    with generation.catalog.reading() as db:
        doubtful = [row["id"] for row in db.execute(query, (BANDS,))]
    return [one for one in doubtful if signature_of(generation.catalog.article(one).text) is not None]


def _sign(generation: Generation, article_ids: list[str]) -> None:
    if article_ids:
        with editing(generation.catalog.path) as edit:
            for article_id in article_ids:
                edit.sign(generation.catalog.article(article_id))


def _wrong_in_catalog(generation: Generation) -> Iterator[str]:
    with generation.catalog.reading() as db:
        for row in db.execute("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield f"the catalogue is damaged ({row[0]})"
        for row in db.execute("PRAGMA foreign_key_check"):
            yield f"a row of {row['table']} belongs to no article"
        for what in foreign_to(db):
            yield f"the catalogue is not Citewire's alone ({what})"
        yield from _wrong_vectors(db, generation.manifest.dimension)
    for article_id in generation.catalog.article_ids():
        yield from _wrong_spans(generation.catalog, article_id)


def _wrong_vectors(db: sqlite3.Connection, dimension: int) -> Iterator[str]:
    query = "SELECT id FROM passages WHERE length(vector) <> ?"
    for row in db.execute(query, (dimension * 4,)):
        yield f"passage {row['id']} has a vector of the wrong length"
    query = (
        "SELECT articles.id FROM articles LEFT JOIN sentence_vectors ON article_id = articles.id "
        "WHERE length(vectors) IS NOT sentence_count * ?"
    )
    for row in db.execute(query, (dimension * 2,)):
        yield f"article {row['id']} has not one vector for each sentence"


def _wrong_spans(catalog: Catalog, article_id: str) -> Iterator[str]:
    length, end = len(catalog.article(article_id).text), 0
    sentences = catalog.sentences(article_id)
    for sentence in sentences:
        if not end <= sentence.start < sentence.end <= length:
            yield f"sentence {sentence.position} of article {article_id} lies at {sentence.start}:{sentence.end}"
        end = sentence.end
    for passage in catalog.passages_of(article_id):
        inside = 0 <= passage.first <= passage.last < len(sentences)
        if not inside or (passage.start, passage.end) != (
            sentences[passage.first].start,
            sentences[passage.last].end,
        ):
            yield f"passage {passage.id} of article {article_id} does not fit its sentences"


def _wrong_in_derived(generation: Generation) -> Iterator[str]:
    expected = generation.catalog.passage_ids()
    try:
        vectors = VectorIndex.load(generation.vectors_file, generation.manifest.dimension)
        if sorted(vectors.ids().tolist()) != expected.tolist():
            yield "the FAISS index does not hold the catalogue's passages"
        elif not _same_vectors(generation, vectors):
            yield "the FAISS index does not hold the catalogue's vectors"
    except ValueError as error:
        yield str(error)
    try:
        if sorted(KeywordIndex(generation.keywords_folder).ids().tolist()) != expected.tolist():
            yield "the keyword index does not hold the catalogue's passages"
    except ValueError as error:
        yield str(error)


def _same_vectors(generation: Generation, vectors: VectorIndex) -> bool:
    for some in batches(vectors.ids().tolist(), _AT_ONCE):
        ids, expected = generation.catalog.vectors(some, generation.manifest.dimension)
        if not np.array_equal(vectors.get(ids), expected):
            return False
    return True
