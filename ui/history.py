"""What an article says of its own mistakes, and what has changed in it since it came in."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from indexes.articles import Article
from indexes.errors import ArticleNotFound
from indexes.moments import day
from indexes.notices import Notice, NoticeKind, notices_of
from indexes.versions import Changes, Version, changes_between

if TYPE_CHECKING:
    from indexes.index import NewsIndex

_DETAILS: Final = ("title", "url", "source", "author", "published")
_MOST_NOTICES: Final = 5  # of one article that are told
_MOST_REMEMBERED: Final = 512  # articles whose notices are not looked for again
_REMEMBERED: Final[dict[bytes, tuple[Notice, ...]]] = {}
_REMEMBERING: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Revision:
    """A later version: what it changed in the text, and in which details (name, before, after).

    `number` counts from 2; `since` is when it came in (UTC).
    """

    number: int
    since: datetime
    changes: Changes
    details: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A notice of an article, in its own words."""

    kind: NoticeKind
    article: Article
    words: str


Noticed = Mapping[str, tuple[Told, ...]]
"""By article id: the notices that the article carries, for those that carry one."""


def revisions(versions: Sequence[Version]) -> list[Revision]:
    """What each version changed against the one before, the newest first; none for an article that never changed."""
    return [
        Revision(new.number, new.since, changes_between(old.article, new.article), tuple(_details(old, new)))
        for old, new in pairwise(versions)
    ][::-1]


def noticed(article_ids: Iterable[str], index: NewsIndex) -> Noticed:
    """The notices of these articles as they are now. Articles that are gone carry none."""
    found = {article_id: _told(article_id, index) for article_id in dict.fromkeys(article_ids)}
    return {article_id: told for article_id, told in found.items() if told}


def remembered_notices(article: Article) -> tuple[Notice, ...]:
    """As `notices_of`; the last articles asked for are not read again. Their texts are not held."""
    key = hashlib.sha256(f"{article.title}\0{article.text}".encode("utf-8", "replace")).digest()
    with _REMEMBERING:
        found = _REMEMBERED.get(key)
    if found is None:
        found = notices_of(article)
        with _REMEMBERING:
            _REMEMBERED[key] = found
            while len(_REMEMBERED) > _MOST_REMEMBERED:
                del _REMEMBERED[next(iter(_REMEMBERED))]
    return found


def _told(article_id: str, index: NewsIndex) -> tuple[Told, ...]:
    try:
        article = index.article(article_id)
    except ArticleNotFound:
        return ()
    return tuple(
        Told(one.kind, article, article.text[one.start : one.end])
        for one in remembered_notices(article)[:_MOST_NOTICES]
    )


def _details(old: Version, new: Version) -> Iterable[tuple[str, str, str]]:
    for name in _DETAILS:
        before, after = getattr(old.article, name), getattr(new.article, name)
        if before != after:
            yield name, _shown(before), _shown(after)


def _shown(value: object) -> str:
    return day(value) if isinstance(value, datetime) else str(value or "")
