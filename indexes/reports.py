"""What reading and building report back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read: `name` is the file, URL or record (`f.jsonl#7`), `reason` says why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What `NewsIndex.add` did: article ids by outcome, and everything that could not be read or stored."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article without its text. `sentences` counts them, `added` is when it first came in (UTC)."""

    id: str
    title: str
    source: str | None
    published: datetime | None
    sentences: int
    added: datetime


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much there is. `sources` are sorted; `oldest` and `newest` are publication dates (UTC)."""

    articles: int
    sentences: int
    passages: int
    sources: tuple[str, ...] = ()
    oldest: datetime | None = None
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with an index, in words, and whether it has been mended."""

    what: str
    mended: bool = False
