"""What a page says about itself: JSON-LD, meta elements, the canonical link."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from indexes.dates import parse_published
from indexes.errors import ReadError

Element: TypeAlias = Any  # lxml has no types of its own

_TITLE = ("og:title", "twitter:title", "dc.title")
_AUTHOR = ("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author")
_SOURCE = ("og:site_name", "application-name", "publisher", "dc.publisher")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate", "date",
    "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created", "publication_date",
)  # fmt: skip
_URL = ("og:url", "twitter:url")


def page_fields(page: str) -> dict[str, object]:
    """Of title, url, source, author, published, language and articlebody those that the page states.

    JSON-LD comes before meta elements: it is what search engines check. A date that cannot be read gives way
    to the next; if none can be, the first is returned for the reader to report.
    """
    tree = _tree(page)
    if tree is None:
        return {}
    story = next(_stories(tree), {})
    metas = _metas(tree)
    fields: dict[str, object] = {
        "title": story.get("headline") or _first(metas, _TITLE),
        "url": _address(
            _canonical(tree), _first(metas, _URL), story.get("url"), story.get("mainEntityOfPage")
        ),
        "source": _name(story.get("publisher")) or _first(metas, _SOURCE),
        "author": _name(story.get("author")) or _author(metas),
        "published": _date(
            [story.get("datePublished"), *(metas.get(name) for name in _PUBLISHED), *_times(tree)]
        ),
        "language": (tree.get("lang") or metas.get("og:locale") or story.get("inLanguage") or ""),
        "articlebody": story.get("articleBody"),
    }
    return {name: value for name, value in fields.items() if value}


def _tree(page: str) -> Element | None:
    from lxml import etree, html

    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None


def _stories(tree: Element) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects that describe an article."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            document = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common; the meta elements say the same
        yield from (found for found in _objects(document) if _is_story(found))


def _objects(document: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(document, list):
        for entry in document:
            yield from _objects(entry)
    elif isinstance(document, Mapping):
        yield document
        yield from _objects(document.get("@graph") or [])


def _is_story(found: Mapping[str, Any]) -> bool:
    kinds = found.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(str(kind).endswith(("Article", "BlogPosting", "Report")) for kind in kinds)


def _metas(tree: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iterfind(".//meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _canonical(tree: Element) -> str | None:
    links = tree.iterfind(".//link[@rel='canonical']")
    return next((link.get("href") for link in links), None)


def _times(tree: Element) -> list[str]:
    """What `<time datetime>` elements say, those marked as the publication first."""
    times = list(tree.iterfind(".//time[@datetime]"))
    times.sort(key=lambda time: "publish" not in f"{time.get('itemprop')} {time.get('class')}".lower())
    return [time.get("datetime") for time in times[:1]]


def _date(candidates: list[Any]) -> object:
    stated = [candidate for candidate in candidates if candidate]
    for candidate in stated:
        try:
            return parse_published(candidate)
        except ReadError:
            continue
    return stated[0] if stated else None


def _author(metas: Mapping[str, str]) -> str | None:
    name = _first(metas, _AUTHOR)
    return None if name is None or name.startswith(("http://", "https://")) else name


def _name(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value)))
    if isinstance(value, Mapping):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and not value.startswith("http") else ""


def _address(*candidates: object) -> str | None:
    """The first that is a whole http(s) URL."""
    for candidate in candidates:
        if isinstance(candidate, Mapping):
            candidate = candidate.get("@id")
        if isinstance(candidate, str) and _is_web(candidate.strip()):
            return candidate.strip()
    return None


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)
