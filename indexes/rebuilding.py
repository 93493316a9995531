"""All articles split and embedded anew in a generation of their own; one that was cut short is gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexes.articles import Article
from indexes.batches import batches
from indexes.building import build_articles
from indexes.catalog import Catalog
from indexes.edits import editing
from indexes.embedding import Embedder
from indexes.errors import IndexFailure
from indexes.generation import Generation
from indexes.manifest import FORMAT, manifest_for
from indexes.progress import Progress
from indexes.removed_ids import removals
from indexes.storage import Storage

_GAP = 1 << 24  # passage ids left to the old generation, which may grow between two attempts

Stored = tuple[Article, int, int]


def rebuild(old: Generation, storage: Storage, embedder: Embedder, batch: int, tell: Progress) -> Path:
    """The folder of a whole new generation with the articles of `old`. For the writer, who then switches to it.

    Whatever stops it leaves what was done: the next rebuild with the same model embeds only the rest.
    """
    folder = _begun_before(storage, embedder) or _begin(old, storage, embedder)
    path = folder / "catalog.sqlite"
    done = _drop_outdated(old, path)
    total = len(old.catalog.article_ids())
    for stored in batches(_missing(old, path), batch):
        _copy(old, path, stored, embedder)
        done += len(stored)
        tell("Rebuilding", done, total)
    _put_in_order(old, path)
    _copy_removals(old, path)
    generation = Generation(folder, storage)
    generation.save()
    generation.close()
    return folder


def _begin(old: Generation, storage: Storage, embedder: Embedder) -> Path:
    folder = storage.next()
    entries = manifest_for(embedder, int(folder.name)).entries()
    Catalog.create(
        folder / "catalog.sqlite", entries, after_passage=old.catalog.last_passage_id() + _GAP
    ).close()
    return folder


def _begun_before(storage: Storage, embedder: Embedder) -> Path | None:
    """What an earlier attempt with this model left, if it can be gone on with."""
    folder = storage.unfinished()
    if folder is None:
        return None
    try:
        catalog = Catalog(folder / "catalog.sqlite")
        entries = catalog.manifest()
        catalog.close()
    except IndexFailure:
        return None
    expected = {
        "format": str(FORMAT),
        "model_fingerprint": embedder.fingerprint,
        "generation": str(int(folder.name)),
    }
    return folder if expected.items() <= entries.items() else None


def _drop_outdated(old: Generation, path: Path) -> int:
    """Take out what has changed or gone since the earlier attempt; how many articles are left."""
    there, wanted = _states(path), _states(old.catalog.path)
    outdated = [article_id for article_id, state in there.items() if wanted.get(article_id) != state]
    if outdated:
        with editing(path) as edit:
            edit.remove(outdated, keep_away=False)
    return len(there) - len(outdated)


def _missing(old: Generation, path: Path) -> Iterator[Stored]:
    there = _states(path)
    return (stored for stored in old.catalog.stored_articles() if stored[0].id not in there)


def _states(path: Path) -> dict[str, tuple[str, int, int]]:
    """The digest of each article, when it changed and how many versions came before: it may have changed back."""
    versions = "(SELECT count(*) FROM versions WHERE article_id = id)"
    catalog = Catalog(path)
    with catalog.reading() as db:
        rows = db.execute(f"SELECT id, digest, updated, {versions} AS earlier FROM articles ORDER BY rowid")  # noqa: S608
        found = {row["id"]: (row["digest"], row["updated"], row["earlier"]) for row in rows}
    catalog.close()
    return found


def _put_in_order(old: Generation, path: Path) -> None:
    """What was copied again after an interruption goes where it was in the order in which articles came in."""
    wanted = list(_states(old.catalog.path))
    if list(_states(path)) != wanted:
        with editing(path) as edit:
            edit.put_in_order(wanted)


def _copy_removals(old: Generation, path: Path) -> None:
    with old.catalog.reading() as db:
        kept = removals(db)
    if kept:
        with editing(path) as edit:
            edit.copy_removals(kept)


def _copy(old: Generation, path: Path, stored: list[Stored], embedder: Embedder) -> None:
    articles = [article for article, _, _ in stored]
    with editing(path) as edit:
        for article, added, updated in stored:
            edit.claim(article, added=added, updated=updated)
        edit.restore_versions(old.catalog.version_rows([article.id for article in articles]))
        for built in build_articles(articles, embedder):
            edit.put(built)
