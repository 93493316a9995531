"""JSON-LD in a page: the object that describes its story, among all that a page carries."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from indexes.articles import canonical_url

Element: TypeAlias = Any  # lxml has no types of its own
Object: TypeAlias = Mapping[str, Any]

_KINDS = ("Article", "BlogPosting", "Report")
_LISTS = ("itemListElement", "hasPart", "isPartOf", "relatedLink", "citation", "associatedMedia")
_WRAPPING = re.compile(  # of what is stripped; bounded, or a long run of spaces takes hours
    r"^(?:<!--|/[/*]\s{0,9}<!\[CDATA\[(?:\*/)?|<!\[CDATA\[)|(?:-->|/?[/*]{0,4}\s{0,9}\]\]>(?:\*/)?)\s{0,9};?$"
)
_COMMA = re.compile(r",(\s*[}\]])")
_TAG = re.compile(r"<[^<>]{1,500}>")
_DEPTH = 12
_MOST = 5_000  # objects in one page


def story_of(tree: Element, address: str | None, titles: Sequence[str]) -> Object:
    """The object that describes the page's own story, with references to other objects filled in; {} if none does.

    `address` is the page's canonical URL and `titles` what it is called elsewhere: they tell the story from
    those that the page only links to.
    """
    found = [(one, listed) for document in _documents(tree) for one, listed in _objects(document)]
    known = {
        str(one["@id"]): one for one, _ in sorted(found, key=lambda pair: len(pair[0])) if one.get("@id")
    }
    stories = [(one, listed) for one, listed in found if is_story(one)]
    if not stories:
        return {}
    best = max(stories, key=lambda pair: _fitness(pair[0], listed=pair[1], address=address, titles=titles))
    return {name: _filled(value, known) for name, value in best[0].items()}


def is_story(found: Object) -> bool:
    """Whether it is of a kind that articles have."""
    kinds = found.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(str(kind).endswith(_KINDS) for kind in kinds)


def plain(value: object) -> str:
    """A string of JSON-LD as people would read it: entities resolved, tags taken out, on one line."""
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        value = next(iter(value), "")
    if not isinstance(value, str):
        return ""
    return " ".join(_TAG.sub("", html.unescape(html.unescape(value))).split())


def same_words(one: str, other: str) -> float:
    """The share of the shorter one's words that the other has too, 0 to 1."""
    a, b = set(re.findall(r"\w+", one.casefold())), set(re.findall(r"\w+", other.casefold()))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def alike(one: str, other: str) -> float:
    """The share of the words of both that both have, 0 to 1."""
    a, b = set(re.findall(r"\w+", one.casefold())), set(re.findall(r"\w+", other.casefold()))
    return len(a & b) / len(a | b) if a or b else 0.0


def _documents(tree: Element) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = _WRAPPING.sub("", (script.text or "").strip()).strip()
        for attempt in (text, _COMMA.sub(r"\1", text)):
            try:
                yield json.loads(attempt, strict=False)
                break
            except (ValueError, RecursionError):
                continue  # broken JSON-LD is common; the meta elements say the same


def _objects(document: object) -> Iterator[tuple[Object, bool]]:
    """Every object in a document, and whether it stands in a list of other things."""
    queue: list[tuple[object, bool, int]] = [(document, False, 0)]
    for _ in range(_MOST):
        if not queue:
            return
        one, listed, depth = queue.pop(0)
        if isinstance(one, Mapping):
            yield one, listed
        children = (
            one.items()
            if isinstance(one, Mapping)
            else [("", part) for part in one]
            if isinstance(one, list)
            else []
        )
        if depth < _DEPTH:
            queue += [
                (part, listed or name in _LISTS, depth + 1)
                for name, part in children
                if isinstance(part, Mapping | list)
            ]


def _fitness(one: Object, *, listed: bool, address: str | None, titles: Sequence[str]) -> float:
    headline = plain(one.get("headline") or one.get("name"))
    named = max((same_words(headline, title) for title in titles), default=0.0)
    here = address is not None and canonical_url(address) in {canonical_url(url) for url in _addresses(one)}
    return (
        4 * here
        + 3 * named
        + bool(one.get("datePublished"))
        + 0.5 * bool(one.get("articleBody"))
        - 2 * listed
    )


def _addresses(one: Object) -> Iterator[str]:
    for value in (one.get("url"), one.get("mainEntityOfPage"), one.get("@id")):
        value = value.get("@id") or value.get("url") if isinstance(value, Mapping) else value
        if isinstance(value, str) and value:
            yield value.partition("#")[0]


def _filled(value: Any, known: Mapping[str, Object]) -> Any:  # noqa: ANN401 - any JSON
    """The value, a bare reference to another object of the page replaced by that object."""
    if isinstance(value, list):
        return [_filled(part, known) for part in value]
    if isinstance(value, Mapping) and value.get("@id") and "name" not in value:
        return known.get(str(value["@id"]), value)
    return value
