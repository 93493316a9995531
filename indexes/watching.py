"""Keeping an index current: folders as their files change, feeds and pages by URL at intervals with back-off."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from indexes.errors import ArticleNotFound, CitewireError, ReadError
from indexes.file_changes import Changes, changes_of
from indexes.index import NewsIndex
from indexes.reports import BuildReport
from indexes.web.access import WebAccess
from indexes.web.reading import is_url

_SHORTEST_WAIT, _LONGEST_WAIT = (
    1.0,
    60.0,
)  # seconds between two attempts to write an index that another process writes
_NAMED = 3  # of those that wait
_LONGEST = 24 * 3600.0  # seconds to which the interval of a failing feed grows


@dataclass(frozen=True, slots=True)
class Event:
    """One change, in one line."""

    line: str
    failed: bool = False
    name: str = ""  # of what could not be read


@dataclass(slots=True)
class Feed:
    """A URL that is looked at again and again. Times in seconds; `due` on the monotonic clock."""

    url: str
    interval: float
    due: float = field(default_factory=time.monotonic)
    wait: float = 0.0

    def looked_at(self, *, failed: bool) -> None:
        """Say when it is due again: after each failure in a row twice as long as before."""
        self.wait = min(2 * (self.wait or self.interval), _LONGEST) if failed else self.interval
        self.due = time.monotonic() + self.wait


@dataclass(slots=True)
class Waiting:
    """What is still to be added: paths and URLs, in order. Times in seconds of the monotonic clock."""

    items: dict[Path | str, None] = field(default_factory=dict)
    due: float = 0.0
    wait: float = 0.0
    said: str = ""

    @property
    def blocked(self) -> bool:
        """Whether the index could not be written a moment ago."""
        return time.monotonic() < self.due

    def put(self, items: Iterable[Path | str]) -> None:
        """These too."""
        self.items.update(dict.fromkeys(items))

    def put_off(self, error: CitewireError) -> str:
        """It could not be done: what to say of it, '' if that has been said."""
        self.wait = min(2 * self.wait or _SHORTEST_WAIT, _LONGEST_WAIT)
        self.due = time.monotonic() + self.wait
        named = ", ".join(map(str, list(self.items)[:_NAMED]))
        more = f" and {len(self.items) - _NAMED:,} more" if len(self.items) > _NAMED else ""
        line = f"not added yet · {named}{more}: {error}"
        said, self.said = self.said, line
        return "" if line == said else line

    def done(self) -> None:
        """All of it has been added, or reported."""
        self.items.clear()
        self.wait, self.due, self.said = 0.0, 0.0, ""


def watch(
    index: NewsIndex,
    targets: Iterable[str | Path],
    *,
    web: WebAccess,
    interval: float,
    remove_deleted: bool = False,
    stop: threading.Event | None = None,
) -> Iterator[Event]:
    """What changes in the index, until `stop` is set. All of it is added first, in case it changed meanwhile.

    The articles of a file that is deleted stay, and are named, since an archive outlives the folder that it was fed
    from; with `remove_deleted` they are removed. ReadError for a target that is neither a folder, a file nor a URL.
    """
    targets = list(targets)
    if not all(str(target).strip() for target in targets):
        raise ReadError("an empty path names nothing to watch: name a folder, a file or a URL")
    feeds = [Feed(str(target), interval) for target in targets if is_url(target)]
    paths = [Path(target).expanduser().absolute() for target in targets if not is_url(target)]
    for path in paths:
        if not path.exists():
            raise ReadError(f"{path} is not there: name a folder, a file or a URL to watch")
    stop = stop or threading.Event()
    changes = changes_of(paths, stop)
    begun = next(changes, Changes())  # watching has begun: what changes from here on is not missed
    waiting = Waiting()
    for found in chain([Changes(tuple(paths))], [begun], changes):
        waiting.put(found.changed)
        yield from _added(index, waiting, web)
        yield from _deleted(index, found.gone, remove=remove_deleted)
        for feed in feeds:
            if feed.due <= time.monotonic() and not waiting.blocked and not stop.is_set():
                yield from _looked_at(index, feed, waiting, web)


def _looked_at(index: NewsIndex, feed: Feed, waiting: Waiting, web: WebAccess) -> Iterator[Event]:
    waiting.put([feed.url])
    failed = False
    for event in _added(index, waiting, web):
        failed = failed or (
            event.failed and event.name in ("", feed.url)
        )  # not for an entry that cannot be read
        yield event
    feed.looked_at(failed=failed and not waiting.blocked)


def _added(index: NewsIndex, waiting: Waiting, web: WebAccess) -> Iterator[Event]:
    """Add what waits. Where the index cannot be written that is said once, and tried again and again."""
    if not waiting.items or waiting.blocked:
        return
    try:
        report = index.add(list(waiting.items), web=web, again=False)
    except CitewireError as error:
        line = waiting.put_off(error)
        if line:
            yield Event(line, failed=True)
        return
    waiting.done()
    yield from _events(index, report)


def _deleted(index: NewsIndex, gone: Iterable[Path], *, remove: bool) -> Iterator[Event]:
    """Say, or take out, what was read from files that are no more."""
    for path in gone:
        ids = index.article_ids_from(path)
        if ids and not remove:
            named = " ".join(ids[:_NAMED]) + (f" and {len(ids) - _NAMED:,} more" if len(ids) > _NAMED else "")
            yield Event(f"kept · {path} was deleted, its articles stay: {named}")
            continue
        try:
            index.remove(ids, keep_away=False)  # the file may come back
        except CitewireError as error:
            yield Event(f"not removed · {path} was deleted: {error}", failed=True)
            continue
        yield from (Event(f"removed · {path} was deleted · {article_id}") for article_id in ids)


def _events(index: NewsIndex, report: BuildReport) -> Iterator[Event]:
    for word, ids in (("added", report.added), ("updated", report.updated)):
        for article_id in dict.fromkeys(ids):
            try:
                article = index.article(article_id)
            except ArticleNotFound:  # removed a moment ago
                continue
            yield Event(" · ".join(filter(None, (word, article.source, article.title, article_id))))
    for failure in report.failed:
        yield Event(f"not read · {failure.name}: {failure.reason}", failed=True, name=failure.name)
