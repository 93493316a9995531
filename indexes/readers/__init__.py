"""Files and folders to articles; what cannot be read is reported by name and reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from indexes.articles import Article
from indexes.readers.folders import readable_files
from indexes.readers.html import read_html
from indexes.readers.markdown import read_markdown
from indexes.readers.plain import read_plain
from indexes.readers.records import read_json, read_jsonl
from indexes.readers.sources import OnFailure, Source, describe
from indexes.reports import Failure

__all__ = ["FORMATS", "read"]

FORMATS: dict[str, Callable[[Source, OnFailure], Iterator[Article]]] = {
    ".htm": read_html,
    ".html": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".md": read_markdown,
    ".ndjson": read_jsonl,
    ".txt": read_plain,
}
"""Which function reads which extension; each may be followed by `.gz`."""


def read(item: str | Path, *, on_failure: OnFailure) -> Iterator[Article]:
    """Articles of a file, or of a folder and those in it, by sorted path.

    In a folder hidden files, unknown extensions and links that leave it are passed over; a file named
    explicitly is a failure if its extension is unknown. Nothing is raised for what cannot be read.
    """
    if str(item).startswith(("http://", "https://")):
        on_failure(
            Failure(str(item), "is a URL, and pages are not fetched: save the page as HTML and add the file")
        )
        return
    path = Path(item).expanduser()
    if path.is_dir():
        for file in readable_files(path, FORMATS, on_failure):
            yield from _read_file(Source(file), on_failure)
    else:
        yield from _read_file(Source(path), on_failure)


def _read_file(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    reader = FORMATS.get(source.extension)
    if not source.path.is_file():
        on_failure(source.failure("is not there" if not source.path.exists() else "is not a file"))
    elif reader is None:
        known = ", ".join(FORMATS)
        on_failure(
            source.failure(f"its extension {source.extension!r} is none of {known} (or these with .gz)")
        )
    else:
        try:
            yield from reader(source, on_failure)
        except Exception as error:  # one bad file of a thousand must not end the build: reported by name
            on_failure(source.failure(describe(error)))
