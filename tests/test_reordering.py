"""Passages by their best sentence and by how much their article tells of the matter."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from indexes.spans import Hit, Passage
from qa.evidence import Scored
from qa.reordering import POOLING, gain, reorder


def _hit(rank: int, article: str) -> Hit:
    return Hit(Passage(rank, article, 0, 10, 0, 1), 1 / (60 + rank), rank, {})


def _scored(*read: tuple[int, str, float]) -> Scored:
    candidates = [
        SimpleNamespace(passage_rank=rank, reading=SimpleNamespace(article=SimpleNamespace(id=article)))
        for rank, article, _ in read
    ]
    scores = np.array([score for *_, score in read], dtype=np.float32)
    return cast("Scored", SimpleNamespace(candidates=tuple(candidates), scores=scores))


def _articles(hits: list[Hit]) -> list[str]:
    return [hit.passage.article_id for hit in hits]


def test_passages_follow_their_best_sentence() -> None:
    hits = [_hit(1, "a"), _hit(2, "b")]
    assert _articles(reorder(hits, _scored((1, "a", 1.0), (2, "b", 4.0)))) == ["b", "a"]


def test_an_article_that_tells_more_of_the_matter_comes_before_one_with_a_single_slightly_better_sentence() -> (
    None
):
    hits = [_hit(1, "single"), _hit(2, "several")]
    read = [(1, "single", 3.2), (2, "several", 3.0), (2, "several", 2.9), (2, "several", 2.8)]
    assert _articles(reorder(hits, _scored(*read))) == ["several", "single"]


def test_many_weak_sentences_do_not_outweigh_a_good_one() -> None:
    hits = [_hit(1, "weak"), _hit(2, "good")]
    weak = [(1, "weak", -4.0)] * 8
    assert _articles(reorder(hits, _scored(*weak, (2, "good", 3.0)))) == ["good", "weak"]


def test_what_was_not_read_follows_in_its_order() -> None:
    hits = [_hit(1, "a"), _hit(2, "b"), _hit(3, "c")]
    found = reorder(hits, _scored((3, "c", -9.0)))
    assert _articles(found) == ["c", "a", "b"]
    assert [hit.rank for hit in found] == [1, 2, 3]
    assert found[0].origins["fused"] == hits[2].score


def test_a_single_sentence_gains_nothing_and_two_alike_gain_the_logarithm_of_two() -> None:
    assert gain([2.0]) == pytest.approx(0.0)
    assert gain([2.0, 2.0]) == pytest.approx(POOLING * np.log(2))
