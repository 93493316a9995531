"""The text layer of a PDF, read in a process of its own: a crafted file cannot hold up or fill this one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.documents import article_from_document
from indexes.readers.layout import text_of_pages
from indexes.readers.sources import OnFailure, Source

TIMEOUT = 60.0
"""Seconds that reading one file may take."""


def read_pdf(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The one article of a PDF file; ReadError if it is a scan, encrypted, damaged or takes too long."""
    data = source.read()
    if b"%PDF-" not in data[:1024]:
        raise ReadError("is not a PDF: it does not begin like one")
    found = _in_its_own_process(data)
    if found.get("error"):
        raise ReadError(str(found["error"]))
    pages = found["pages"]
    text = text_of_pages(pages if isinstance(pages, list) else [])
    if not text:
        raise ReadError("has no text layer (a scan?): run OCR over it first, with ocrmypdf say")
    yield article_from_document(text, found, source, on_failure)


def _in_its_own_process(data: bytes) -> dict[str, object]:
    command = [sys.executable, "-I", "-c", _CHILD, *sys.path]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIMEOUT)  # noqa: S603 - our own code
    except subprocess.TimeoutExpired:
        raise ReadError(f"takes more than {TIMEOUT:.0f} seconds to read: given up") from None
    try:
        found: dict[str, object] = json.loads(done.stdout)
    except ValueError:
        raise ReadError("could not be read: it fills the memory or ends the program that reads PDF") from None
    return found


_CHILD = "import sys; sys.path[:] = sys.argv[1:]; from indexes.readers.pdf_process import main; main()"
