"""A snapshot of an index: what it shows stays as it was, whatever is written meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hashing import HashingEmbedder
from news import bridge

from indexes import Article, ArticleNotFound, NewsIndex
from indexes.view import IndexView
from qa.candidates import gather


@contextmanager
def another(index: NewsIndex) -> Iterator[NewsIndex]:
    """The same index as another process has it open."""
    with NewsIndex.open(index.path, embedder=HashingEmbedder()) as opened:
        yield opened


def story(number: int, text: str) -> Article:
    return Article(title="Ferry", text=text, id=f"story-{number}")


def read(view: IndexView) -> list[tuple[str, str]]:
    """The sentences that a question about the bridges is answered from, each with its article."""
    hits = view.search_vectors("bridge cracks repair", top_k=20)
    hits += view.search_keywords("bridge cracks repair", top_k=20)
    return sorted((one.reading.article.id, one.text) for one in gather(view, hits))


def test_an_article_removed_meanwhile_is_still_read_and_known_to_be_outdated(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(4))
    with index.snapshot() as view, another(index) as writer:
        hits = view.search_keywords("Quay2", top_k=1)
        writer.remove(bridge(2).id)
        assert view.contents(hits[0].passage.article_id).article == bridge(2)
        assert view.statistics().articles == 4
        assert view.outdated([bridge(1).id, bridge(2).id]) == [bridge(2).id]
    with pytest.raises(ArticleNotFound):
        index.contents(bridge(2).id)


def test_an_article_updated_meanwhile_is_read_as_it_was_and_known_to_be_outdated(index: NewsIndex) -> None:
    index.add([story(1, "The old ferry sank. It was blue."), story(2, "A ferry sailed.")])
    with index.snapshot() as view, another(index) as writer:
        writer.add(story(1, "It was green, and nothing more."))
        contents = view.contents("story-1")
        spoken = [contents.article.text[s.start : s.end] for s in contents.sentences]
        assert spoken == ["The old ferry sank.", "It was blue."]
        assert len(contents.vectors) == 2
        assert view.outdated(["story-1", "story-2"]) == ["story-1"]


def test_a_rebuild_with_another_model_leaves_a_snapshot_its_own_model(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(4))
    with index.snapshot() as view:
        before = read(view)
        index.rebuild(embedder=HashingEmbedder(dimension=64, name="another"))
        index.remove(bridge(3).id)  # clears the generation of the snapshot away
        assert view.embed_query("an entirely new query").shape == (256,)
        assert read(view) == before
        assert view.outdated([bridge(1).id, bridge(3).id]) == [bridge(3).id]
    assert index.embed_query("an entirely new query").shape == (64,)


def test_what_is_added_later_is_not_in_the_snapshot(index: NewsIndex) -> None:
    index.add(bridge(1))
    with index.snapshot() as view:
        index.add(bridge(2))
        assert {hit.passage.article_id for hit in view.search_vectors("bridge", top_k=9)} == {bridge(1).id}
        assert {hit.passage.article_id for hit in view.search_keywords("bridge", top_k=9)} == {bridge(1).id}
    assert len({hit.passage.article_id for hit in index.search_vectors("bridge", top_k=9)}) == 2


def test_hits_of_an_updated_or_removed_article_are_no_candidates(index: NewsIndex) -> None:
    index.add([story(1, "The ferry sank. It was blue."), story(2, "A ferry sailed."), story(3, "A ferry.")])
    hits = index.search_keywords("ferry", top_k=5)
    index.add(story(1, "The ferry sank. It was green."))
    index.remove("story-2")
    assert {hit.passage.article_id for hit in hits} == {"story-1", "story-2", "story-3"}
    assert {one.reading.article.id for one in gather(index, hits)} == {"story-3"}


def test_snapshots_beside_adding_removing_and_rebuilding_see_whole_states(
    index: NewsIndex,
) -> None:
    index.add(bridge(n) for n in range(12))
    failures: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                with index.snapshot() as view:
                    for article_id, text in read(view):
                        assert text in view.article(article_id).text
        except BaseException as error:
            failures.append(error)

    askers = [threading.Thread(target=ask, daemon=True) for _ in range(2)]
    for asker in askers:
        asker.start()
    try:
        with another(index) as writer:
            for turn in range(4):
                writer.remove(bridge(turn).id)
                writer.add(
                    [bridge(turn + 20), bridge(7, text=f"Cracks in bridge {turn}. It is shut.", id="x")]
                )
                writer.rebuild()
    finally:
        done.set()
    for asker in askers:
        asker.join(60)
    assert failures == []
