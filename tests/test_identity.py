"""Which reports are the same article: those without an id and a URL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from news import bridge

from indexes import Article, Filters, NewsIndex

TITLE, TEXT = "Ferry sold", "The ferry was sold to a company abroad. It will sail on Sunday."


def report(source: str | None = None, **fields: object) -> Article:
    return Article(source=source, **{"title": TITLE, "text": TEXT, **fields})  # type: ignore[arg-type]


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


FERRY = "https://courier.example/ferry"


def page(url: str = FERRY, **fields: object) -> Article:
    return report("The Courier", url=url, **{"origin": url, **fields})


@pytest.mark.parametrize(
    ("first", "back"),
    [
        (report("The Courier", origin="/a.txt"), page()),
        (page("http://courier.example/ferry"), page()),
        (page("http://courier.example/ferry"), page("https://www.courier.example/ferry")),
        (page(), report("The Courier", origin="/a.txt")),
    ],
)
def test_what_was_removed_does_not_come_back_under_another_id(
    index: NewsIndex, first: Article, back: Article
) -> None:
    index.add([first, page()])
    [one] = index.article_ids()
    index.remove(one)
    assert index.add([back, first, page()], again=False).added == ()
    assert index.article_ids() == []
    [one] = index.add(back).added  # by name it comes back, and may be looked at again
    assert one in index.add(back, again=False).unchanged


def test_removing_an_article_keeps_no_other_away_that_stays(index: NewsIndex) -> None:
    index.add([page(), page(id="5", text=f"{TEXT} It has left.", origin="/all.jsonl#1")])
    [stays] = [one for one in index.article_ids() if one != "5"]
    index.remove("5")
    index.remove(stays, keep_away=False)  # as `watch` does where a file is deleted
    assert index.add(page(), again=False).added == (stays,)


@pytest.mark.parametrize("url", [FERRY, f"{FERRY}/?utm_source=feed", "http://www.courier.example/ferry"])
@pytest.mark.parametrize("text", [TEXT, f"{TEXT} It has left."])
def test_one_url_is_one_article_wherever_it_is_read(index: NewsIndex, url: str, text: str) -> None:
    index.add([report("The Courier"), page(f"{FERRY}?utm_source=mail", origin="/a.jsonl#1")])
    [one] = index.article_ids()
    index.add(page(url, text=text, origin="/b.jsonl#9"))
    assert index.article_ids() == [one]
    assert index.article(one).text == text
    other = page(f"{FERRY}?page=2", text=f"{TEXT} So it is said.")
    assert index.add(other).added == (other.id,)


def test_a_url_once_learned_is_no_leave_for_a_feed_of_another_host(index: NewsIndex) -> None:
    index.add([report("The Courier"), page(origin="/a.jsonl#1")])
    [one] = index.article_ids()
    forged = page(text="Forged.", title="Forged", origin="https://evil.example/feed#entry1")
    assert index.add(forged).unchanged == (one,)
    assert index.article(one).text == TEXT


@pytest.mark.parametrize("url", [None, FERRY])
def test_a_notice_printed_again_on_another_day_is_another_article(index: NewsIndex, url: str | None) -> None:
    january, december = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 12, 25, tzinfo=UTC)
    first = report("The Courier", published=january, origin="/a.txt")
    both = [first, report("The Courier", published=december, url=url, origin="/b.txt")]
    assert len(index.add(both).added) == 2
    assert len(index.add(both[::-1]).unchanged) == 2
    assert sorted(str(one.published) for one in index.overview()) == [str(january), str(december)]
    next_day = report("The Courier", published=january + timedelta(days=1), origin="/c.txt")
    assert index.add(next_day).added == ()  # another time zone, or the day of print
