"""The host of a URL, which names an outlet where nothing else does, and how pages of one host get one name."""

from __future__ import annotations

import sqlite3
from urllib.parse import urlsplit

from indexes.articles import Article

_SAME_SITE = ("www.", "m.", "mobile.", "amp.")  # other doors to the same pages


def host_of(url: str | None) -> str | None:
    """'bbc.co.uk' of 'https://www.bbc.co.uk/news/1': an outlet's name where nothing else tells it."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    for door in _SAME_SITE:
        host = host.removeprefix(door) if host.count(".") > 1 else host
    return host or None


def doors_of(url: str) -> list[str]:
    """The URL with http and https, with and without 'www.': each may lead to the same page. Itself is left out."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    bare = parts.netloc.lower().removeprefix("www.")
    found = [
        parts._replace(scheme=scheme, netloc=host).geturl()
        for scheme in ("https", "http")
        for host in (bare, f"www.{bare}")
    ]
    return [one for one in found if one != url] if parts.scheme.lower() in ("http", "https") else []


def are_related(one: str | None, other: str | None) -> bool:
    """Whether the hosts are the same or one is a domain within the other: 'rss.nytimes.com' and 'nytimes.com'."""
    if not one or not other:
        return False
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def is_named_by_host(article: Article) -> bool:
    """Whether its outlet is known by nothing but its host."""
    return article.source is not None and article.source == host_of(article.url)


def name_at(db: sqlite3.Connection, host: str) -> str | None:
    """The one name that articles of this host give their outlet; None if they give none, or several."""
    query = "SELECT DISTINCT source FROM articles WHERE host = ? AND source IS NOT NULL AND source <> host LIMIT 2"
    names = [row["source"] for row in db.execute(query, (host,))]
    return names[0] if len(names) == 1 else None
