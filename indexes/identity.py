"""When two reports without an id of their own are the same article, and which of their fields hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count

from indexes.articles import Article, content_id
from indexes.rows import source_key

_SAME_DAYS = timedelta(days=2)  # time zones, and the day of print beside that of the page


def best_match(article: Article, stored: Sequence[Article]) -> Article | None:
    """The one of these stored articles of the same title and text that this article is, if it is one of them.

    Two outlets that print the same agency report are two articles: first comes the same outlet, then the same
    file (whose outlet has been corrected), then one where either outlet is unknown. A notice that is printed
    again on another day ('Markets closed') is another article.
    """
    stored = [one for one in stored if not _is_of_another_day(article, one)]
    outlet = _outlet(article)
    same_outlet = (one for one in stored if _outlet(one) == outlet)
    same_file = (one for one in stored if one.origin is not None and one.origin == article.origin)
    unknown = (one for one in stored if outlet is None or _outlet(one) is None)
    return next(same_outlet, None) or next(same_file, None) or next(unknown, None)


def completed(article: Article, stored: Article) -> Article:
    """The article as it is stored from now on: each report adds what the other does not know.

    Where both know, its own file has the word, so that adding the same files again changes nothing.
    """
    first, second = (article, stored) if stored.origin == article.origin else (stored, article)
    return replace(
        article,
        id=stored.id,
        url=stored.url,
        source=first.source or second.source,
        author=first.author or second.author,
        published=first.published or second.published,
        language=first.language,
        origin=stored.origin,
    )


def derived_ids(article: Article) -> Iterator[str]:
    """Ids made of its content: the usual one, and those for when other content or another outlet has taken it."""
    usual = content_id(article)
    yield usual
    for number in count(1):
        yield hashlib.sha256(f"{usual}\x1f{_outlet(article) or ''}\x1f{number}".encode()).hexdigest()[:16]


def _is_of_another_day(one: Article, other: Article) -> bool:
    if one.published is None or other.published is None:
        return False
    return abs(one.published - other.published) > _SAME_DAYS


def _outlet(article: Article) -> str | None:
    return source_key(article.source) if article.source else None
