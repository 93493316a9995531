"""Files and folders to articles; what cannot be read is reported by name and reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from indexes.articles import Article
from indexes.readers.archives import members_of_tar, members_of_zip
from indexes.readers.bounds import TooMuch
from indexes.readers.folders import readable_files
from indexes.readers.html import read_html
from indexes.readers.mail import read_mail
from indexes.readers.markdown import read_markdown
from indexes.readers.parquet import read_parquet
from indexes.readers.pdf import read_pdf
from indexes.readers.plain import read_plain
from indexes.readers.records import read_json, read_jsonl
from indexes.readers.signatures import check_signature
from indexes.readers.sources import OnFailure, Source, describe
from indexes.readers.tables import read_table
from indexes.readers.web_archive import read_web_archive
from indexes.readers.word import read_word
from indexes.readers.xml import read_xml
from indexes.reports import Failure

__all__ = ["FORMATS", "Reader", "read", "read_source"]

Reader = Callable[[Source, OnFailure], Iterator[Article]]

_MEMBERS = {".tar": members_of_tar, ".zip": members_of_zip}
_MOST_FAILURES = 1_000  # records of one file that are reported one by one
_HEAD = 512  # bytes that tell a format


def _read_archive(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    for member in _MEMBERS[source.extension](source, FORMATS, on_failure):
        yield from read_source(member, on_failure)


FORMATS: dict[str, Reader] = {
    ".atom": read_xml,
    ".csv": read_table,
    ".docx": read_word,
    ".eml": read_mail,
    ".htm": read_html,
    ".html": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".md": read_markdown,
    ".ndjson": read_jsonl,
    ".nitf": read_xml,
    ".parquet": read_parquet,
    ".pdf": read_pdf,
    ".rss": read_xml,
    ".tar": _read_archive,
    ".tsv": read_table,
    ".txt": read_plain,
    ".warc": read_web_archive,
    ".xhtml": read_html,
    ".xml": read_xml,
    ".zip": _read_archive,
}
"""Which function reads which extension; each may be followed by `.gz`, and `.tgz` is `.tar.gz`."""


def read(item: str | Path, *, on_failure: OnFailure, using: Reader | None = None) -> Iterator[Article]:
    """Articles of a file, or of a folder and those in it, by sorted path.

    In a folder hidden files, unknown extensions and links that leave it are passed over; a file named
    explicitly is a failure if its extension is unknown. Nothing is raised for what cannot be read. Each file is
    read by `using`, such as a `SeparateReader`'s; without, in this process, which a crafted file can then hold up.
    """
    using = using or read_source
    path = Path(item).expanduser()
    if path.is_dir():
        for file in readable_files(path, FORMATS, on_failure):
            yield from _read_file(Source(file), on_failure, using)
    else:
        yield from _read_file(Source(path), on_failure, using)


def _read_file(source: Source, on_failure: OnFailure, using: Reader) -> Iterator[Article]:
    if not source.path.is_file():
        on_failure(source.failure("is not there" if not source.path.exists() else "is not a file"))
    elif source.extension not in FORMATS:
        known = ", ".join(FORMATS)
        on_failure(
            source.failure(f"its extension {source.extension!r} is none of {known} (or these with .gz)")
        )
    else:
        yield from using(source, on_failure)


def read_source(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """Articles of a file, a member of an archive or a download whose extension is among FORMATS."""
    reported = _Bounded(source, on_failure)
    try:
        with source.open() as stream:
            check_signature(stream.read(_HEAD), source.extension)
        found = False
        for article in FORMATS[source.extension](source, reported):
            found = True
            yield article
        if not found and not reported.count:
            on_failure(source.failure("holds no articles"))
    except TooMuch as error:
        on_failure(source.failure(describe(error)))
        if source.inside:  # the archive that it is in is given up too
            raise
    except Exception as error:  # one bad file of a thousand must not end the build: reported by name
        on_failure(source.failure(describe(error)))
    finally:
        reported.finish()


class _Bounded:
    """Passes failures on, up to a number; a table of a million broken rows must not fill the memory."""

    def __init__(self, source: Source, on_failure: OnFailure) -> None:
        self._source = source
        self._on_failure = on_failure
        self.count = 0

    def __call__(self, failure: Failure) -> None:
        self.count += 1
        if self.count <= _MOST_FAILURES:
            self._on_failure(failure)
        else:
            self._source.budget.goes_on()

    def finish(self) -> None:
        """Say how many were not passed on."""
        if self.count > _MOST_FAILURES:
            self._on_failure(self._source.failure(f"and {self.count - _MOST_FAILURES:,} more of its records"))
