"""FAISS against brute force."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexes.arrays import FloatArray, IdArray, normalized
from indexes.vectors import VectorIndex


def random_vectors(seed: int, count: int, dimension: int) -> FloatArray:
    return normalized(np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32))


def brute_force(ids: IdArray, vectors: FloatArray, query: FloatArray, top_k: int) -> list[int]:
    return [
        int(ids[n])
        for n in sorted(range(len(ids)), key=lambda n: (-round(float(vectors[n] @ query), 5), ids[n]))
    ][:top_k]


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 1000), st.integers(1, 80), st.integers(2, 40), st.integers(1, 100), st.data())
def test_results_equal_brute_force_with_and_without_a_filter_and_after_removals(
    seed: int, count: int, dimension: int, top_k: int, data: st.DataObject
) -> None:
    vectors = random_vectors(seed, count, dimension)
    ids = np.sort(np.random.default_rng(seed).choice(10_000, count, replace=False)).astype(np.int64)
    query = random_vectors(seed + 1, 1, dimension)[0]
    index = VectorIndex(dimension)
    index.add(ids, vectors)
    gone = np.array(data.draw(st.lists(st.sampled_from(ids.tolist()), unique=True)), dtype=np.int64)
    allowed = np.array(data.draw(st.lists(st.sampled_from(ids.tolist()), unique=True)), dtype=np.int64)
    index.remove(gone)
    left = ~np.isin(ids, gone)
    assert sorted(index.ids().tolist()) == ids[left].tolist()
    assert [n for n, _ in index.search(query, top_k)] == brute_force(ids[left], vectors[left], query, top_k)
    passing = left & np.isin(ids, allowed)
    found = index.search(query, top_k, allowed)
    assert [n for n, _ in found] == brute_force(ids[passing], vectors[passing], query, top_k)
    for passage_id, score in found:
        assert score == pytest.approx(float(vectors[ids == passage_id][0] @ query), abs=1e-5)


def test_equal_scores_are_in_the_order_of_ids() -> None:
    index = VectorIndex(4)
    same = np.repeat(normalized(np.ones((1, 4), dtype=np.float32)), 12, axis=0)
    index.add(np.arange(12, 0, -1, dtype=np.int64), same)
    assert [n for n, _ in index.search(same[0], 5)] == [1, 2, 3, 4, 5]


def test_a_saved_index_comes_back(tmp_path: Path) -> None:
    index, vectors = VectorIndex(8), random_vectors(1, 20, 8)
    index.add(np.arange(20, dtype=np.int64), vectors)
    index.save(tmp_path / "v")
    again = VectorIndex.load(tmp_path / "v", 8)
    assert again.search(vectors[3], 5) == index.search(vectors[3], 5)
    assert [file.name for file in tmp_path.iterdir()] == ["v"]


def test_a_file_of_another_dimension_is_refused(tmp_path: Path) -> None:
    VectorIndex(8).save(tmp_path / "v")
    with pytest.raises(ValueError, match="length 9"):
        VectorIndex.load(tmp_path / "v", 9)
