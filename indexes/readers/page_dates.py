"""When a page's story was published, and when it was last changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from indexes.dates import parse_published
from indexes.errors import ReadError

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
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)/(?:[a-z][\w-]{1,30}/)?(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])/", re.IGNORECASE
)
_NEW_YEAR = re.compile(
    r"\b(?:19|20)\d\d[-/.]?01[-/.]?01|\b0?1[/.]0?1[/.](?:19|20)?\d\d\b|\bjan[a-zé]*\.?\s+0?1(?:st)?\b|\b0?1(?:st|er|\.)?\s+jan",
    re.IGNORECASE,
)
_CHANGED = ("updat", "modif", "lastmod", "edited")


def published_of(tree: Element, story: Mapping[str, Any], metas: Mapping[str, str]) -> object:
    """The moment that the page states, or as it states it if that cannot be read; None if it states none."""
    stated = [
        story.get("datePublished"),
        *_items(tree, "datePublished"),
        *(metas.get(name) for name in _PUBLISHED),
    ]
    return _first_date([*stated, story.get("dateCreated"), *_times(tree), *_stamps(tree)])


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
    """The day that an address names, a section between or not: /2010/08/13/ and /2010/politics/08/13/; '' if none."""
    found = _IN_ADDRESS.search(url)
    return "" if found is None else "{}-{:0>2}-{:0>2}".format(*found.groups())


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
    elements = tree.xpath(f"//*[@itemprop = '{name}' or @property = '{name}']")
    return [
        (one.get("content") or one.get("datetime") or "".join(one.itertext())).strip() for one in elements[:3]
    ]


def _times(tree: Element) -> list[str]:
    """What `<time>` elements of the story say, those marked as the publication first, changes left out."""
    times = [one for one in tree.iter("time") if not _says(one, _CHANGED) and not _is_elsewhere(one)]
    times.sort(
        key=lambda one: (
            not (one.get("pubdate") is not None or _says(one, ("publish", "entry-date", "posted")))
        )
    )
    return [(one.get("datetime") or " ".join("".join(one.itertext()).split())) for one in times[:2]]


def _stamps(tree: Element) -> list[str]:
    """Milliseconds or seconds that a script turns into a date."""
    found = tree.xpath("//*[@data-timestamp or @data-publish-date or @data-published or @data-datetime]")
    names = ("data-publish-date", "data-published", "data-datetime", "data-timestamp")
    return [
        next(v for name in names if (v := one.get(name))) for one in found[:3] if not _says(one, _CHANGED)
    ]


def _says(element: Element, words: tuple[str, ...]) -> bool:
    """Whether an element, or the one around it, is named or labelled so."""
    around = element.getparent()
    named = " ".join(
        f"{one.get('itemprop') or ''} {one.get('class') or ''} {one.get('id') or ''} {one.get('data-testid') or ''}"
        for one in (element, around)
        if one is not None
    )
    label = "" if around is None else (around.text or "")[-20:]
    before = element.getprevious()
    label += "" if before is None else f"{before.tail or ''}{before.text or ''}"[-20:]
    return any(word in f"{named} {label}".lower() for word in words)


def _is_elsewhere(element: Element) -> bool:
    """Whether it belongs to a comment, to a post that the story quotes or to another story that the page lists."""
    return any(
        one.tag in ("li", "aside", "nav", "footer", "blockquote") or "comment" in (one.get("class") or "")
        for one in element.iterancestors()
    )
