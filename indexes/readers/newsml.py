"""NewsML-G2 of the IPTC: a news item, or a message of several, with text as XHTML, NITF or plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.fields import article_from
from indexes.readers.markup import text_of_tree
from indexes.readers.nitf import nitf_fields, nitf_text
from indexes.readers.sources import OnFailure, Source, describe

Element: TypeAlias = Any  # lxml has no types of its own

_WITHDRAWN = ("canceled", "withheld")


def read_newsml(root: Element, source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The articles of a message; an item that is none (a picture, a withdrawn report) is reported as `name#n`."""
    items = [root] if _name(root) == "newsitem" else _find(root, "itemSet/newsItem")
    if not items:
        raise ReadError("is a NewsML-G2 message without news items")
    for number, item in enumerate(items, 1):
        place = None if item is root else number
        try:
            yield _article(item, source, place, on_failure)
        except ReadError as error:
            on_failure(source.failure(describe(error), place))


def _article(item: Element, source: Source, number: int | None, on_failure: OnFailure) -> Article:
    status = "".join(_attributes(item, "itemMeta/pubStatus", "qcode")).rpartition(":")[2]
    if status in _WITHDRAWN:
        known = item.get("guid") or "ID"
        raise ReadError(
            f"was withdrawn by its agency ({status}): not added; if it was before, `citewire remove {known}` takes it out"
        )
    inner, text = _content(item)
    fields: dict[str, object] = {
        "id": item.get("guid"),
        "title": _text(item, "contentMeta/headline") or _text(item, "itemMeta/title") or inner.get("title"),
        "text": text,
        "url": _url(item) or inner.get("url"),
        "source": _text(item, "itemMeta/provider/name")
        or _literal(item, "itemMeta/provider")
        or _text(item, "contentMeta/infoSource/name"),
        "author": _text(item, "contentMeta/creator/name")
        or _text(item, "contentMeta/by")
        or inner.get("author"),
        "published": _text(item, "itemMeta/firstCreated") or _text(item, "itemMeta/versionCreated"),
        "updated": _text(item, "itemMeta/versionCreated"),
        "language": "".join(_attributes(item, "contentMeta/language", "tag")[:1]) or inner.get("language"),
    }
    known = {name: value for name, value in fields.items() if value}
    return article_from(
        known, source.origin(number), lambda reason: on_failure(source.failure(reason, number))
    )


def _content(item: Element) -> tuple[dict[str, object], str]:
    """What a document inside the item states of itself, and the text; ReadError if there is none."""
    for document in _find(item, "contentSet/inlineXML"):
        root = next(iter(document), None)
        if root is None:
            continue
        if _name(root) == "nitf":
            return nitf_fields(root), nitf_text(root)
        return {}, text_of_tree(root)
    for data in _find(item, "contentSet/inlineData"):
        return {}, "".join(data.itertext())
    raise ReadError("carries no text of its own (a picture, or a pointer to another file)")


def _url(item: Element) -> str:
    """The address at which the item says it can be read on the web."""
    addresses = [*_attributes(item, "itemMeta/link", "href"), *_attributes(item, "contentMeta/link", "href")]
    web = [a for a in addresses if a.startswith(("http://", "https://"))]
    return web[0] if len(web) == 1 else ""  # several are related stories, none of which need be this one


def _find(item: Element, path: str) -> list[Element]:
    steps = "/".join(f"*[local-name() = '{name}']" for name in path.split("/"))
    return list(item.xpath(f"./{steps}"))


def _attributes(item: Element, path: str, attribute: str) -> list[str]:
    return [element.get(attribute) or "" for element in _find(item, path)]


def _literal(item: Element, path: str) -> str:
    return next(iter(_attributes(item, path, "literal")), "")


def _text(item: Element, path: str) -> str:
    found = _find(item, path)
    return " ".join("".join(found[0].itertext()).split()) if found else ""


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
