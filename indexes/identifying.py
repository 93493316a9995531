"""Under which id an article is stored: whether it is one that is there already, and whether it may take its place."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from indexes.articles import (
    Article,
    canonical_url,
    content_digest,
    content_id,
    has_derived_id,
    has_own_id,
    url_id,
)
from indexes.claims import is_record, is_same_story, may_replace
from indexes.errors import ReadError
from indexes.hosts import doors_of, is_named_by_host, name_at
from indexes.identity import best_match, completed, derived_ids
from indexes.rows import ARTICLE_COLUMNS, article_of

_SELECT = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE"  # noqa: S608

_BY_URL = (
    "CREATE INDEX IF NOT EXISTS articles_by_url ON articles (url)"  # once it is needed: no new format for it
)
_WITH_URL = """
SELECT id, url FROM articles
WHERE (url IN (:url, :slash) OR (url >= :first AND url < :end))
AND EXISTS (SELECT 1 FROM versions WHERE article_id = articles.id AND versions.url IS NULL)
ORDER BY articles.rowid LIMIT 50
"""  # '@' is the character after '?', behind which a link may say where it was found

_LOOKED_AT = 50  # articles that one file has held before


@dataclass(frozen=True, slots=True)
class Identified:
    """An article as it would be stored, whether its id is there, and whether nothing has to be stored for it."""

    article: Article
    stored: bool
    same: bool


def identified(db: sqlite3.Connection, article: Article) -> Identified:
    """What an article is here; ReadError if its id is that of another article."""
    chosen = not has_derived_id(article)
    if not has_own_id(article):
        article = _same_content(db, article) or _same_origin(db, article) or _new(db, article)
    elif not chosen and not _is_stored(db, article.id):
        article = (
            _other_door(db, article)
            or _once_without_url(db, article)
            or _until_now_without_url(db, article)
            or article
        )
    row = db.execute(f"{_SELECT} id = ?", (article.id,)).fetchone()
    stored = None if row is None else article_of(row)
    article = _named(db, article, stored)
    if stored is None:
        return Identified(article, stored=False, same=False)
    if content_digest(article) == content_digest(stored):
        return Identified(article, stored=True, same=True)
    if may_replace(article, stored):
        return Identified(article, stored=True, same=False)
    if chosen:
        raise ReadError(
            f"its id {article.id!r} is that of another article ({stored.title[:80]!r}): give it an id of its own"
        )
    return Identified(stored, stored=True, same=True)  # what is there is the better witness of that URL


def _named(db: sqlite3.Connection, article: Article, stored: Article | None) -> Article:
    """One that is known only by its host has the outlet that it had, or that others of the host give."""
    if not is_named_by_host(article):
        return article
    kept = stored is not None and stored.source and stored.url and not is_named_by_host(stored)
    name = stored.source if stored is not None and kept else name_at(db, str(article.source))
    return article if name is None else replace(article, source=name)


def _same_content(db: sqlite3.Connection, article: Article) -> Article | None:
    query = f"{_SELECT} content = ? ORDER BY origin IS NOT ?, rowid"
    rows = db.execute(query, (content_id(article), article.origin)).fetchall()
    stored = best_match(article, [article_of(row) for row in rows])
    return None if stored is None else completed(article, stored)


def _same_origin(db: sqlite3.Connection, article: Article) -> Article | None:
    """The article of the same file, if it tells the same story: some files hold another one each day."""
    if article.origin is None:
        return None
    for row in db.execute(f"{_SELECT} origin = ? ORDER BY rowid DESC LIMIT {_LOOKED_AT}", (article.origin,)):
        stored = article_of(row)
        if stored.title == article.title or (
            not is_record(article.origin) and is_same_story(article, stored)
        ):
            return article.with_id(stored.id)
    return None


def _other_door(db: sqlite3.Connection, article: Article) -> Article | None:
    """Under the id that the same page has by http or https, with `www.` or without, if it is stored so."""
    ids = (url_id(url) for url in doors_of(article.url or ""))
    found = next((one for one in ids if _is_stored(db, one)), None)
    return None if found is None else article.with_id(found)


def _once_without_url(db: sqlite3.Connection, article: Article) -> Article | None:
    """Under the id of the article with this URL whose URL was not known when it came in, wherever it was read."""
    db.execute(_BY_URL)
    address = canonical_url(article.url or "")
    ids = {url_id(url) for url in (address, *doors_of(address))}
    for form in (article.url, address, *doors_of(address)):
        rows = db.execute(
            _WITH_URL, {"url": form, "slash": f"{form}/", "first": f"{form}?", "end": f"{form}@"}
        )
        found = next((row["id"] for row in rows if url_id(row["url"]) in ids), None)
        if found is not None:
            return article.with_id(found)
    return None


def _until_now_without_url(db: sqlite3.Connection, article: Article) -> Article | None:
    """Under the id of a stored report of the same words and outlet whose URL was not known."""
    query = f"{_SELECT} content = ? AND url IS NULL ORDER BY rowid"
    rows = db.execute(query, (content_id(article),)).fetchall()
    stored = best_match(article, [article_of(row) for row in rows])
    if stored is None:
        return None
    return replace(
        article,
        id=stored.id,
        source=article.source or stored.source,
        author=article.author or stored.author,
        published=article.published or stored.published,
    )


def _is_stored(db: sqlite3.Connection, article_id: str) -> bool:
    return db.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is not None


def _new(db: sqlite3.Connection, article: Article) -> Article:
    """Under the first of the ids derived from its content that no other article has."""
    ids = (one for one in derived_ids(article) if not _is_stored(db, one))
    return article.with_id(next(ids))
