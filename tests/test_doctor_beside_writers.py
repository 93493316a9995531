"""The doctor looks at a whole state, and what was removed leaves no trace while others read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from news import bridge

from indexes import IndexLocked, NewsIndex
from indexes.adding import Tally, add_batch
from indexes.reports import Finding


def half_added(index: NewsIndex) -> None:
    """Let the catalogue hold an article that derived files do not hold yet, as an addition does for a while."""
    catalog = index._current().catalog.path
    assert add_batch(catalog, [bridge(7)], HashingEmbedder, Tally(), again=True)


def test_what_is_being_added_is_no_fault(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(3))
    found: list[list[Finding]] = []
    with NewsIndex.open(index.path, embedder=HashingEmbedder()) as other:
        other.lock_timeout = 60
        looking = threading.Thread(target=lambda: found.append(other.doctor()))
        with index._storage.writing():
            half_added(index)
            looking.start()
            looking.join(0.5)
            assert looking.is_alive()
            index._current().save()
        looking.join(60)
    assert found == [[]]


def test_what_is_wrong_while_nobody_writes_is_said_and_who_writes_without_end_is_named(
    index: NewsIndex,
) -> None:
    index.add(bridge(n) for n in range(3))
    half_added(index)
    with NewsIndex.open(index.path, embedder=HashingEmbedder()) as other:
        assert [finding.mended for finding in other.doctor()] == [False, False]
        other.lock_timeout = 0.1
        with index._storage.writing(), pytest.raises(IndexLocked, match="process"):
            other.doctor()
        other.lock_timeout = 10
        assert [finding.mended for finding in other.doctor(mend=True)] == [True, True]
        assert other.doctor() == []


def test_words_of_a_removed_article_are_in_no_file_while_another_process_reads(index: NewsIndex) -> None:
    words = "Xanthippe Quillfeather resigned"
    index.add([bridge(1), bridge(2, id="gone", text=f"{words} on Monday, the council said.")])
    with NewsIndex.open(index.path, embedder=HashingEmbedder()) as other:
        assert other.article("gone")
        index.remove("gone")
        assert not _holding(words.encode(), index.path)
        assert other.article_ids() == [one for one in index.article_ids() if one != "gone"]


def _holding(words: bytes, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]
