"""A saved web page: trafilatura finds the body, the page's own metadata tells the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.decoding import decode
from indexes.readers.fields import article_from
from indexes.readers.metadata import page_fields
from indexes.readers.normalizing import normalize_line
from indexes.readers.sources import OnFailure, Source

Element: TypeAlias = Any  # lxml has no types of its own

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})""", re.IGNORECASE)
_HEAD_BYTES = 4096  # browsers look no further than 1024 for the encoding
_ROWS = ("list", "table", "row", "quote", "div")


def read_html(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The one article of a saved page."""
    address, declared = source.final_address, source.charset
    yield article_of_bytes(source.read(), source, on_failure, address=address, declared=declared)


def article_of_bytes(
    data: bytes, source: Source, on_failure: OnFailure, *, address: str = "", declared: str | None = None
) -> Article:
    """The article of a page. `address` is where it came from, `declared` the encoding that its server named."""
    named = _CHARSET.search(data[:_HEAD_BYTES])
    page = decode(data, named.group(1).decode("ascii") if named else declared)
    return article_from_page(page, source, on_failure, address=address)


def article_from_page(page: str, source: Source, on_failure: OnFailure, *, address: str = "") -> Article:
    """The article of a page's markup. ReadError if no text is found in it."""
    import trafilatura

    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    stated = page_fields(page)
    paragraphs = _paragraphs(found.body) if found is not None and found.body is not None else []
    title = normalize_line((found and found.title) or str(stated.get("title") or ""))
    if paragraphs and normalize_line(paragraphs[0]) == title:
        del paragraphs[0]  # the headline, which is shown above the text
    text = "\n\n".join(paragraphs) or str(stated.get("articlebody") or "")
    if not text.strip():
        raise ReadError("no article text was found in the page (is it built by a script in the browser?)")
    fields = {
        "title": title,
        "text": text,
        "url": stated.get("url") or (found and found.url) or address,
        "source": stated.get("source") or (found and found.sitename != found.hostname and found.sitename),
        "author": stated.get("author") or (found and found.author and found.author.replace("; ", ", ")),
        "published": stated.get("published") or (found and found.date),
        "language": stated.get("language"),
    }
    known = {name: value for name, value in fields.items() if value}
    return article_from(known, source.origin(), lambda reason: on_failure(source.failure(reason)))


def _paragraphs(body: Element) -> list[str]:
    """The blocks of trafilatura's body: paragraphs, headings, items of lists, rows of tables."""
    blocks: list[str] = []
    for element in body:
        if element.tag in ("list", "table"):
            rows = [_row(row) for row in element if row.tag in ("item", "row")]
            blocks.append("\n".join(row for row in rows if row))
        elif element.tag in _ROWS and len(element) and not (element.text or "").strip():
            blocks.extend(_paragraphs(element))
        else:
            blocks.append(_words(element))
    return [block for block in blocks if block.strip()]


def _row(row: Element) -> str:
    if row.tag == "item":
        words = _words(row).replace("\n", " ")
        return f"• {words}" if words else ""
    return " | ".join(_words(cell).replace("\n", " ") for cell in row)


def _words(element: Element) -> str:
    """The text of an element, white space as a browser shows it; `<br>` is a newline."""
    for line_break in element.iter("lb"):
        line_break.tail = f"\x0b{line_break.tail or ''}"
    words = re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext()))
    return re.sub(r" ?\x0b ?", "\n", words).strip()
