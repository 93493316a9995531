"""A saved web page: trafilatura finds the body, the page's own metadata tells the rest."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeAlias

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.hosts import are_related, host_of
from indexes.readers.bylines import besides, names_in
from indexes.readers.decoding import decode
from indexes.readers.fields import article_from
from indexes.readers.metadata import PageFacts, page_facts
from indexes.readers.page_dates import dated_by_address, first_of, is_shown
from indexes.readers.page_furniture import without_furniture
from indexes.readers.page_text import below_head, paragraphs_of_body
from indexes.readers.page_tree import modernized
from indexes.readers.plain import read_plain
from indexes.readers.sources import OnFailure, Source
from indexes.readers.stubs import why_no_article

Element: TypeAlias = Any  # lxml has no types of its own

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})""", re.IGNORECASE)
_TAG = re.compile(rb"<\s?[a-zA-Z/!?]|<\0")  # or of UTF-16
_HEAD_BYTES = 4096  # browsers look no further than 1024 for the encoding
_QUICK = {
    "extensive_search": False,
    "original_date": True,
}  # of trafilatura's own search for a date, which is not used
_LONGER = 1.6  # times the words found in the page: then the text in its JSON-LD is the whole one


def read_html(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The one article of a saved page."""
    data = source.read()
    if not _TAG.search(data):  # the bare text of a story, saved under a page's name
        yield from read_plain(source, on_failure)
        return
    address, declared = source.final_address, source.charset
    yield article_of_bytes(data, source, on_failure, address=address, declared=declared)


def article_of_bytes(
    data: bytes, source: Source, on_failure: OnFailure, *, address: str = "", declared: str | None = None
) -> Article:
    """The article of a page. `address` is where it came from, `declared` the encoding that its server named."""
    named = _CHARSET.search(data[:_HEAD_BYTES])
    page = decode(data, named.group(1).decode("ascii") if named else declared)
    return article_from_page(page, source, on_failure, address=address)


def article_from_page(page: str, source: Source, on_failure: OnFailure, *, address: str = "") -> Article:
    """The article of a page's markup. ReadError if no text is found in it, or something else than an article."""
    tree = _tree(page)
    facts = page_facts(tree, address) if tree is not None else PageFacts()
    modern = modernized(copy.deepcopy(tree)) if tree is not None else None
    dated = _dated(modern, page, facts, address)
    found = _extracted(modern, facts.url or address)
    paragraphs = paragraphs_of_body(found.body) if found is not None and found.body is not None else []
    title = facts.title or str((found and found.title) or "")
    author = facts.author or _guessed_author(found, facts)
    below = below_head(paragraphs, title, author)
    text = _fuller("\n\n".join(below.paragraphs), facts.body)
    if reason := why_no_article(page, text, facts):
        raise ReadError(reason)
    fields = {
        "title": below.title,
        "text": text,
        "url": _own_url(facts.url, address),
        "source": facts.source or (found and found.sitename != found.hostname and found.sitename),
        "author": below.author,
        "published": dated,
        "updated": facts.updated,
        "language": facts.language,
    }
    known = {name: value for name, value in fields.items() if value}
    return article_from(known, source.origin(), lambda reason: on_failure(source.failure(reason)))


def _own_url(stated: str, address: str) -> str:
    """The URL that a page states, unless it was found at another host: whoever writes a page can name any there."""
    return stated if not address or are_related(host_of(stated), host_of(address)) else address


def _tree(page: str) -> Element | None:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _extracted(modern: Element | None, url: str) -> Any:  # noqa: ANN401 - trafilatura's document
    """What trafilatura makes of the page, of whose tree the furniture is taken out; None if it finds nothing."""
    import trafilatura

    if modern is None:
        return None
    without_furniture(modern)
    return trafilatura.bare_extraction(
        modern, url=url or None, with_metadata=True, include_comments=False, date_extraction_params=_QUICK
    )


def _guessed_author(found: Any, facts: PageFacts) -> str:  # noqa: ANN401 - trafilatura's document
    """Who trafilatura thinks wrote it, unless that is the outlet or its host."""
    names = names_in(str((found and found.author) or "").replace("; ", ", "))
    return ", ".join(besides(names, facts.source, host_of(facts.url)))


def _dated(modern: Element | None, page: str, facts: PageFacts, address: str) -> object:
    """The moment that the page states; else the day in its address, beside its headline or anywhere; else the last change.

    Before the furniture is taken out: a date may stand there.
    """
    url = facts.url or address
    if isinstance(facts.published, datetime):
        return first_of(facts.published, url)
    day = dated_by_address(url) or facts.shown_day or _searched_day(modern, url)
    return (day if day and is_shown(day, page) else "") or facts.published or facts.updated


def _searched_day(modern: Element | None, url: str) -> str:
    """What htmldate finds in the page; '' if nothing."""
    import htmldate

    if modern is None:
        return ""
    return htmldate.find_date(copy.deepcopy(modern), original_date=True, url=url or None) or ""


def _fuller(shown: str, stated: str) -> str:
    """The text found in the page, or the one in its JSON-LD where that is much longer: scripts build some pages."""
    have, want = shown.split(), stated.split()
    return stated if have == want or len(want) > _LONGER * len(have) else shown  # equal: with its paragraphs
