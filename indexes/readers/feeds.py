"""RSS and Atom: an article an entry, from the text that the feed itself carries."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from indexes.articles import Article
from indexes.claims import ENTRY
from indexes.dates import parse_published
from indexes.errors import ReadError
from indexes.readers.fields import article_from
from indexes.readers.markup import text_of_markup
from indexes.readers.sources import OnFailure, Source, describe

MAX_ENTRIES = 10_000


def read_feed(data: bytes, source: Source, on_failure: OnFailure, *, broken: str = "") -> Iterator[Article]:
    """The articles of a feed; an entry that is none is reported as `name#n`.

    `broken` says why it is not well-formed XML: then what can be read of it is, and that is reported.
    """
    import feedparser

    found = feedparser.parse(data, resolve_relative_uris=False, sanitize_html=False)
    entries = found.entries
    if not entries:
        reason = f"is not well-formed XML ({broken})" if broken else "is a feed without entries"
        raise ReadError(reason)
    if broken:
        on_failure(source.failure(f"is damaged ({broken}): {len(entries)} entries were read of it"))
    if len(entries) > MAX_ENTRIES:
        on_failure(source.failure(f"has {len(entries):,} entries: the first {MAX_ENTRIES:,} were read"))
    for number, entry in enumerate(entries[:MAX_ENTRIES], 1):
        try:
            yield _article(entry, found.feed, source, number, on_failure)
        except ReadError as error:
            on_failure(source.failure(describe(error), number))


def _article(
    entry: Mapping[str, Any], feed: Mapping[str, Any], source: Source, number: int, on_failure: OnFailure
) -> Article:
    fields = {
        "title": text_of_markup(entry.get("title") or ""),
        "text": _text(entry),
        "url": _link(entry),
        "source": text_of_markup((entry.get("source") or {}).get("title") or feed.get("title") or ""),
        "author": entry.get("author"),
        "published": _moment(entry, "published") or _moment(entry, "updated"),
        "updated": _moment(entry, "updated"),
        "language": entry.get("language") or feed.get("language"),
    }
    known = {name: value for name, value in fields.items() if value}
    return article_from(
        known, f"{source.origin()}{ENTRY}{number}", lambda reason: on_failure(source.failure(reason, number))
    )


def _text(entry: Mapping[str, Any]) -> str:
    """The longer of the entry's content and its summary, which some feeds give the wrong way round."""
    candidates = [part.get("value") or "" for part in entry.get("content", [])]
    candidates.append(entry.get("summary") or "")
    return max(map(text_of_markup, candidates), key=len)


def _link(entry: Mapping[str, Any]) -> str | None:
    for address in (entry.get("link"), entry.get("id")):
        if isinstance(address, str) and address.startswith(("http://", "https://")):
            return address
    return None


def _moment(entry: Mapping[str, Any], name: str) -> datetime | str | None:
    """The date of that name, as we read dates: the library takes the clock of a zone that it does not know for UTC.

    What neither can read is given as it stands, to be reported.
    """
    stated = (
        entry.get(name) if name in entry else None
    )  # without it the library gives the other date under this name
    if not isinstance(stated, str) or not stated.strip():
        return None
    try:
        return parse_published(stated)
    except ReadError:
        return _parsed(entry.get(f"{name}_parsed")) or stated


def _parsed(moment: Any) -> datetime | None:  # noqa: ANN401 - feedparser's struct_time, in UTC
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC) if moment else None
    except (ValueError, OverflowError, OSError):
        return None
