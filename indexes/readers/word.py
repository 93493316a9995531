"""DOCX, with insertions accepted and deletions left out, as Word shows the final text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, TypeAlias

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.bounds import MAX_RATIO
from indexes.readers.documents import article_from_document
from indexes.readers.sources import MAX_BYTES, OnFailure, Source

Element: TypeAlias = Any  # lxml has no types of its own

_PART = 32 << 20  # bytes of one part of a document but its pictures
_TITLE = ("Title", "Heading 1")


def read_word(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The one article of a Word document."""
    from docx import Document
    from lxml import etree

    data = source.read()
    _check_parts(data)
    try:
        document = Document(io.BytesIO(data))
    except (KeyError, ValueError, etree.LxmlError, AttributeError, OSError) as error:
        raise ReadError(f"is not a whole Word document ({type(error).__name__}: {error})") from None
    blocks = [_block(block) for block in _content(document)]
    text = "\n\n".join(filter(str.strip, blocks))
    yield article_from_document(text, _stated(document), source, on_failure)


def _check_parts(data: bytes) -> None:
    """ReadError if the file is no zip archive or unpacks to more than a document does."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            total = sum(part.file_size for part in parts)
            worst = max((p.file_size for p in parts if p.filename.endswith((".xml", ".rels"))), default=0)
            if total > 8 * MAX_BYTES or worst > _PART or total > max(_PART, len(data) * MAX_RATIO):
                raise ReadError("unpacks to more than any article holds: a bomb, not a document")
            broken = archive.testzip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise ReadError(f"is not a whole Word document ({error})") from None
    if broken:
        raise ReadError(f"is not a whole Word document (its part {broken} is damaged)")


def _content(document: Any) -> Iterator[Any]:  # noqa: ANN401 - python-docx's document, its paragraphs and tables
    """Paragraphs and tables in order, those within content controls too, of which templates are made."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    inside = "not(ancestor::w:tbl) and not(ancestor::w:txbxContent)"
    for element in document.element.body.xpath(f".//w:p[{inside}] | .//w:tbl[{inside}]"):
        yield (Table if _name(element) == "tbl" else Paragraph)(element, document)


def _block(block: Any) -> str:  # noqa: ANN401 - a paragraph or a table
    """A paragraph, or a table with a line for each row."""
    from docx.table import Table

    if not isinstance(block, Table):
        words = _words(block._p)
        listed = block._p.xpath("boolean(./w:pPr/w:numPr)") or _style(block).startswith("List")
        return f"• {words}" if listed and words else words
    rows = [[_words(cell) for cell in row.xpath("./w:tc")] for row in block._tbl.xpath("./w:tr")]
    return "\n".join(" | ".join(cells) for cells in rows if any(cells))


def _words(element: Element) -> str:
    """The text that Word shows: also what was inserted, not what is deleted, moved away, hidden or a field's code."""
    gone = "ancestor::w:del or ancestor::w:moveFrom or ancestor::w:r/w:rPr/w:vanish[not(@w:val='0' or @w:val='false')]"
    shown = f"w:t[not({gone})] | .//w:br | .//w:cr | .//w:tab | .//w:noBreakHyphen"
    pieces = {"t": None, "br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
    found = (
        node.text or "" if pieces[_name(node)] is None else str(pieces[_name(node)])
        for node in element.xpath(f".//{shown}")
    )
    return "".join(found).strip()


def _stated(document: Any) -> dict[str, object]:  # noqa: ANN401 - python-docx's document
    properties = document.core_properties
    headings = (p.text for p in document.paragraphs if _style(p) in _TITLE and p.text.strip())
    return {
        "title": properties.title or next(headings, ""),
        "author": properties.author if properties.author != "python-docx" else "",
        "published": properties.created,
        "language": properties.language,
    }


def _style(paragraph: Any) -> str:  # noqa: ANN401 - python-docx's paragraph
    return str(getattr(paragraph.style, "name", None) or "")


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]
