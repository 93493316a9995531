"""Whose word an article is: where it was read, and which stored articles it may therefore take the place of.

The URL and the id of an article are what the article itself says. Whoever writes a feed or a file that is
fetched can put any of them there, so they count only as far as where it was read bears them out.
"""

from __future__ import annotations

import re

from indexes.articles import Article, canonical_url
from indexes.hosts import are_related, host_of
from indexes.near_duplicates import shingles
from indexes.rows import source_key

ENTRY = "#entry"
"""Stands between the address of a feed and the number of an entry in an article's origin."""

_RECORD = re.compile(r"#(?:entry)?\d+$")
_ENTRY = re.compile(rf"{ENTRY}\d+$")
_MEMBER = "!"
_SAME_STORY = (
    0.25  # of the runs of four words in the shorter text: what is rewritten keeps more, another story none
)


def is_record(origin: str | None) -> bool:
    """Whether it was one of several in a file, whose place there says little of what it is."""
    return origin is not None and _RECORD.search(origin) is not None


def is_entry(origin: str | None) -> bool:
    """Whether it was an entry of a feed: a teaser, mostly, of an article that is elsewhere."""
    return origin is not None and _ENTRY.search(origin) is not None


def own_host(article: Article) -> str | None:
    """The host of its URL, where that names its outlet; None for what a feed or another host says of that host."""
    host = host_of(article.url)
    return None if _is_hearsay(article.origin, host) else host


def may_replace(article: Article, stored: Article) -> bool:
    """Whether an article may take the place of the stored one with its id.

    What is fetched from one host says nothing of another host's articles. An entry of a feed is no newer version
    of a page. An id that a file gives counts beyond that file only if outlet, URL or text bear it out. Files are
    the user's own and are believed; so is whoever gives an `Article` without an origin.
    """
    if article.origin is None or _file(article.origin) == _file(stored.origin):
        return True
    place = host_of(article.origin)
    if place is not None and _is_data(article.origin) and not _is_of(stored, place):
        return False
    if is_entry(article.origin):
        return is_entry(stored.origin)
    return _bears_out(article, stored)


def is_same_story(article: Article, stored: Article) -> bool:
    """Whether one is the other under another title, or with another text: not two articles of one place."""
    if article.title == stored.title:
        return True
    one, other = shingles(article.text), shingles(stored.text)
    return len(one & other) >= _SAME_STORY * max(1, min(len(one), len(other)))


def _is_hearsay(origin: str | None, host: str | None) -> bool:
    place = host_of(origin)
    if place is None:
        return is_entry(origin)
    return _is_data(origin) and not are_related(place, host)


def _is_data(origin: str | None) -> bool:
    """Whether the URL gave data about articles, or an archive of them, rather than a page: that is its own witness."""
    return is_record(origin) or _MEMBER in (origin or "")


def _is_of(stored: Article, host: str) -> bool:
    return host_of(stored.origin) == host or are_related(host, host_of(stored.url))


def _bears_out(article: Article, stored: Article) -> bool:
    if article.url and stored.url and canonical_url(article.url) == canonical_url(stored.url):
        return True
    if article.source and stored.source and source_key(article.source) == source_key(stored.source):
        return True
    return is_same_story(article, stored)


def _file(origin: str | None) -> str | None:
    return None if origin is None else _RECORD.sub("", origin)
