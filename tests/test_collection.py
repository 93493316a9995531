"""The collection as its keepers see it: the table, removing and putting back, and its markup."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from editing import collection, editor, viewer
from fake_assistant import FERRY, HARBOUR
from hostile import HOSTILE, HOSTILE_ARTICLE
from markups import Reader

from indexes import NewsIndex
from indexes.errors import IndexLocked, ReadError
from indexes.reports import ArticleSummary, BuildReport, Failure
from ui import collection as collection_module
from ui.collection import Collection, Table, TableView
from ui.jobs import Job
from ui.render_articles import render_archive, render_removed, render_table
from ui.render_jobs import render_job

__all__ = ["collection", "editor", "viewer"]  # fixtures

__all__ = ["collection"]  # fixtures


def test_the_table_is_sorted_by_each_column_searched_and_limited_to_days(collection: Collection) -> None:
    def titles(**view: Any) -> list[str]:
        return [one.title.split()[0] for one in collection.table(TableView(**view)).rows]

    assert titles(order="title", descending=False) == ["Ferry", "Late", "Marwick"]
    assert titles(order="outlet", descending=True) == ["Late", "Marwick", "Ferry"]
    assert titles(order="date", descending=False) == ["Marwick", "Ferry", "Late"]
    assert titles(order="sentences", descending=True)[0] == "Marwick"
    assert titles(words="COURIER bridge") == ["Marwick"]
    assert titles(words="nothing like it") == []
    assert titles(first_day="2025-03-15", last_day="2025-03-15") == ["Ferry"]
    assert len(titles(order="no such column")) == 3


def test_long_tables_come_in_pages_and_a_page_too_far_is_the_last(
    collection: Collection, index: NewsIndex
) -> None:
    index.add([replace(FERRY, id=f"ferry-{n}", title=f"Ferry {n:02}") for n in range(60)])
    first = collection.table(TableView(order="title", descending=False))
    last = collection.table(TableView(order="title", descending=False, page=99))
    assert (first.found, first.pages, len(first.rows)) == (63, 3, 25)
    assert (last.view.page, len(last.rows)) == (3, 13)


def test_a_removed_article_is_gone_at_once_and_can_be_put_back(
    collection: Collection, index: NewsIndex
) -> None:
    token, article = collection.remove("ada", FERRY.id)
    assert article == FERRY
    assert FERRY.id not in index.article_ids()
    with pytest.raises(ReadError, match="too late"):
        collection.put_back("bob", token)
    assert collection.put_back("ada", token) == FERRY
    assert index.article(FERRY.id) == FERRY
    with pytest.raises(ReadError, match="too late"):
        collection.put_back("ada", token)


def test_what_is_put_back_has_its_versions_and_the_day_it_came_in(
    collection: Collection, index: NewsIndex
) -> None:
    index.add(replace(FERRY, text=FERRY.text + "\n\nThe city has not yet decided."))
    before = index.versions(FERRY.id)
    (row,) = [one for one in index.overview() if one.id == FERRY.id]
    token, _ = collection.remove("ada", FERRY.id)
    collection.put_back("ada", token)
    assert len(before) == 2
    assert index.versions(FERRY.id) == before
    assert [one for one in index.overview() if one.id == FERRY.id] == [row]
    assert index.doctor() == []
    assert index.search_keywords("deckhands", top_k=1)[0].passage.article_id == FERRY.id


def test_an_undo_that_cannot_be_done_now_can_be_tried_again(
    collection: Collection, index: NewsIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, _ = collection.remove("ada", FERRY.id)
    monkeypatch.setattr(index, "put_back", lambda removed: (_ for _ in ()).throw(IndexLocked("busy")))
    with pytest.raises(IndexLocked):
        collection.put_back("ada", token)
    monkeypatch.undo()
    assert collection.put_back("ada", token) == FERRY
    assert FERRY.id in index.article_ids()


def test_an_article_that_came_in_again_meanwhile_is_left_as_it_is(
    collection: Collection, index: NewsIndex
) -> None:
    token, _ = collection.remove("ada", FERRY.id)
    newer = replace(FERRY, title="Ferry operator hires 60")
    index.add(newer)
    collection.put_back("ada", token)
    assert [version.article for version in index.versions(FERRY.id)] == [newer]


def test_the_table_shows_what_has_changed_since_it_was_last_read(
    collection: Collection, index: NewsIndex
) -> None:
    assert collection.table(TableView()).found == 3
    assert sum(column.articles for column in collection.overview().columns) == 3
    index.add(replace(FERRY, id="another", title="Another", text="Another boat came in."))
    index.add(replace(HARBOUR, title="Zebra"))
    assert collection.table(TableView()).found == 4
    assert collection.table(TableView(order="title")).rows[0].title == "Zebra"
    assert sum(column.articles for column in collection.overview().columns) == 4


def test_ten_seconds_later_it_cannot_be_put_back(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, _ = collection.remove("ada", FERRY.id)
    now = time.monotonic()
    monkeypatch.setattr(collection_module.time, "monotonic", lambda: now + 16)
    with pytest.raises(ReadError, match="too late"):
        collection.put_back("ada", token)


def hostile_markups() -> list[str]:
    row = ArticleSummary(HOSTILE, HOSTILE, HOSTILE, None, 3, datetime(2025, 5, 1, tzinfo=UTC))
    report = BuildReport((HOSTILE,), (HOSTILE,), failed=(Failure(HOSTILE, HOSTILE),))
    return [
        render_table(Table(TableView(HOSTILE), (row,), 1), editing=True),
        render_removed("t", HOSTILE_ARTICLE),
        render_job(Job(HOSTILE, HOSTILE, 1, 2, 3)),
        render_job(Job("x", finished=True, report=report), {HOSTILE: HOSTILE}),
        render_job(Job("x", finished=True, problem=HOSTILE)),
    ]


@pytest.mark.parametrize("body", hostile_markups())
def test_titles_outlets_ids_and_file_names_stay_text(body: str) -> None:
    read = Reader(body)
    assert not {"script", "img", "a", "style", "mark"} & {tag for tag, _ in read.tags}
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
    assert "${" not in body
    assert "alert(1)" in read.text()


def test_the_frame_shows_the_forms_to_editors_alone() -> None:
    assert "add-files" in render_archive(editing=True, web=False)
    assert "add-url" in render_archive(editing=True, web=True)
    assert "form" not in render_archive(editing=False, web=True)
