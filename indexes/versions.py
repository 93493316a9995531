"""What an article said before, and what has changed since."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from indexes.articles import Article
from indexes.rows import ARTICLE_COLUMNS, article_of, moment_of

_MOST_PAIRS = (
    100_000  # of equal sentences; an article that repeats itself more than that is compared without order
)
_COLUMNS = "title, url, source, author, published_iso, language, origin, digest, text, revised_iso"


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was at a time. `number` counts from 1, oldest first; `since` is when it came in (UTC)."""

    number: int
    article: Article
    since: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """Sentences that a newer version has and the older had not, and the other way round, each in its order."""

    inserted: tuple[str, ...]
    removed: tuple[str, ...]


def changes_between(older: Article, newer: Article) -> Changes:
    """What was inserted into and removed from the text, sentence by sentence. White space does not count."""
    before, after = _sentences(older.text), _sentences(newer.text)
    if _pairs(before, after) > _MOST_PAIRS:
        return Changes(_only_in(after, before), _only_in(before, after))
    inserted: list[str] = []
    removed: list[str] = []
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            removed += before[first:last]
            inserted += after[start:end]
    return Changes(tuple(inserted), tuple(removed))


def _pairs(before: Sequence[str], after: Sequence[str]) -> int:
    """Pairs of equal sentences, for which comparing in order takes its time."""
    there = Counter(after)
    return sum(number * there[sentence] for sentence, number in Counter(before).items())


def _only_in(these: Sequence[str], those: Sequence[str]) -> tuple[str, ...]:
    """The sentences that stand more often in these than in those, the last ones of each."""
    spare, only = Counter(those), []
    for sentence in these:
        if spare[sentence]:
            spare[sentence] -= 1
        else:
            only.append(sentence)
    return tuple(only)


def versions_of(db: sqlite3.Connection, article_id: str) -> list[Version]:
    """All versions of an article that is there, oldest first; the last is the article as it is now."""
    columns = ARTICLE_COLUMNS.replace("id,", "article_id AS id,", 1)
    query = f"SELECT {columns}, number, since FROM versions WHERE article_id = ? ORDER BY number"  # noqa: S608
    rows = db.execute(query, (article_id,))
    found = [Version(row["number"], article_of(row), moment_of(row["since"])) for row in rows]
    query = f"SELECT {ARTICLE_COLUMNS}, updated FROM articles WHERE id = ?"  # noqa: S608
    row = db.execute(query, (article_id,)).fetchone()
    return [*found, Version(len(found) + 1, article_of(row), moment_of(row["updated"]))]


def keep_version(db: sqlite3.Connection, article_id: str) -> None:
    """Copy the article that is stored under the id, if there is one, to the earlier versions."""
    number = "1 + (SELECT count(*) FROM versions WHERE article_id = id)"
    query = f"INSERT INTO versions (article_id, number, since, {_COLUMNS}) SELECT id, {number}, updated, {_COLUMNS} "
    db.execute(query + "FROM articles WHERE id = ?", (article_id,))


def copy_versions(db: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> None:
    """Store rows of the table as another catalogue has them."""
    if rows:
        names, marks = ", ".join(rows[0].keys()), ", ".join("?" * len(rows[0]))
        query = f"INSERT OR REPLACE INTO versions ({names}) VALUES ({marks})"  # noqa: S608
        db.executemany(query, [tuple(row) for row in rows])


def _sentences(text: str) -> list[str]:
    from indexes.sentences import split_sentences

    return [" ".join(text[start:end].split()) for start, end in split_sentences(text)]
