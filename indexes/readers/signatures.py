"""What a file is by its first bytes: a name that says otherwise would be read as noise."""

from __future__ import annotations

import re

from indexes.errors import ReadError

_SIGNATURES = (
    (b"%PDF-", "a PDF", (".pdf",)),
    (b"PK\x03\x04", "a zip archive or an office document", (".zip", ".docx")),
    (b"PAR1", "a Parquet file", (".parquet",)),
    (b"\x1f\x8b", "gzip data", ()),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document", ()),
    (b"{\\rtf", "an RTF document", ()),
    (b"\x89PNG", "a picture", ()),
    (b"\xff\xd8\xff", "a picture", ()),
    (b"WARC/1.", "a web archive", (".warc",)),
)
_PAGE = re.compile(rb"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_FEED = re.compile(rb"\s*<\?xml\s[^>]{0,200}\?>")
_TEXTS = (".txt", ".md", ".json", ".jsonl", ".ndjson", ".csv", ".tsv")


def check_signature(head: bytes, extension: str) -> None:
    """ReadError if the first bytes of a file (some hundred) are plainly not of the format its name says."""
    for signature, kind, extensions in _SIGNATURES:
        if head.startswith(signature) and extension not in extensions:
            raise ReadError(f"is {kind} by its content, not {extension}: {_mend(extensions)}")
    if extension in _TEXTS and _PAGE.match(head):
        raise ReadError(f"is a web page by its content, not {extension}: rename it to end in .html")
    if extension in _TEXTS and _FEED.match(head):
        raise ReadError(f"is XML by its content, not {extension}: rename it to end in .xml")


def _mend(extensions: tuple[str, ...]) -> str:
    if not extensions:
        return "save it in a format that can be read"
    return f"rename it to end in {' or '.join(extensions)}"
