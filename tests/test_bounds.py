"""What a small file can make the program do: bounded, whatever is in it."""

from __future__ import annotations

import gzip
import io
import tarfile
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hashing import HashingEmbedder
from news import bridge
from reading import BODY, article_of, reading

from indexes import NewsIndex, near_duplicates
from indexes.adding import counted_batches
from indexes.near_duplicates import signature_of


def tar_with_header(size: int, kind: bytes) -> bytes:
    """A gzipped tar whose first member is a header of so many bytes that extends the next."""
    info = tarfile.TarInfo("extension")
    info.type, info.size = kind, size
    story = tarfile.TarInfo("a.txt")
    story.size = len(BODY)
    padded = BODY.encode() + b"\0" * (-len(BODY) % 512)
    blocks = info.tobuf() + b"a" * size + b"\0" * (-size % 512) + story.tobuf() + padded + b"\0" * 1024
    return gzip.compress(blocks)


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_tar_header_that_fills_the_memory_is_refused(tmp_path: Path, kind: bytes) -> None:
    (tmp_path / "a.tar.gz").write_bytes(tar_with_header(8 << 20, kind))
    articles, failures = reading(tmp_path / "a.tar.gz")
    assert articles == []
    assert "headers longer than any archive" in failures[0].reason


def test_long_names_in_a_tar_are_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("é" * 300 + ".txt")
        info.size = len(BODY)
        archive.addfile(info, io.BytesIO(BODY.encode()))
    assert article_of(tmp_path / "a.tar", stream.getvalue()).text == BODY


def test_links_between_folders_multiply_nothing(tmp_path: Path) -> None:
    levels = 24
    for level in range(levels):
        (tmp_path / f"d{level:02}").mkdir()
        (tmp_path / f"d{level:02}" / "a.txt").write_text(f"{BODY} Number {level}.")
    for level in range(levels - 1):
        for name in ("x", "y"):
            (tmp_path / f"d{level:02}" / name).symlink_to(tmp_path / f"d{level + 1:02}")
    articles, failures = reading(tmp_path)
    assert failures == []
    assert len({article.text for article in articles}) == len(articles) == levels


def test_an_address_list_of_thousands_is_refused_at_once(tmp_path: Path) -> None:
    senders = ", ".join(f'"N {n}" <n{n}@x.example>' for n in range(2_000))
    began = time.process_time()
    (tmp_path / "a.eml").write_text(f"From: {senders}\nSubject: Ferry\n\n{BODY}")
    articles, failures = reading(tmp_path / "a.eml")
    assert articles == []
    assert "header From is longer" in failures[0].reason.replace("from", "From")
    assert time.process_time() - began < 5


def test_the_signature_of_a_long_text_costs_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    words = np.random.default_rng(1).integers(0, 5_000, 60_000)
    text = " ".join(f"word{n}" for n in words)
    signature_of(text[:1_000])  # the library is loaded
    tracemalloc.start()
    found = signature_of(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80 << 20  # the whole at once takes 180 MB
    monkeypatch.setattr(near_duplicates, "_AT_ONCE", 10**9)
    assert found is not None
    assert np.array_equal(found, signature_of(text) if found is not None else None)


def test_an_article_as_long_as_a_shelf_is_no_article(index: NewsIndex) -> None:
    report = index.add([bridge(1, text="Word. " * 400_000), bridge(2)])
    assert len(report.added) == 1
    assert "longer than 2,000,000 characters" in report.failed[0].reason


def test_few_long_articles_are_not_all_read_ahead() -> None:
    read: list[int] = []

    def articles():  # type: ignore[no-untyped-def]  # noqa: ANN202
        for number in range(100):
            read.append(number)
            yield bridge(number, text="x" * 1_900_000)

    _, total = next(counted_batches(articles(), 2, lambda *step: None))
    assert total is None
    assert len(read) < 20


def test_a_group_of_many_is_found_without_reading_each_again_and_again(
    index: NewsIndex, embedder: HashingEmbedder
) -> None:
    text = " ".join(f"word{n} of the market report" for n in range(20))
    index.add([bridge(n, id=f"b{n}", text=f"{text} Number {n}.") for n in range(60)])
    asked: list[str] = []
    with index._current().catalog.reading() as db:
        db.set_trace_callback(asked.append)
        group = near_duplicates.group_of(db, "b0")
        db.set_trace_callback(None)
    assert len(group) == 59
    assert sum("FROM signatures" in query for query in asked) == 60


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("Tue, 08 Jul 2025 10:00:00 BST", datetime(2025, 7, 8, 9, tzinfo=UTC)),
        ("Tue, 08 Jul 2025 10:00:00 CEST", datetime(2025, 7, 8, 8, tzinfo=UTC)),
        ("Tue, 08 Jul 2025 10:00:00 AEST", datetime(2025, 7, 8, 0, tzinfo=UTC)),
        ("Tue, 08 Jul 2025 10:00:00 ET", datetime(2025, 7, 8, 14, tzinfo=UTC)),
        ("Tue, 08 Jul 2025 10:00:00 +0200", datetime(2025, 7, 8, 8, tzinfo=UTC)),
        ("2025-07-08T10:00:00Z", datetime(2025, 7, 8, 10, tzinfo=UTC)),
        ("July 8, 2025 10:00 AM", datetime(2025, 7, 8, 10, tzinfo=UTC)),
    ],
)
def test_dates_of_feeds_are_read_with_their_zone(tmp_path: Path, stated: str, moment: datetime) -> None:
    item = f"<item><title>T</title><description>{BODY}</description><pubDate>{stated}</pubDate></item>"
    feed = f"<rss version='2.0'><channel><title>F</title>{item}</channel></rss>"
    assert article_of(tmp_path / "a.rss", feed).published == moment


def test_a_date_of_a_feed_that_nobody_can_read_is_told(tmp_path: Path) -> None:
    item = (
        f"<item><title>T</title><description>{BODY}</description><pubDate>08/07/2025 10:00</pubDate></item>"
    )
    (tmp_path / "a.rss").write_text(f"<rss version='2.0'><channel><title>F</title>{item}</channel></rss>")
    [article], [failure] = reading(tmp_path / "a.rss")
    assert article.published is None
    assert "day first or month first" in failure.reason
