"""What a page says about itself: JSON-LD, meta elements, the canonical link, and what it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from indexes.hosts import host_of
from indexes.readers.bylines import authors_of
from indexes.readers.headlines import headline_of, outlet_in, stated_titles
from indexes.readers.linked_data import plain, story_of
from indexes.readers.page_dates import published_of, updated_of
from indexes.readers.shown_dates import shown_day

Element: TypeAlias = Any  # lxml has no types of its own

_SOURCE = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher", "cre")
_URL = ("og:url", "twitter:url")
_LANGUAGE = re.compile(r"^[a-zA-Z]{2}(?=$|[-_])")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page states. Empty strings and None where it does not. `body` is the text that its JSON-LD carries.

    `shown_day` stands beside the headline, unmarked. `free` is False if the page says that reading it must be paid for,
    `words` how many it says to have.
    """

    title: str = ""
    url: str = ""
    source: str = ""
    author: str = ""
    published: object = None
    updated: datetime | None = None
    shown_day: str = ""
    language: str = ""
    body: str = ""
    free: bool = True
    words: int | None = None
    is_story: bool = False
    titles: tuple[str, ...] = field(default=())


def page_facts(tree: Element, address: str = "") -> PageFacts:
    """The facts of a page. `address` is where it was fetched from, if that is known.

    JSON-LD comes before meta elements: it is what search engines check. A date that cannot be read gives way
    to the next; if none can be, the first is returned for the reader to report.
    """
    metas = _metas(tree)
    titles = stated_titles(tree, metas)
    here = _address(_canonical(tree), *(metas.get(name) for name in _URL), base=address)
    story = story_of(tree, here, titles)
    url = here or _address(story.get("url"), story.get("mainEntityOfPage"), address, base=address)
    host = host_of(url)
    source = _outlet(story, metas) or outlet_in(titles, host)
    return PageFacts(
        title=headline_of(tree, titles, plain(story.get("headline")), source),
        url=url,
        source=source,
        author=authors_of(tree, story, metas, source, host, (host or "").partition(".")[0]),
        published=published_of(tree, story, metas),
        updated=updated_of(tree, story, metas),
        shown_day=shown_day(tree),
        language=_language(tree, story, metas),
        body=_body(story),
        free=str(story.get("isAccessibleForFree", True)).lower() not in ("false", "no"),
        words=_count(story.get("wordCount")),
        is_story=bool(story),
        titles=tuple(titles),
    )


def _metas(tree: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = (meta.get("content") or "").strip()
        if name and content and not _is_inner(meta):
            metas.setdefault(name.lower(), content)
    return metas


def _is_inner(meta: Element) -> bool:
    """Whether it speaks of a thing within the story: the name of its author, the address of its picture."""
    return (
        meta.get("itemprop") is not None
        and meta.getparent() is not None
        and meta.getparent().get("itemprop") is not None
    )


def _canonical(tree: Element) -> str | None:
    links = tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil') = 'canonical']")
    return next((link.get("href") for link in links if link.get("href")), None)


def _outlet(story: Mapping[str, Any], metas: Mapping[str, str]) -> str:
    publisher = _name(story.get("publisher")) or _name(story.get("sourceOrganization"))
    names = [publisher, *(plain(metas.get(name, "")) for name in _SOURCE)]
    return next(
        (name for name in names if name and not name.startswith(("http", "@")) and len(name) < 80), ""
    )


def _language(tree: Element, story: Mapping[str, Any], metas: Mapping[str, str]) -> str:
    stated = (
        tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), metas.get("content-language"),
        metas.get("og:locale"), metas.get("language"), story.get("inLanguage"), metas.get("dc.language"),
    )  # fmt: skip
    found = (_LANGUAGE.match(one.strip()) for one in stated if isinstance(one, str))
    return next((match.group().lower() for match in found if match), "")


def _body(story: Mapping[str, Any]) -> str:
    """The text of the story as JSON-LD has it, whose paragraphs are often lost."""
    from indexes.readers.markup import text_of_markup

    body = story.get("articleBody")
    return (
        text_of_markup(body.replace("\n", "<br>") if "<" not in body else body)
        if isinstance(body, str)
        else ""
    )


def _count(value: object) -> int | None:
    digits = re.sub(r"[,.\s]", "", str(value or ""))
    return int(digits) if digits.isdigit() and len(digits) < 8 else None


def _name(value: object) -> str:
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), "")
    return plain(value.get("name") if isinstance(value, Mapping) else value)


def _address(*candidates: object, base: str) -> str:
    """The first that is a whole http(s) URL; one without a host is completed where the page came from a URL."""
    for candidate in candidates:
        if isinstance(candidate, Mapping):
            candidate = candidate.get("@id") or candidate.get("url")
        if isinstance(candidate, str) and (found := _web(candidate.strip(), base)):
            return found
    return ""


def _web(url: str, base: str) -> str:
    try:
        url = urljoin(base, url) if base else f"https:{url}" if url.startswith("//") else url
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""
