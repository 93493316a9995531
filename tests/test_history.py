"""The same articles are found with the same scores, whatever the index went through before."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hashing import HashingEmbedder
from news import bridge

from indexes import Hit, NewsIndex
from indexes.edits import editing
from indexes.keyword_analysis import analyze
from indexes.vectors import VectorIndex

HERE = Path(__file__).parent
QUERY = "engineer repair of the bridge Quay23 weeks"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[NewsIndex]:
    """Another new index."""
    with NewsIndex.create(tmp_path / "other", embedder=HashingEmbedder()) as made:
        yield made


def hits(index: NewsIndex) -> list[tuple[str, int, float]]:
    """What is found: article, start and score; ids of passages differ between two indexes."""
    found: list[Hit] = index.search_keywords(QUERY, top_k=9) + index.search_vectors(QUERY, top_k=9)
    return [(hit.passage.article_id, hit.passage.start, hit.score) for hit in found]


def frequencies(index: NewsIndex) -> list[int]:
    return index.document_frequencies(analyze("bridge repair Quay3 engineer ferry"))


def with_a_past(index: NewsIndex) -> None:
    """Articles that came, changed and went."""
    index.add(bridge(n, id=f"story-{n}") for n in range(30))  # one segment of the keyword index
    index.add(bridge(n, id=f"story-{n}", text=f"The ferry {n} sailed.") for n in range(4))
    index.remove([f"story-{n}" for n in range(20)])


def test_scores_and_frequencies_tell_of_no_articles_that_have_gone(
    index: NewsIndex, other: NewsIndex
) -> None:
    with_a_past(index)
    other.add(bridge(n, id=f"story-{n}") for n in range(20, 30))
    assert frequencies(index) == frequencies(other)
    assert hits(index) == hits(other)


def test_a_writer_that_was_cut_short_leaves_nothing_in_the_scores_for_good(
    index: NewsIndex, other: NewsIndex
) -> None:
    index.add([bridge(1), *(bridge(n, id=f"gone-{n}") for n in range(20, 40))])

    class CutShort(Exception):
        pass

    def stop(step: str, done: int, total: int | None) -> None:
        if step == "Adding articles" and done:
            raise CutShort

    with pytest.raises(CutShort):
        index.add([bridge(n, id=f"gone-{n}", text="It changed.") for n in range(20, 40)], progress=stop)
    with editing(index._current().catalog.path) as edit:  # and a second one, before its derived files
        edit.remove([f"gone-{n}" for n in range(20, 40)])
    other.add(bridge(1))
    assert (frequencies(index), hits(index)) == (frequencies(other), hits(other))


def test_another_process_and_a_keyword_index_made_again_give_the_same(index: NewsIndex) -> None:
    with_a_past(index)
    expected = repr((frequencies(index), hits(index)))
    code = (
        f"import sys; sys.path[:0] = [{str(HERE)!r}, {str(HERE.parent)!r}]\n"
        "import test_history as t; from indexes import NewsIndex\n"
        f"index = NewsIndex.open({str(index.path)!r}, embedder=t.HashingEmbedder())\n"
        "print((t.frequencies(index), t.hits(index)))"
    )
    for derived_anew in (False, True):
        if derived_anew:
            index._current().discard_derived()
        told = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
        )
        assert told.stdout.strip() == expected


def test_of_many_equal_scores_the_lowest_ids_come_first(index: NewsIndex) -> None:
    index.add(bridge(1, id=f"copy-{n:03}", text="The ferry sails.", title="") for n in range(120))
    first = [f"copy-{n:03}" for n in range(5)]
    assert [hit.passage.article_id for hit in index.search_keywords("ferry", top_k=5)] == first
    vectors = VectorIndex(2)
    ids = np.arange(100, 0, -1)
    vectors.add(ids, np.tile(np.array([[1, 0]], dtype=np.float32), (100, 1)))
    found = vectors.search(np.array([1, 0], dtype=np.float32), 3)
    assert [number for number, _ in found] == [1, 2, 3]
