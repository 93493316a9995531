"""`citewire watch`: folders as they change, feeds at intervals that grow while they fail."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import examples
import pytest
from loopback import Site, serving

from indexes import IndexFailure, ModelError, NewsIndex, ReadError, WebAccess
from indexes.watching import Feed, Waiting, _looked_at, watch

HERE = WebAccess(allow_private=True, delay=0.0, timeout=5.0)


class Watcher:
    """Watches in a thread and keeps the lines."""

    def __init__(
        self, index: NewsIndex, *targets: str | Path, interval: float = 0.2, remove_deleted: bool = False
    ) -> None:
        self.lines: list[str] = []
        self._stop = threading.Event()
        self._arguments = (index, targets, interval, remove_deleted)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        index, targets, interval, remove = self._arguments
        for event in watch(
            index, targets, web=HERE, interval=interval, remove_deleted=remove, stop=self._stop
        ):
            self.lines.append(event.line)

    def wait_for(self, words: str) -> str:
        """The first line with these words in it."""
        return until(lambda: next((line for line in self.lines if words in line), ""), words)

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(30)
        assert not self._thread.is_alive()


def until(found: Callable[[], str], what: str) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if line := found():
            return line
        time.sleep(0.05)
    raise AssertionError(f"{what!r} did not happen")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def test_a_folder_is_added_and_then_followed(index: NewsIndex, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    (folder / "before.json").write_bytes(examples.record())
    watcher = Watcher(index, folder)
    line = watcher.wait_for("added")
    assert line == f"added · {examples.OUTLET} · {examples.TITLE} · {index.article_ids()[0]}"
    (folder / "deep" / "new.txt").write_text(
        "Ferry sails again\n\nThe ferry sailed again on Monday, the harbour office said."
    )
    watcher.wait_for("Ferry sails again")
    (folder / "deep" / "new.txt").write_text(
        "Ferry sails again\n\nThe ferry sailed again on Tuesday, the harbour office said."
    )
    watcher.wait_for("updated")
    (folder / "broken.json").write_text("{")
    assert "broken.json: is not JSON" in watcher.wait_for("not read")
    (folder / "deep" / "new.txt").unlink()
    assert "new.txt was deleted, its articles stay" in watcher.wait_for("kept")
    (folder / ".hidden.txt").write_text("Nobody sees these words of text.")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "last.txt").write_text("Last story\n\nIt is the last story of the day, the editor said.")
    watcher.wait_for("Last story")
    watcher.stop()
    assert len(watcher.lines) == 6
    assert len(index.article_ids()) == 3


def test_a_feed_is_looked_at_again_and_again(index: NewsIndex, site: Site) -> None:
    url = site.put("/feed", examples.rss(), "application/rss+xml")
    watcher = Watcher(index, url)
    watcher.wait_for("added")
    until(lambda: "again" if site.paths().count("/feed") > 2 else "", "a third look")
    second = (
        examples.rss()
        .replace(examples.URL.encode(), b"https://observer.example/2")
        .replace(b"sluice fails", b"gate passes")
    )
    site.put("/feed", second.replace(b"failed", b"passed"), "application/rss+xml")
    watcher.wait_for("gate passes")
    watcher.stop()
    assert len(watcher.lines) == 2  # what has not changed is no line


def test_a_failing_feed_is_asked_less_and_less_often() -> None:
    feed = Feed("https://news.example/feed", interval=100.0)
    waits = []
    for failed in (True, True, True, False, True):
        feed.looked_at(failed=failed)
        waits.append(feed.wait)
    assert waits == [200, 400, 800, 100, 200]
    for _ in range(20):
        feed.looked_at(failed=True)
    assert feed.wait == 24 * 3600
    assert feed.due > time.monotonic() + 23 * 3600


def test_a_folder_that_is_not_there_or_has_no_name_is_an_error(index: NewsIndex, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="an empty path"):
        next(watch(index, [tmp_path, ""], web=HERE, interval=1.0))
    with pytest.raises(ReadError, match="is not there"):
        next(watch(index, [tmp_path / "none"], web=HERE, interval=1.0))


def test_what_comes_while_another_process_writes_is_named_and_added_afterwards(
    index: NewsIndex, tmp_path: Path
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    index.lock_timeout = 0.1
    with index._storage.writing():
        watcher = Watcher(index, folder)
        assert "being written to" in watcher.wait_for("not added yet")
        (folder / "a.json").write_bytes(examples.record())
        assert "being written to" in watcher.wait_for("a.json")
    watcher.wait_for(examples.TITLE)
    watcher.stop()
    assert len(watcher.lines) == 3
    assert len(index.article_ids()) == 1


def test_an_index_that_cannot_be_written_does_not_end_the_watch(
    index: NewsIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.json").write_bytes(examples.record())
    add, errors = index.add, [IndexFailure("no room"), ModelError("no model"), IndexFailure("no room")]

    def failing(*given: Any, **named: Any) -> Any:
        if errors:
            raise errors.pop()
        return add(*given, **named)

    monkeypatch.setattr(index, "add", failing)
    watcher = Watcher(index, tmp_path / "a.json")
    watcher.wait_for("added ·")
    watcher.stop()
    assert [line.rpartition(": ")[2] for line in watcher.lines[:3]] == ["no room", "no model", "no room"]


def test_a_folder_that_is_moved_in_and_a_file_that_is_replaced_are_seen(
    index: NewsIndex, tmp_path: Path
) -> None:
    folder, file, other = tmp_path / "news", tmp_path / "day.txt", tmp_path / "other"
    folder.mkdir()
    (other / "deep").mkdir(parents=True)
    (other / "deep" / "a.json").write_bytes(examples.record())
    (other / ".hidden.txt").write_text("Nobody sees these words of text.")
    file.write_text("Ferry sails\n\nThe ferry sailed on Monday, the harbour office said.")
    watcher = Watcher(index, folder, file)
    watcher.wait_for("Ferry sails")
    other.rename(folder / "moved")
    watcher.wait_for(examples.TITLE)
    for day in ("Tuesday", "Friday"):
        (tmp_path / "new").write_text(f"Ferry sails\n\nThe ferry sailed on {day}, the harbour office said.")
        (tmp_path / "new").replace(file)
        seen = len(watcher.lines)
        until(lambda seen=seen: "seen" if len(watcher.lines) > seen else "", f"the file of {day}")  # type: ignore[misc]
    watcher.stop()
    assert [line.partition(" ·")[0] for line in watcher.lines] == ["added", "added", "updated", "updated"]


def story(name: str) -> str:
    return f"The {name} opens\n\nThe {name} was opened by the mayor on Monday, the harbour office said."


def test_articles_of_deleted_files_are_removed_if_wanted(index: NewsIndex, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    for name in ("one", "two"):
        (folder / "deep" / f"{name}.txt").write_text(story(f"{name} gate"))
    (folder / "deeper.txt").write_text(story("third gate"))
    watcher = Watcher(index, folder, remove_deleted=True)
    watcher.wait_for("third gate")
    (folder / "deep" / "one.txt").unlink()
    watcher.wait_for("removed")
    assert len(index.article_ids()) == 2
    (folder / "deep").rename(tmp_path / "elsewhere")
    until(lambda: "gone" if len(index.article_ids()) == 1 else "", "the second removal")
    watcher.stop()
    assert [one.title for one in index.overview()] == ["The third gate opens"]


def test_a_feed_with_an_entry_that_cannot_be_read_does_not_count_as_failing(
    index: NewsIndex, site: Site
) -> None:
    broken = examples.rss().replace(b"</channel>", b"<item><title>No text</title></item></channel>")
    feed = Feed(site.put("/feed", broken, "application/rss+xml"), interval=100.0)
    events = list(_looked_at(index, feed, Waiting(), HERE))
    assert [event.failed for event in events] == [False, True]
    assert feed.wait == feed.interval
    site.put("/feed", b"no feed at all", "application/rss+xml")
    assert [event.failed for event in _looked_at(index, feed, Waiting(), HERE)] == [True]
    assert feed.wait == 2 * feed.interval


def test_watch_does_not_bring_back_what_was_removed(index: NewsIndex, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.json").write_bytes(examples.record())
    [article_id] = index.add(folder).added
    index.remove(article_id)
    index.rebuild()  # which knows it too
    watcher = Watcher(index, folder)
    (folder / "b.txt").write_text("Ferry sails\n\nThe ferry sailed on Monday, the harbour office said.")
    watcher.wait_for("Ferry sails")
    watcher.stop()
    assert article_id not in index.article_ids()
    assert index.add(folder).added == (article_id,)  # by name it comes back
    watcher = Watcher(index, folder)
    changed = examples.record().replace(b"sluice fails", b"sluice has failed")
    (folder / "a.json").write_bytes(changed)
    watcher.wait_for("updated")
    watcher.stop()
