"""Changes to the catalogue: one transaction, all of it or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from indexes.article_rows import put_article
from indexes.articles import Article
from indexes.building import BuiltArticle
from indexes.claims import own_host
from indexes.connections import connect, not_found, revision_of, select_in
from indexes.errors import IndexDamaged, IndexFailure
from indexes.hosts import is_named_by_host, name_at
from indexes.identifying import Identified, identified
from indexes.near_duplicates import put_signature
from indexes.removed_ids import Removal, all_ids_of, forget_removal, put_removals, was_removed
from indexes.rows import ARTICLE_COLUMNS, article_of, microseconds, sentence_blob, vector_blob
from indexes.versions import copy_versions, keep_version


def forget_log(path: Path) -> None:
    """Empty the log, in which what was removed may stand; what a question reads at this moment goes with the next."""
    with suppress(sqlite3.Error), closing(connect(path)) as connection:
        connection.execute("PRAGMA busy_timeout = 1000")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def editing(path: Path) -> Iterator[Edit]:
    """A write transaction on the catalogue at `path`: committed at the end, undone if anything is raised.

    IndexFailure if it cannot be written, for want of room say.
    """
    try:
        with closing(connect(path)) as connection:  # closing undoes an open transaction
            connection.execute("BEGIN IMMEDIATE")
            edit = Edit(connection)
            yield edit
            if edit.changed:
                connection.execute(
                    "UPDATE manifest SET value = ? WHERE key = 'revision'", (revision_of(connection) + 1,)
                )
                connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise IndexFailure(
            f"{path} cannot be written, nothing was changed ({error}): check disk and rights"
        ) from error


class Edit:
    """What can be done within one write transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.changed = False

    def identify(self, article: Article) -> Identified:
        """The article as it would be stored, and what is stored under its id; ReadError if that is of another article.

        In order: an id or URL of its own; the same title and text as a stored article of the same outlet, or
        where one outlet is unknown (the stored one lends what this one does not know, such as its URL); the same
        file as a stored article, if it tells the same story; else an id from its content.
        """
        return identified(self._db, article)

    def holds(self, article_id: str) -> bool:
        """Whether an article is stored under the id."""
        return self._db.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is not None

    def claim(self, article: Article, *, added: int | None = None, updated: int | None = None) -> None:
        """Store the article itself. The one with its id becomes an earlier version.

        `added` is when it came in and `updated` when it changed (microseconds), if not now.

        What is searched of it follows with `put`, in the same transaction.
        """
        self.changed = True
        keep_version(self._db, article.id)
        forget_removal(self._db, article)
        put_article(self._db, article, added, updated)
        put_signature(self._db, article)

    def name_others(self, article: Article) -> list[str]:
        """Give the article's outlet to those of its host that are stored under the host, if it is the only name there.

        The ids of those that have it now.
        """
        host = own_host(article)
        if host is None or article.source is None or is_named_by_host(article):
            return []
        rows = self._db.execute(
            "SELECT id FROM articles WHERE host = ? AND source = host", (host,)
        ).fetchall()
        if not rows or name_at(self._db, host) != article.source:
            return []
        query = f"SELECT {ARTICLE_COLUMNS}, added FROM articles WHERE id = ?"  # noqa: S608
        for row in (self._db.execute(query, (one["id"],)).fetchone() for one in rows):
            self.claim(replace(article_of(row), source=article.source), added=row["added"])
            self._renew_passages(row["id"])
        return [row["id"] for row in rows]

    def _renew_passages(self, article_id: str) -> None:
        """Passages under new ids, which derived files follow by. Their texts and vectors stay."""
        columns = 'article_id, start, "end", first, last, vector'
        old = [
            row["id"]
            for row in self._db.execute("SELECT id FROM passages WHERE article_id = ?", (article_id,))
        ]
        query = f"INSERT INTO passages ({columns}) SELECT {columns} FROM passages WHERE id = ?"  # noqa: S608
        self._db.executemany(query, [(number,) for number in old])
        self._db.executemany("DELETE FROM passages WHERE id = ?", [(number,) for number in old])

    def was_removed(self, article_id: str) -> bool:
        """Whether an article of that id was removed and has not come back since."""
        return was_removed(self._db, article_id)

    def copy_removals(self, kept: Sequence[Removal]) -> None:
        """What another generation knows to have been removed."""
        self.changed = True
        put_removals(self._db, kept)

    def sign(self, article: Article) -> None:
        """Store the signature of a stored article, by which near-duplicates are found."""
        self.changed = True
        put_signature(self._db, article)

    def restore_versions(self, rows: Sequence[sqlite3.Row]) -> None:
        """Store earlier versions as another generation has them; their articles have been claimed."""
        copy_versions(self._db, rows)

    def put(self, built: BuiltArticle) -> None:
        """Store the sentences, passages and vectors of a claimed article, in place of those it had."""
        article_id = built.article.id
        self.changed = True
        self._clear(article_id)
        self._db.execute(
            "UPDATE articles SET sentence_count = ? WHERE id = ?", (len(built.sentences), article_id)
        )
        self._db.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
            [(article_id, s.position, s.start, s.end, s.citable) for s in built.sentences],
        )
        self._db.execute(
            "INSERT INTO sentence_vectors VALUES (?, ?)", (article_id, sentence_blob(built.sentence_vectors))
        )
        self._db.executemany(
            'INSERT INTO passages (article_id, start, "end", first, last, vector) VALUES (?, ?, ?, ?, ?, ?)',
            [(article_id, p.start, p.end, p.first, p.last, vector_blob(p.vector)) for p in built.passages],
        )

    def remove(self, article_ids: Sequence[str], *, keep_away: bool = True) -> None:
        """Remove the articles and all that is stored of them; ArticleNotFound before anything is removed.

        With `keep_away` their ids, and those of their URLs, are kept among those that were removed.
        """
        there = self._among(article_ids)
        missing = [article_id for article_id in article_ids if article_id not in there]
        if missing:
            raise not_found(missing)
        self.changed = self.changed or bool(there)
        kept = all_ids_of(self._db, article_ids) if keep_away else ()
        self._db.executemany(
            "DELETE FROM articles WHERE id = ?", [(article_id,) for article_id in article_ids]
        )
        if kept:
            now = microseconds(datetime.now(UTC))
            put_removals(self._db, [(article_id, now) for article_id in kept])
        if left := self._among(article_ids):
            raise IndexDamaged(f"{', '.join(sorted(left))} cannot be removed: run `citewire doctor`")

    def _among(self, article_ids: Sequence[str]) -> set[str]:
        """Those of these ids that are stored; none of them if they are no text."""
        try:
            rows = select_in(self._db, "SELECT id FROM articles WHERE id IN", article_ids)
            return {row["id"] for row in rows}
        except UnicodeEncodeError:
            raise not_found(article_ids) from None

    def put_in_order(self, article_ids: Sequence[str]) -> None:
        """Let the articles have come in in this order; all of them are named."""
        self.changed = True
        last = self._db.execute("SELECT max(rowid) FROM articles").fetchone()[0] or 0
        self._db.executemany(
            "UPDATE articles SET rowid = ? WHERE id = ?",
            [(last + number, article_id) for number, article_id in enumerate(article_ids, 1)],
        )

    def _clear(self, article_id: str) -> None:
        for table in ("sentences", "sentence_vectors", "passages"):
            self._db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))  # noqa: S608
