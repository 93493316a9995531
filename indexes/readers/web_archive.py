"""WARC, as crawlers of news sites write it: the pages in it, each under the address it was fetched from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.bounds import TooMuch
from indexes.readers.html import article_of_bytes
from indexes.readers.sources import MAX_BYTES, OnFailure, Source, describe

_MOST_PAGES = 10_000_000
_PAGES = ("text/html", "application/xhtml+xml")


def read_web_archive(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """Articles of the pages in a web archive; one that is none is reported as `name!address`."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    pages = 0
    with source.open() as stream:
        try:
            for record in ArchiveIterator(stream, no_record_parse=False, arc2warc=True):
                if _is_page(record):
                    pages += 1
                    yield from _article(record, source, on_failure)
        except ArchiveLoadFailed as error:
            raise ReadError(f"is not a whole web archive ({error})") from None
    if not pages:
        raise ReadError("holds no web pages")


def _is_page(record: Any) -> bool:  # noqa: ANN401 - warcio's record
    """Whether a record is the successful answer to a request for a page."""
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers
    if headers is None:
        return str(record.rec_headers.get_header("Content-Type") or "").lower().startswith(_PAGES)
    kind = str(headers.get_header("Content-Type") or "").lower()
    return headers.get_statuscode() == "200" and kind.startswith(_PAGES)


def _article(record: Any, source: Source, on_failure: OnFailure) -> Iterator[Article]:  # noqa: ANN401
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    member = source.member(address or "page", b"")
    try:
        streamed = (
            not source.inside
        )  # a crawl is as large as it is: one page at a time is in memory, none unpacks without end
        member.budget.enter(len(member.inside), _MOST_PAGES if streamed else None)
        data = record.content_stream().read(MAX_BYTES + 1)
        member.budget.spend(0 if streamed else len(data))
        if len(data) > MAX_BYTES:
            raise ReadError(f"holds more than {MAX_BYTES >> 20} MB unpacked: no article does")
        if getattr(record.raw_stream, "limit", 0) > 0:  # bytes that the record announces and are not there
            raise ReadError("is cut short")
        yield article_of_bytes(data, member, on_failure, address=address, declared=_charset(record))
    except TooMuch:
        raise
    except Exception as error:  # one bad page must not end the archive
        on_failure(member.failure(describe(error)))


def _charset(record: Any) -> str | None:  # noqa: ANN401 - warcio's record
    kind = str((record.http_headers or record.rec_headers).get_header("Content-Type") or "").lower()
    return kind.partition("charset=")[2].strip("\"' ;") or None
