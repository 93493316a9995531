"""Which reports are the same article: those without an id and a URL."""

from __future__ import annotations

from pathlib import Path

import pytest
from hashing import HashingEmbedder
from news import bridge

from indexes import Article, Filters, NewsIndex

TITLE, TEXT = "Ferry sold", "The ferry was sold to a company abroad. It will sail on Sunday."


def report(source: str | None = None, **fields: object) -> Article:
    return Article(title=TITLE, text=TEXT, source=source, **fields)  # type: ignore[arg-type]


def test_the_same_report_by_two_outlets_is_two_articles_and_costs_nothing_again(
    index: NewsIndex, embedder: HashingEmbedder
) -> None:
    both = [report("The Courier"), report("Agency Nord")]
    assert len(index.add(both).added) == 2
    assert index.statistics().sources == ("Agency Nord", "The Courier")
    embedded = embedder.embedded
    for again in (both, both[::-1]):
        done = index.add(again)
        assert (len(done.unchanged), done.added, done.updated) == (len(again), (), ())
    assert embedder.embedded == embedded
    for outlet in ("The Courier", "Agency Nord"):
        assert len(index.search_keywords("ferry", top_k=5, filters=Filters(sources=(outlet,)))) == 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_report_of_no_known_outlet_is_that_of_the_one_outlet_known(
    index: NewsIndex, order: tuple[int, int]
) -> None:
    reports = [report(None, origin="/a.txt", author="R. Pell"), report("The Courier", origin="/b.json#1")]
    for number in order:
        index.add(reports[number])
    assert [(one.source, one.title) for one in index.overview()] == [("The Courier", TITLE)]
    assert index.article(index.article_ids()[0]).author == "R. Pell"
    assert len(index.add(reports).unchanged) == 2


def test_two_files_that_differ_in_what_they_know_do_not_take_turns(index: NewsIndex) -> None:
    reports = [
        report("The Courier", origin="/a.txt", author="A. Lind"),
        report("The Courier", origin="/b.txt", author="B. Orre"),
    ]
    index.add(reports)
    assert len(index.add(reports).unchanged) == 2
    assert index.article(index.article_ids()[0]).author == "A. Lind"


def test_a_corrected_outlet_of_the_same_record_is_an_update(index: NewsIndex) -> None:
    index.add(report("The Couriar", origin="/all.jsonl#3"))
    assert len(index.add(report("The Courier", origin="/all.jsonl#3")).updated) == 1
    assert index.statistics().sources == ("The Courier",)


def test_records_that_change_places_stay_what_they_are(index: NewsIndex) -> None:
    index.add([report("One", origin="/all.jsonl#1"), report("Two", origin="/all.jsonl#2")])
    again = index.add([report("Two", origin="/all.jsonl#1"), report("One", origin="/all.jsonl#2")])
    assert len(again.unchanged) == 2


def test_an_edited_article_is_not_replaced_by_a_copy_of_its_first_version(
    index: NewsIndex, tmp_path: Path
) -> None:
    story, copy = tmp_path / "story.txt", tmp_path / "copy.txt"
    story.write_text("Ferry\n\nThe ferry will be sold.")
    index.add(story)
    story.write_text("Ferry\n\nThe ferry has been sold.")
    assert len(index.add(story).updated) == 1
    copy.write_text("Ferry\n\nThe ferry will be sold.")
    assert len(index.add(copy).added) == 1
    texts = [index.article(article_id).text for article_id in index.article_ids()]
    assert texts == ["The ferry has been sold.", "The ferry will be sold."]
    assert len(index.add([story, copy]).unchanged) == 2


def test_adding_what_is_there_leaves_the_revision_alone(index: NewsIndex) -> None:
    def revision() -> int:
        return index._current().catalog.revision()

    index.add(bridge(1))
    before = revision()
    index.add(bridge(1))
    assert revision() == before
    index.remove(bridge(1).id)
    assert revision() == before + 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_text_and_the_page_with_its_words_are_one_article(index: NewsIndex, order: tuple[int, int]) -> None:
    url = "https://courier.example/ferry"
    reports = [report("The Courier", origin="/a.txt"), report("The Courier", url=url, origin=url)]
    for number in order:
        index.add(reports[number])
    [one] = index.article_ids()
    assert index.article(one).url == url
    assert len(index.add(reports).unchanged) == 2
    changed = Article(title=TITLE, text=f"{TEXT} It has left.", source="The Courier", url=url, origin=url)
    assert index.add(changed).updated == (one,)
    assert index.article_ids() == [one]


def test_a_page_is_not_taken_for_another_outlets_text_of_the_same_words(index: NewsIndex) -> None:
    index.add(report("Agency Nord"))
    assert index.add(report("The Courier", url="https://courier.example/ferry")).added


@pytest.mark.parametrize(
    "door",
    [
        "http://courier.example/ferry",
        "https://www.courier.example/ferry",
        "HTTP://WWW.courier.example/ferry/",
    ],
)
def test_one_page_by_several_doors_is_one_article(index: NewsIndex, door: str) -> None:
    urls = ["https://courier.example/ferry", door]
    for n, url in enumerate(urls):
        index.add(Article(title=TITLE, text=f"{TEXT} Number {n}.", source="The Courier", url=url, origin=url))
    [one] = index.article_ids()
    assert index.article(one).text.endswith("Number 1.")
    assert index.add(Article(title=TITLE, text=TEXT, url="https://other.example/ferry")).added
