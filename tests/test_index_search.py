"""Finding in an index: filters, threads, progress, and what there is."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from news import bridge

from indexes import Filters, NewsIndex
from indexes.errors import QuestionError


def test_filters_apply_inside_the_search_so_that_results_are_full(index: NewsIndex) -> None:
    index.add(bridge(n, id=f"b{n}") for n in range(300))
    narrow = Filters(sources=("agency NORD",), published_after=datetime(2025, 1, 28, tzinfo=UTC))
    passing = {n for n in range(300) if n % 2 and n % 28 == 27}
    for search in (index.search_vectors, index.search_keywords):
        hits = search("bridge closed", top_k=8, filters=narrow)
        assert len(hits) == 8
        assert {int(hit.passage.article_id[1:]) for hit in hits} <= passing
        assert [hit.rank for hit in hits] == list(range(1, 9))
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_date_filters_are_exact_to_the_microsecond_and_across_time_zones(index: NewsIndex) -> None:
    noon = datetime(2025, 3, 1, 12, 0, 0, 500, tzinfo=UTC)
    index.add([bridge(1, published=noon), bridge(2, published=None)])
    tick = timedelta(microseconds=1)
    elsewhere = noon.astimezone(ZoneInfo("Asia/Tokyo"))
    for filters, expected in (
        (Filters(published_after=elsewhere), True),
        (Filters(published_after=noon + tick), False),
        (Filters(published_before=noon), False),
        (Filters(published_before=elsewhere + tick), True),
    ):
        assert bool(index.search_vectors("bridge", top_k=5, filters=filters)) is expected
        assert bool(index.search_keywords("bridge", top_k=5, filters=filters)) is expected
        assert index.statistics(filters).articles == int(expected)


def test_a_filter_that_nothing_passes_finds_nothing(index: NewsIndex) -> None:
    index.add(bridge(1))
    nobody = Filters(sources=("No Such Paper",))
    assert index.search_vectors("bridge", top_k=5, filters=nobody) == []
    assert index.search_keywords("bridge", top_k=5, filters=nobody) == []


def test_an_empty_index_answers_every_question_with_nothing(index: NewsIndex) -> None:
    assert index.search_vectors("bridge", top_k=5) == index.search_keywords("bridge", top_k=5) == []
    assert index.statistics().articles == 0
    assert index.overview() == []


def test_asking_for_no_passages_is_an_error(index: NewsIndex) -> None:
    with pytest.raises(QuestionError, match="top_k is 0"):
        index.search_vectors("bridge", top_k=0)


def test_statistics_overview_and_manifest_tell_what_there_is(index: NewsIndex) -> None:
    index.add([bridge(1), bridge(2), bridge(3, source=None, published=None)])
    found_ = index.statistics()
    assert (found_.articles, found_.sources) == (3, ("Agency Nord", "Harbour Courier"))
    assert found_.oldest == bridge(1).published
    assert found_.newest == bridge(2).published
    assert [summary.title for summary in index.overview()] == [
        "Bridge 1 closed",
        "Bridge 2 closed",
        "Bridge 3 closed",
    ]
    assert index.overview()[0].sentences == len(index.sentences(bridge(1).id))
    assert index.manifest.passages == found_.passages > 0


def test_threads_may_ask_while_another_adds(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(3))
    errors: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                for hit in index.search_vectors("bridge", top_k=5) + index.search_keywords("bridge", top_k=5):
                    index.article(hit.passage.article_id)
        except BaseException as error:
            errors.append(error)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    index.add(bridge(n) for n in range(3, 80))
    index.rebuild()
    done.set()
    for asker in askers:
        asker.join()
    assert errors == []
    assert index.doctor() == []


def test_progress_may_search_and_is_told_the_number_of_articles(index: NewsIndex) -> None:
    told: list[tuple[str, int, int | None]] = []

    def progress(step: str, done: int, total: int | None) -> None:
        told.append((step, done, total))
        index.search_keywords("bridge", top_k=1)

    index.add([bridge(n) for n in range(40)], progress=progress)
    assert ("Reading articles", 40, None) in told
    assert [t for t in told if t[0] == "Adding articles"] == [
        ("Adding articles", 32, 40),
        ("Adding articles", 40, 40),
    ]
