"""The text layer of a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.documents import article_from_document
from indexes.readers.layout import text_of_pages
from indexes.readers.sources import OnFailure, Source

MAX_PAGES = 2_000
_MAX_CHARACTERS = 8_000_000  # of text, a shelf of books


def read_pdf(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The one article of a PDF file; ReadError if it is a scan, encrypted or damaged."""
    data = source.read()
    if b"%PDF-" not in data[:1024]:
        raise ReadError("is not a PDF: it does not begin like one")
    pages, stated = _contents(data)
    text = text_of_pages(pages)
    if not text:
        raise ReadError("has no text layer (a scan?): run OCR over it first, with ocrmypdf say")
    yield article_from_document(text, stated, source, on_failure)


def _contents(data: bytes) -> tuple[list[str], dict[str, str]]:
    """The text of each page; title, author, date and language where the file states them."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("is encrypted: save it without a password")
        return _pages(reader), _stated(reader)
    except (ReadError, MemoryError):
        raise
    except PyPdfError as error:
        raise ReadError(f"is not a whole PDF ({error})") from None
    except Exception as error:  # whatever a damaged file makes of the library
        raise ReadError(f"is not a whole PDF ({type(error).__name__}: {error})") from None


def _pages(reader: Any) -> list[str]:  # noqa: ANN401 - pypdf's reader
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if len(pages) > MAX_PAGES or size > _MAX_CHARACTERS:
            raise ReadError(f"has more than {MAX_PAGES:,} pages or {_MAX_CHARACTERS:,} characters: divide it")
    return pages


def _stated(reader: Any) -> dict[str, str]:  # noqa: ANN401 - pypdf's reader
    """What the file's own properties say; flaws in them are no reason not to read it."""
    stated: dict[str, str] = {}
    with suppress(Exception):
        information = reader.metadata
        stated["title"] = str(information.title or "")
        stated["author"] = str(information.author or "")
        created = information.creation_date
        stated["published"] = created.isoformat() if created else ""
    with suppress(Exception):
        stated["language"] = str(reader.root_object.get("/Lang") or "")
    return stated
