"""When a page's story was published, and when it was last changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from indexes.dates import parse_published
from indexes.errors import ReadError
from indexes.readers.shown_dates import headline_in, is_elsewhere, says, shown_times
from indexes.readers.written_days import month_of

Element: TypeAlias = Any  # lxml has no types of its own

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "publishdate",
    "pubdate", "publish-date", "publish_date", "published-date", "published_time", "originalpublicationdate",
    "parsely-pub-date", "sailthru.date", "article.published", "article_date_original", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "rnews:datepublished",
    "cxenseparse:recs:publishtime", "citation_publication_date", "bt:pubdate", "publication_date", "datecreated",
    "article.created", "created", "date", "displaydate", "ptime", "pdate", "utime", "timestamp",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "revised", "article.updated",
)  # fmt: skip
_IN_FOLDERS = (
    r"/((?:19|20)\d\d)/(?:[a-z][\w-]{1,30}/)?(1[0-2]|0?[1-9]|[a-z]{3,9})/(3[01]|[12]\d|0?[1-9])(?:/|$)"
)
_IN_NAME = r"(?<!\d)((?:19|20)\d\d)(-?)(1[0-2]|0[1-9])\5(3[01]|[12]\d|0[1-9])(?!\d)"
_FOLDERS = re.compile(_IN_FOLDERS, re.IGNORECASE)
_IN_ADDRESS = re.compile(f"{_IN_FOLDERS}|{_IN_NAME}", re.IGNORECASE)
_MOST = 100  # elements that state a date in microdata of which it is seen whose date it is
_REPUBLISHED = timedelta(days=90)  # an address is made days or weeks before its story, but hardly months
_NEW_YEAR = re.compile(
    r"\b(?:19|20)\d\d[-/.]?01[-/.]?01|\b0?1[/.]0?1[/.](?:19|20)?\d\d\b|\bjan[a-zé]*\.?\s+0?1(?:st)?\b|\b0?1(?:st|er|\.)?\s+jan",
    re.IGNORECASE,
)


def published_of(tree: Element, story: Mapping[str, Any], metas: Mapping[str, str]) -> object:
    """The moment that the page states, or as it states it if that cannot be read; None if it states none."""
    stated = [
        story.get("datePublished"),
        *_items(tree, "datePublished"),
        *(metas.get(name) for name in _PUBLISHED),
    ]
    return _first_date([*stated, story.get("dateCreated"), *shown_times(tree), *_stamps(tree)])


def updated_of(tree: Element, story: Mapping[str, Any], metas: Mapping[str, str]) -> datetime | None:
    """The moment of the last change, if the page states one that can be read."""
    stated = [
        story.get("dateModified"),
        *_items(tree, "dateModified"),
        *(metas.get(name) for name in _UPDATED),
    ]
    found = _first_date(stated)
    return found if isinstance(found, datetime) else None


def dated_by_address(url: str) -> str:
    """The day that an address names: /2010/08/13/, /2010/politics/08/13/, /2010/aug/13/, 2010-08-13; '' if none."""
    for found in _IN_ADDRESS.finditer(url):
        year, month, day = found[1] or found[4], found[2] or found[6], found[3] or found[7]
        number = int(month) if month.isdigit() else month_of(month)
        if number:
            return f"{year}-{number:0>2}-{day:0>2}"
    return ""


def first_of(stated: datetime, url: str) -> object:
    """The moment stated, or the day in the address if that is months before it: an old story put on a new system.

    Only a day that folders make: digits in a name may be a story's number, or the day of what it tells of.
    """
    found = _FOLDERS.search(url)
    day = dated_by_address(found[0]) if found else ""
    try:
        return day if day and stated - parse_published(day) > _REPUBLISHED else stated
    except ReadError:
        return stated  # 30 February


def is_shown(day: str, page: str) -> bool:
    """Whether a first of January is told anywhere: the year of a copyright notice is often taken for one."""
    return not day.endswith("-01-01") or bool(_NEW_YEAR.search(page))


def _first_date(candidates: Iterable[Any]) -> object:
    stated = [
        candidate for candidate in candidates if candidate and not isinstance(candidate, list | Mapping)
    ]
    for candidate in stated:
        try:
            return parse_published(candidate)
        except ReadError:
            continue
    return stated[0] if stated else None


def _items(tree: Element, name: str) -> list[str]:
    """What microdata says, in an attribute or as text."""
    headline = headline_in(tree)
    stating = tree.xpath(f"//*[@itemprop = '{name}' or @property = '{name}']")[:_MOST]
    elements = [one for one in stating if not is_elsewhere(one, headline)]
    return [
        (one.get("content") or one.get("datetime") or "".join(one.itertext())).strip() for one in elements[:3]
    ]


def _stamps(tree: Element) -> list[str]:
    """Milliseconds or seconds that a script turns into a date."""
    found = tree.xpath("//*[@data-timestamp or @data-publish-date or @data-published or @data-datetime]")
    names = ("data-publish-date", "data-published", "data-datetime", "data-timestamp")
    return [next(v for name in names if (v := one.get(name))) for one in found[:3] if not says(one)]
