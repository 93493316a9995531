"""NITF, the News Industry Text Format of the IPTC (versions 3.x), as agencies send it."""

from __future__ import annotations

from typing import Any, TypeAlias

from indexes.articles import Article
from indexes.readers.fields import article_from
from indexes.readers.markup import text_of_tree
from indexes.readers.sources import OnFailure, Source

Element: TypeAlias = Any  # lxml has no types of its own


def read_nitf(root: Element, source: Source, on_failure: OnFailure) -> Article:
    """The article of a NITF document; ReadError if it has no text."""
    fields = {**nitf_fields(root), "text": nitf_text(root)}
    return article_from(fields, source.origin(), lambda reason: on_failure(source.failure(reason)))


def nitf_text(root: Element) -> str:
    """The text of the body's content."""
    contents = root.xpath(".//*[local-name() = 'body.content']")
    return "\n\n".join(filter(None, map(text_of_tree, contents)))


def nitf_fields(root: Element) -> dict[str, object]:
    """Of id, title, url, source, author, published and language those that the document states."""
    fields = {
        "id": _attribute(root, "doc-id", "id-string"),
        "title": _text(root, "hl1") or _text(root, "hedline") or _text(root, "title"),
        "url": _web(_attribute(root, "pubdata", "ex-ref")),
        "source": _attribute(root, "pubdata", "name")
        or _text(root, "distributor")
        or _attribute(root, "doc.copyright", "holder"),
        "author": _text(root, "person", within="byline") or _text(root, "byline"),
        "published": _date(_attribute(root, "date.issue", "norm") or _attribute(root, "story.date", "norm")),
        "language": root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    }
    return {name: value for name, value in fields.items() if value}


def _date(norm: str) -> str:
    """NITF's dates are ISO 8601 without its dashes: `20250109T134200+0100`."""
    if len(norm) >= 8 and norm[:8].isdigit():
        return f"{norm[:4]}-{norm[4:6]}-{norm[6:]}".replace("-T", "T") if len(norm) == 8 else _with_time(norm)
    return norm


def _with_time(norm: str) -> str:
    day, _, clock = norm.partition("T")
    zone = clock[6:] or "Z"
    return f"{day[:4]}-{day[4:6]}-{day[6:8]}T{clock[:2]}:{clock[2:4]}:{clock[4:6] or '00'}{zone}"


def _web(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


def _text(root: Element, name: str, *, within: str = "") -> str:
    outer = f".//*[local-name() = '{within}']" if within else "."
    found = root.xpath(f"{outer}//*[local-name() = '{name}']")
    return " ".join("".join(found[0].itertext()).split()) if found else ""


def _attribute(root: Element, name: str, attribute: str) -> str:
    found = root.xpath(f".//*[local-name() = '{name}']/@{attribute}")
    return str(found[0]).strip() if found else ""
