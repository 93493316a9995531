"""Keeping an index current: folders as their files change, feeds and pages by URL at intervals with back-off."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from indexes.errors import IndexLocked, ReadError
from indexes.index import NewsIndex
from indexes.readers import FORMATS
from indexes.readers.sources import Source
from indexes.reports import BuildReport
from indexes.web.access import WebAccess
from indexes.web.reading import is_url

_TICK = 1_000  # milliseconds between two looks at the clock
_LONGEST = 24 * 3600.0  # seconds to which the interval of a failing feed grows


@dataclass(frozen=True, slots=True)
class Event:
    """One change, in one line."""

    line: str
    failed: bool = False


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


def watch(
    index: NewsIndex,
    targets: Iterable[str | Path],
    *,
    web: WebAccess,
    interval: float,
    stop: threading.Event | None = None,
) -> Iterator[Event]:
    """What changes in the index, until `stop` is set. All of it is added first, in case it changed meanwhile.

    A file that is deleted takes nothing out of the index: articles are removed by name only. ReadError for a
    target that is neither a folder, a file nor a URL.
    """
    feeds = [Feed(str(target), interval) for target in targets if is_url(target)]
    folders = [Path(target).expanduser().absolute() for target in targets if not is_url(target)]
    for folder in folders:
        if not folder.exists():
            raise ReadError(f"{folder} is not there: name a folder, a file or a URL to watch")
    stop = stop or threading.Event()
    changes = _changes(folders, stop)
    begun = next(changes, [])  # watching has begun: what changes from here on is not missed
    yield from _added(index, folders, web)
    for paths in chain([begun], changes):
        yield from _added(index, paths, web)
        for feed in feeds:
            if feed.due <= time.monotonic() and not stop.is_set():
                yield from _looked_at(index, feed, web)


def _changes(folders: list[Path], stop: threading.Event) -> Iterator[list[Path]]:
    """The readable files that have changed, again and again; often none, so that the clock can be looked at."""
    if not folders:
        while not stop.is_set():
            yield []
            stop.wait(_TICK / 1000)
        return
    from watchfiles import Change
    from watchfiles import watch as watching

    for changes in watching(*folders, stop_event=stop, rust_timeout=_TICK, yield_on_timeout=True):
        yield sorted(
            {
                Path(name)
                for kind, name in changes
                if kind is not Change.deleted and _is_wanted(Path(name), folders)
            }
        )


def _is_wanted(path: Path, folders: list[Path]) -> bool:
    """As in `read`: nothing hidden, nothing of unknown kind, nothing that is a folder or leads out."""
    top = next((folder for folder in folders if path.is_relative_to(folder)), None)
    if top is None or not path.is_file() or Source(path).extension not in FORMATS:
        return False
    hidden = any(part.startswith(".") for part in path.relative_to(top).parts)
    return not hidden and path.resolve().is_relative_to(top.resolve())


def _looked_at(index: NewsIndex, feed: Feed, web: WebAccess) -> Iterator[Event]:
    failed = False
    for event in _added(index, [feed.url], web):
        failed = failed or event.failed
        yield event
    feed.looked_at(failed=failed)


def _added(index: NewsIndex, items: list[Path] | list[str], web: WebAccess) -> Iterator[Event]:
    if not items:
        return
    try:
        report = index.add(items, web=web)
    except (
        IndexLocked
    ) as error:  # another process writes: what could not be added is said, and watching goes on
        yield Event(str(error), failed=True)
        return
    yield from _events(index, report)


def _events(index: NewsIndex, report: BuildReport) -> Iterator[Event]:
    for word, ids in (("added", report.added), ("updated", report.updated)):
        for article_id in dict.fromkeys(ids):
            article = index.article(article_id)
            yield Event(" · ".join(filter(None, (word, article.source, article.title, article_id))))
    for failure in report.failed:
        yield Event(f"not read · {failure.name}: {failure.reason}", failed=True)
