"""Reading articles and putting them into a catalogue, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path
from typing import TypeAlias

from indexes.articles import Article
from indexes.batches import batches
from indexes.building import build_articles
from indexes.edits import editing
from indexes.embedding import Embedder
from indexes.errors import ReadError
from indexes.progress import Progress
from indexes.readers import Reader, read
from indexes.reports import BuildReport, Failure
from indexes.web.reading import WebReader, is_url

Items: TypeAlias = "str | Path | Article | Iterable[str | Path | Article]"

_READ_AHEAD = 2_000  # articles, about 10 MB
_AHEAD_CHARACTERS = 20_000_000  # however few articles that are
_LONGEST = 2_000_000  # characters of one article, which is stored with its batch or not at all: as many as a long book has


@dataclass(slots=True)
class Tally:
    """What has become of the articles so far."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many articles have been stored or found unchanged."""
        return len(self.added) + len(self.updated) + len(self.unchanged)

    def outcome(self, *, stored: bool, same: bool) -> list[str]:
        """Where the id of an article goes that was stored before or not, and is the same as then or not."""
        return self.unchanged if same else self.updated if stored else self.added

    def report(self) -> BuildReport:
        """As it is returned."""
        added, updated, unchanged = tuple(self.added), tuple(self.updated), tuple(self.unchanged)
        return BuildReport(added, updated, unchanged, tuple(self.failed))


def articles_in(
    items: Items, on_failure: Callable[[Failure], None], web: WebReader, using: Reader
) -> Iterator[Article]:
    """The articles of files, folders and URLs, and those given as such; ReadError for what is none of these."""
    if isinstance(items, Article):
        reason = _unstorable(items)
        if reason:
            on_failure(Failure(items.origin or items.id, reason))
        else:
            yield items
    elif isinstance(items, str | Path):
        if not str(items).strip():
            raise ReadError(
                f"{items!r} cannot be added: an empty path names no file. Path('.') is this folder"
            )
        if is_url(items):
            found = web.read(str(items), on_failure)
        else:
            found = (web.follow(one, on_failure) for one in read(items, on_failure=on_failure, using=using))
        for article in found:
            yield from articles_in(article, on_failure, web, using)
    elif isinstance(items, Iterable) and not isinstance(items, bytes | bytearray | Mapping):
        for item in items:
            yield from articles_in(item, on_failure, web, using)
    else:
        raise ReadError(f"{items!r} cannot be added: give an Article, a path, a URL, or several of these")


def runs_of(
    items: Items, *, fetched: Callable[[object], bool]
) -> Iterator[tuple[bool, Iterator[str | Path | Article]]]:
    """The single items in order, in runs of those that are fetched and those that are not."""
    return groupby(_singly(items), key=fetched)


def _singly(items: Items) -> Iterator[str | Path | Article]:
    if isinstance(items, Iterable) and not isinstance(items, str | bytes | bytearray | Mapping):
        for item in items:
            yield from _singly(item)
    else:
        yield items  # type: ignore[misc]  # or what is none of these: reading says so


def counted_batches(
    articles: Iterator[Article], size: int, tell: Progress
) -> Iterator[tuple[list[Article], int | None]]:
    """Batches, each with the number of all articles, None if there are more than are read ahead.

    Reading is quick beside embedding, so it runs ahead, by as many articles as memory holds with ease.
    """
    ahead: list[Article] = []
    total, room = None, _AHEAD_CHARACTERS
    for article in articles:
        ahead.append(article)
        room -= len(article.text)
        tell("Reading articles", len(ahead), None)
        if len(ahead) > _READ_AHEAD or room < 0:
            break
    else:
        total = len(ahead)
    for batch in batches(chain(ahead, articles), size):
        yield batch, total


def add_batch(
    catalog: Path, articles: list[Article], embedder: Callable[[], Embedder], tally: Tally, *, again: bool
) -> bool:
    """Add the articles or none of them; whether the catalogue changed. Without `again` removed ones stay away.

    The embedder is asked for only if something has to be embedded.
    """
    outcomes: list[tuple[list[str], str]] = []
    failed: list[Failure] = []
    with editing(catalog) as edit:
        changed: dict[str, Article] = {}
        for read_article in articles:
            try:
                found = edit.identify(read_article)
            except ReadError as error:
                failed.append(Failure(read_article.origin or read_article.id, str(error)))
                continue
            if not again and not found.stored and edit.was_removed(found.article.id):
                continue
            if not found.same:
                edit.claim(found.article)  # so that the next ones of this batch meet it
                outcomes += [(tally.updated, one) for one in edit.name_others(found.article)]
                changed[found.article.id] = found.article
            outcomes.append((tally.outcome(stored=found.stored, same=found.same), found.article.id))
        if changed:
            for built in build_articles(list(changed.values()), embedder()):
                edit.put(built)
    for outcome, article_id in outcomes:
        outcome.append(article_id)
    tally.failed += failed
    return bool(changed)


def _unstorable(article: Article) -> str:
    if not article.text.strip():
        return "it has no text"
    if len(article.text) > _LONGEST:
        return f"its text is longer than {_LONGEST:,} characters: divide it into its articles"
    for part in (
        article.id,
        article.title,
        article.text,
        article.url,
        article.source,
        article.author,
        article.language,
        article.origin,
    ):
        try:
            (part or "").encode("utf-8")
        except UnicodeEncodeError as error:
            return f"it holds a character that is not valid Unicode ({error.reason}): save it as UTF-8"
    return ""
