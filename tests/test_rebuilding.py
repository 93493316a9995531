"""Another generation beside the live one: another model or format, readers that follow, and what is kept."""

from __future__ import annotations

import sqlite3

import pytest
from hashing import HashingEmbedder
from news import bridge
from opening import generation_of, open_again

from indexes import (
    IndexDamaged,
    IndexMismatch,
    NewsIndex,
)


def test_an_index_of_another_model_is_refused_with_the_command_that_mends_it(index: NewsIndex) -> None:
    with pytest.raises(IndexMismatch, match="citewire rebuild"):
        NewsIndex.open(index.path, embedder=HashingEmbedder(name="another"))


def test_an_index_of_another_format_is_refused_but_can_be_rebuilt(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(3))
    index.close()
    with sqlite3.connect(generation_of(index) / "catalog.sqlite") as db:
        db.execute("UPDATE manifest SET value = '0' WHERE key = 'format'")
    with pytest.raises(IndexMismatch, match="citewire rebuild"):
        open_again(index)
    old = NewsIndex.open(index.path, embedder=HashingEmbedder(), allow_mismatch=True)
    old.rebuild()
    again, _ = open_again(index)
    assert len(again.article_ids()) == 3


def test_rebuilding_with_another_model_keeps_the_articles_and_when_they_came(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(40))
    before, ids = index.overview(), {p.id for p in index.passages(bridge(3).id)}
    other = HashingEmbedder(dimension=64, name="another")
    told: list[tuple[str, int, int | None]] = []
    index.rebuild(embedder=other, progress=lambda *args: told.append(args))
    assert index.overview() == before
    assert (index.manifest.dimension, index.manifest.generation) == (64, 2)
    assert index.search_vectors("Quay3 cracks", top_k=1)[0].passage.article_id == bridge(3).id
    assert told[-1] == ("Rebuilding", 40, 40)
    assert not ids & {p.id for p in index.passages(bridge(3).id)}  # an id never means another passage
    assert index.doctor() == []


def test_a_reader_switches_to_the_rebuilt_index_at_its_next_search(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(3))
    reader, _ = open_again(index)
    reader.search_keywords("bridge", top_k=1)
    index.rebuild()
    index.add(bridge(7))
    assert reader.search_keywords("Quay7", top_k=1)[0].passage.article_id == bridge(7).id
    assert reader.manifest.generation == 2


def test_a_keyword_index_that_goes_with_its_generation_is_a_failure_after_which_readers_look_again(
    index: NewsIndex,
) -> None:
    index.add(bridge(n) for n in range(3))
    reader, _ = open_again(index)
    reader.search_keywords("bridge", top_k=1)
    old = reader._current()
    index.rebuild()
    index.remove(bridge(1).id)  # clears the generation before away
    old._keywords_revision = -1
    with pytest.raises(IndexDamaged, match="doctor"):
        old.keywords()
    assert len(reader.search_keywords("bridge", top_k=9)) == reader.statistics().passages


def test_a_rebuild_that_fails_leaves_the_live_index_alone(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(40))

    def interrupt(step: str, done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(progress=interrupt)
    assert index.manifest.generation == 1
    assert len(index.article_ids()) == 40
    assert index.search_keywords("Quay3", top_k=1)


def test_one_generation_is_kept_beside_the_current_until_the_next_rebuild(index: NewsIndex) -> None:
    for _ in range(3):
        index.rebuild()
    assert sorted(folder.name for folder in (index.path / "generations").iterdir()) == ["000003", "000004"]
