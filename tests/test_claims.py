"""What an article says of itself counts as far as where it was read bears it out: nobody takes another's place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import examples
import pytest
from loopback import Site, serving
from news import bridge

from indexes import Article, NewsIndex, WebAccess

URL = "https://observer.example/news/1"
PAGE = bridge(1, id="", url=URL, source="The Observer", origin=URL)
HERE = WebAccess(allow_private=True, delay=0.0, timeout=5.0, deadline=5.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def entry(text: str, place: str = "https://observer.example/feed", **fields: object) -> Article:
    known = {"title": PAGE.title, "source": "The Observer", "url": URL, "origin": f"{place}#entry1", **fields}
    return Article(text=text, **known)  # type: ignore[arg-type]


def feed(path: Path, link: str, title: str, text: str) -> Path:
    item = f"<item><title>T</title><link>{link}</link><description>{text}</description></item>"
    path.write_text(f"<rss version='2.0'><channel><title>{title}</title>{item}</channel></rss>")
    return path


def test_a_teaser_does_not_take_the_place_of_the_article(index: NewsIndex, tmp_path: Path) -> None:
    index.add(PAGE)
    for teaser in ("Cracks were found.", "Cracks were found again."):
        assert index.add(entry(teaser)).unchanged == (PAGE.id,)
        assert index.add(feed(tmp_path / "f.xml", URL, "The Observer", teaser)).unchanged == (PAGE.id,)
    assert index.article(PAGE.id).text == PAGE.text
    assert len(index.versions(PAGE.id)) == 1


def test_the_article_takes_the_place_of_its_teaser_and_a_feed_renews_its_own(index: NewsIndex) -> None:
    assert len(index.add(entry("Cracks were found.")).added) == 1
    assert len(index.add(entry("Cracks were found again.")).updated) == 1
    assert len(index.add(entry("Another feed of theirs.", "https://observer.example/world")).updated) == 1
    assert len(index.add(PAGE).updated) == 1
    assert index.article(PAGE.id).text == PAGE.text


def test_an_aggregator_neither_replaces_nor_names_the_articles_of_others(
    index: NewsIndex, tmp_path: Path
) -> None:
    nameless = bridge(2, id="", url="https://observer.example/news/2", source="observer.example")
    index.add(nameless)
    for place in ("https://aggregator.example/feed", str(tmp_path / "saved.xml")):
        index.add(
            entry("A thing happened.", place, url="https://observer.example/news/3", source="Aggregator")
        )
        assert index.article(nameless.id).source == "observer.example"
        index.add(bridge(4, id="", url="https://observer.example/news/4", source="observer.example"))
    assert "Aggregator" in index.statistics().sources
    assert [len(index.versions(one)) for one in index.article_ids()] == [1, 1, 1]
    index.add(entry("As its own feed has it.", url="https://observer.example/news/3"))
    own, other = (entry("Forged.", f"https://{host}/feed") for host in ("observer.example", "evil.example"))
    index.add(own)
    assert index.add(other).unchanged == (own.id,)
    assert index.article(nameless.id).source == "The Observer"  # by its own feed


def test_what_is_named_by_others_is_reported(index: NewsIndex) -> None:
    first = bridge(1, id="", url="https://observer.example/1", source="observer.example")
    index.add(first)
    report = index.add(bridge(2, id="", url="https://observer.example/2", source="The Observer"))
    assert (report.updated, len(report.added)) == ((first.id,), 1)
    index.add(bridge(3, id="", url="https://observer.example/3", source="Observer Magazine"))
    assert index.add(first).unchanged == (first.id,)  # it keeps the name that it was given


def test_a_page_of_another_host_is_kept_under_its_own_address(index: NewsIndex, site: Site) -> None:
    real = Article(title=examples.TITLE, text="The sluice held.", url=examples.URL, source="The Courier")
    index.add(real)
    address = site.put("/forged", examples.page())  # its canonical link is the real one's
    report = index.add(address, web=HERE)
    [article_id] = report.added
    assert index.article(article_id).url == address
    assert index.article(real.id).text == "The sluice held."


@pytest.mark.parametrize("many", [False, True])
def test_a_file_that_is_fetched_changes_no_article_of_another_host(
    index: NewsIndex, site: Site, many: bool
) -> None:
    index.add(PAGE)
    by_url = {"title": "Forged", "text": "Forged by URL.", "url": URL, "source": "The Observer"}
    by_id = {"title": "Forged", "text": "Forged by id.", "id": PAGE.id, "url": site.address + "/own"}
    records = [[by_url, by_id]] if many else [by_url, by_id]
    for number, record in enumerate(records):
        address = site.put(f"/{number}.json", json.dumps(record).encode(), "application/json")
        report = index.add(address, web=HERE)
        assert (report.added, report.updated) == ((), ())
    assert index.article(PAGE.id).text == PAGE.text
    other = {**by_url, "url": "https://elsewhere.example/1"}
    address = site.put("/own.json", json.dumps(other).encode(), "application/json")
    [article_id] = index.add(address, web=HERE).added
    site.put("/own.json", json.dumps({**other, "text": "Changed there."}).encode(), "application/json")
    assert index.add(address, web=HERE).updated == (article_id,)  # what came from there may change there


def test_ids_of_two_files_that_know_nothing_of_each_other_are_told(index: NewsIndex, tmp_path: Path) -> None:
    for name, words in (("alpha", "ferry sold abroad on Friday"), ("beta", "school roof fell in last night")):
        records = [
            {"id": str(n), "title": f"{name} {n}", "text": f"The {words}: part {n}.", "source": name}
            for n in (1, 2)
        ]
        (tmp_path / f"{name}.json").write_text(json.dumps(records))
    report = index.add([tmp_path / "alpha.json", tmp_path / "beta.json"])
    assert (report.added, report.updated) == (("1", "2"), ())
    assert [failure.reason.partition(":")[0] for failure in report.failed] == [
        "its id '1' is that of another article ('alpha 1')",
        "its id '2' is that of another article ('alpha 2')",
    ]
    newer = [{"id": "1", "title": "alpha, new", "text": "All is different now.", "source": "Alpha"}]
    (tmp_path / "alpha-2.json").write_text(json.dumps(newer))
    assert index.add(tmp_path / "alpha-2.json").updated == ("1",)  # of the same outlet


def test_a_file_that_holds_another_story_each_day_keeps_them_all(index: NewsIndex, tmp_path: Path) -> None:
    file = tmp_path / "latest.txt"
    stories = [f"Ferry sold\n\n{bridge(1).text}", "Roof fell\n\nThe roof of the school fell in last night."]
    for story in stories:
        file.write_text(story)
        assert len(index.add(file).added) == 1
    file.write_text(stories[1].replace("Roof fell", "Roof of a school fell").replace("last night", "at dawn"))
    assert len(index.add(file).updated) == 1  # the same story under another title
    assert [index.article(one).title for one in index.article_ids()] == [
        "Ferry sold",
        "Roof of a school fell",
    ]
