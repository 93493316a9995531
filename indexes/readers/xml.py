"""XML: feeds and the news agencies' own formats, told apart by their root; no entities, no network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.feeds import read_feed
from indexes.readers.newsml import read_newsml
from indexes.readers.nitf import read_nitf
from indexes.readers.sources import OnFailure, Source

Element: TypeAlias = Any  # lxml has no types of its own

_FEEDS = ("rss", "feed", "rdf")
_ENTITIES = "defines XML entities, which can be a bomb or reach for other files: not read"
_KNOWN = "RSS, Atom, NewsML-G2 and NITF"


def read_xml(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The articles of an RSS or Atom feed, a NewsML-G2 message or a NITF document."""
    data = source.read()
    _refuse_entities(data)
    try:
        root = _tree(data)
    except SyntaxError as error:
        if b"<!ENTITY" in data.replace(b"\0", b"").upper():  # in UTF-16 and UTF-32 too
            raise ReadError(_ENTITIES) from None
        yield from read_feed(data, source, on_failure, broken=str(error))
        return
    name = str(root.tag).rpartition("}")[2].lower()
    if name in _FEEDS:
        yield from read_feed(data, source, on_failure)
    elif name in ("newsitem", "newsmessage"):
        yield from read_newsml(root, source, on_failure)
    elif name == "nitf":
        yield read_nitf(root, source, on_failure)
    else:
        raise ReadError(f"is XML with the root <{name}>: {_KNOWN} are read")


def _refuse_entities(data: bytes) -> None:
    """ReadError if the document defines entities, in whatever encoding: a few lines of them fill any memory."""
    from xml.sax.handler import ContentHandler

    from defusedxml import EntitiesForbidden
    from defusedxml.sax import parseString

    try:
        parseString(data, ContentHandler(), forbid_dtd=False, forbid_entities=True, forbid_external=False)
    except EntitiesForbidden:
        raise ReadError(_ENTITIES) from None
    except Exception:  # noqa: S110 - what is not well-formed is told of when it is read
        pass


def _tree(data: bytes) -> Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    return etree.fromstring(data, parser)
