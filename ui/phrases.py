"""Dates, counts and references in words, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil
from typing import Protocol
from urllib.parse import urlsplit

from indexes.moments import day, day_and_month

_NAMED_OUTLETS = 6


class Dated(Protocol):
    """Anything with an outlet and a publication date: an article, a citation, a nearest passage."""

    @property
    def source(self) -> str | None:
        """The outlet's name, if known."""

    @property
    def published(self) -> datetime | None:
        """When it was published, if known."""


class Linked(Dated, Protocol):
    """Something dated that also has a title and perhaps an address."""

    @property
    def title(self) -> str:
        """The article's title; may be empty."""

    @property
    def url(self) -> str | None:
        """Where the article was published, if known."""


def period(oldest: datetime | None, newest: datetime | None) -> str:
    """'3 January to 20 March 2025', one day if both are the same, empty without dates."""
    if oldest is None or newest is None:
        return ""
    if oldest.date() == newest.date():
        return day(newest)
    return f"{day_and_month(oldest) if oldest.year == newest.year else day(oldest)} to {day(newest)}"


def reference(item: Dated) -> str:
    """'The Courier, 14 March 2025'; what is not known is said to be unknown."""
    if item.source is None and item.published is None:
        return "Outlet and date unknown"
    date = day(item.published) if item.published else "date unknown"
    return f"{item.source or 'Outlet unknown'}, {date}"


def quoted(quote: str, item: Linked) -> str:
    """The quote and where it stands, ready to be pasted: '“…” (The Courier, 14 March 2025: Title, https://…)'."""
    words = quote if quote.startswith(("“", '"', "‘")) else f"“{quote}”"
    where = f"{reference(item)}: {item.title}" if item.title else reference(item)
    address = web_address(item.url)
    return f"{words} ({where}, {address})" if address else f"{words} ({where})"


def references(items: Iterable[Dated]) -> str:
    """The references of the items, each once, in order: 'The Courier, 14 March 2025; Agency Nord, …'."""
    return "; ".join(dict.fromkeys(reference(item) for item in items))


def count(number: int, noun: str) -> str:
    """'1 article', '1,200 articles'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def duration(seconds: float) -> str:
    """'12 seconds', '3 minutes', '2 hours': rounded up."""
    for size, noun in ((3600, "hour"), (60, "minute")):
        if seconds > size:
            return count(ceil(seconds / size), noun)
    return count(max(1, ceil(seconds)), "second")


def outlets(names: Sequence[str]) -> str:
    """'The Courier, Agency Nord and 3 more'; empty without names."""
    if len(names) > _NAMED_OUTLETS:
        return f"{', '.join(names[:_NAMED_OUTLETS])} and {len(names) - _NAMED_OUTLETS} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def web_address(url: str | None) -> str | None:
    """The URL if a browser may follow it: http or https with a host. Else None, as for `javascript:`."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
