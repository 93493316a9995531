"""What runs in the process that reads one PDF: bytes on stdin, JSON on stdout, within a bound of memory."""

from __future__ import annotations

import io
import json
import logging
import sys
from contextlib import suppress
from typing import Any

MAX_PAGES = 2_000
_MEMORY = 2 << 30  # bytes of address space
_MAX_CHARACTERS = 8_000_000  # of text, a shelf of books


def main() -> None:
    """Read the PDF on stdin and write its pages, title, author and date, or what is wrong with it."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such bound
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    logging.disable(logging.CRITICAL)  # pypdf tells of every small flaw
    sys.stdout.write(json.dumps(contents(sys.stdin.buffer.read())))


def contents(data: bytes) -> dict[str, Any]:
    """`pages` with `title`, `author` and `published` where stated, or `error` in words."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "is encrypted: save it without a password"}
        return {"pages": _pages(reader), **_stated(reader)}
    except MemoryError:
        return {"error": "fills the memory: not read"}
    except PyPdfError as error:
        return {"error": f"is not a whole PDF ({error})"}
    except Exception as error:  # whatever a damaged file makes of the library
        return {"error": f"is not a whole PDF ({type(error).__name__}: {error})"}


def _pages(reader: Any) -> list[str]:  # noqa: ANN401 - pypdf's reader
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if len(pages) >= MAX_PAGES or size > _MAX_CHARACTERS:
            raise ValueError(f"more than {MAX_PAGES} pages or {_MAX_CHARACTERS:,} characters")
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
