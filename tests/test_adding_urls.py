"""While pages are waited for the index is free: others write, and what has come is stored."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import examples
import pytest
from loopback import Site, serving
from news import bridge

from indexes import NewsIndex, ReadError, WebAccess

HERE = WebAccess(allow_private=True, delay=0.0, timeout=20.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def test_another_writer_does_not_wait_for_a_slow_page(index: NewsIndex, site: Site) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def slow(headers: dict[str, str]) -> tuple[int, dict[str, str], Any]:
        asked.set()
        assert go_on.wait(60)
        return 200, {"Content-Type": "text/html; charset=utf-8"}, examples.page()

    site.pages["/slow"] = slow
    adding = threading.Thread(target=lambda: index.add(site.address + "/slow", web=HERE))
    adding.start()
    assert asked.wait(60)
    with NewsIndex.open(index.path, embedder=index._models.given) as other:
        other.lock_timeout = 0.2
        assert other.add(bridge(1)).added
    go_on.set()
    adding.join(60)
    assert len(index.article_ids()) == 2


def test_files_and_urls_in_one_call_come_in_their_order(index: NewsIndex, site: Site, tmp_path: Path) -> None:
    url = site.put("/page", examples.page())
    file = tmp_path / "a.txt"
    file.write_text("A ferry sails\n\nThe ferry sailed on Monday, the harbour office said.")
    report = index.add([bridge(1), [url, bridge(2)], file], web=HERE)
    assert not report.failed
    assert [index.article(one).title for one in report.added] == [
        "Bridge 1 closed",
        examples.TITLE,
        "Bridge 2 closed",
        "A ferry sails",
    ]


@pytest.mark.parametrize("nothing", [3, b"bytes", {"a": 1}, [bridge(1), 3]])
def test_what_is_no_item_is_said(index: NewsIndex, nothing: Any) -> None:
    with pytest.raises(ReadError, match="cannot be added"):
        index.add(nothing)
