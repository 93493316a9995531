"""What a keeper and a reader do with the articles on the page, in Chromium."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from browser import Site, Visit, browser, site, visit
from fake_assistant import FERRY, HARBOUR, ORCHARD
from hostile import HOSTILE, HOSTILE_ARTICLE
from playwright.sync_api import Locator, expect
from test_page import BRIDGE

__all__ = ["browser", "site", "visit"]  # fixtures
pytestmark = pytest.mark.browser


def articles(visit: Visit) -> Locator:
    """The view of the articles, opened."""
    visit.page.get_by_role("button", name="Articles", exact=True).click()
    view = visit.page.locator("#archive")
    expect(view.locator("tbody tr").first).to_be_visible()
    return view


def add(view: Locator) -> None:
    view.locator(".adding summary").click()


def test_articles_are_searched_sorted_and_opened(visit: Visit) -> None:
    view = articles(visit)
    expect(view.locator("tbody tr")).to_have_count(4)
    expect(view).to_contain_text(HOSTILE_ARTICLE.title)
    made = "script, img, style, iframe, [onerror], [onmouseover]"
    expect(view.locator(made)).to_have_count(0)
    if visit.is_narrow:
        view.get_by_label("Sort by").select_option("Title")
        expect(view.locator("tbody .title").first).to_contain_text(FERRY.title)
    else:
        view.locator("button.sort", has_text="Title").click()
        expect(view.locator("th.title")).to_have_attribute("aria-sort", "ascending")
        expect(view.locator("tbody .title").first).to_have_text(FERRY.title)
        view.locator("button.sort", has_text="Title").click()
        expect(view.locator("tbody .title").last).to_have_text(FERRY.title)
    view.get_by_label("Search articles").fill("ferry NORD")
    expect(view.locator("tbody tr")).to_have_count(1)
    view.locator("button.read").click()
    expect(visit.source).to_contain_text("Sund Line is hiring 40 deckhands")
    expect(visit.mark).to_have_count(0)
    assert visit.overflow == []
    visit.page.keyboard.press("Escape")
    expect(visit.source).to_be_hidden()
    visit.page.get_by_role("button", name="Articles", exact=True).click()
    expect(visit.question).to_be_visible()
    expect(view).to_be_hidden()


def test_an_article_is_removed_after_a_second_click_and_put_back(visit: Visit, site: Site) -> None:
    view = articles(visit)
    row = view.locator("tbody tr", has_text=FERRY.title)
    remove = row.locator("button.remove")
    remove.click()
    expect(remove).to_have_text("Remove for good?")
    assert FERRY.id in site.assistant.index.article_ids()
    remove.click()
    expect(row).to_have_count(0)
    assert FERRY.id not in site.assistant.index.article_ids()
    second = view.locator("tbody tr", has_text=ORCHARD.title)
    second.locator("button.remove").click()
    second.locator("button.remove").click()
    expect(view.get_by_role("button", name="Undo")).to_have_count(2)
    for article, button in ((FERRY, row), (ORCHARD, second)):
        view.get_by_role("button", name="Undo").first.click()
        expect(button).to_have_count(1)
        assert site.assistant.index.article(article.id) == article


def test_a_removal_that_was_not_meant_is_forgotten(visit: Visit, site: Site) -> None:
    remove = articles(visit).locator("button.remove").first
    remove.click()
    expect(remove).to_have_text("Remove for good?")
    expect(remove).to_have_accessible_name(re.compile("Remove for good"))
    expect(visit.page.locator("#spoken [role=status]")).to_contain_text("Press again")
    visit.page.get_by_label("Search articles").focus()
    expect(remove).to_have_text("Remove")
    assert len(site.assistant.index.article_ids()) == 4


def test_a_new_conversation_and_a_slash_lead_out_of_the_articles(visit: Visit) -> None:
    view = articles(visit)
    visit.page.get_by_role("button", name="New", exact=True).click()
    expect(view).to_be_hidden()
    expect(visit.question).to_be_focused()
    articles(visit)
    visit.page.locator("#archive h2").click()
    visit.page.keyboard.press("/")
    expect(view).to_be_hidden()
    expect(visit.question).to_be_focused()


def test_files_that_the_server_does_not_take_are_named_beside_what_was_added(
    visit: Visit, site: Site, tmp_path: Path
) -> None:
    for name in ("good.txt", "bad.txt"):
        (tmp_path / name).write_text(
            "The gull Ottoline sat on the pier at Marwick all day.", encoding="utf-8"
        )
    visit.page.route(
        "**/page/upload*bad.txt",
        lambda route: route.fulfill(status=413, body='{"detail": "It is larger than 64 MB."}'),
    )
    view = articles(visit)
    add(view)
    view.locator("input[type=file]").set_input_files([tmp_path / "bad.txt"])
    expect(view.locator(".failures")).to_have_text("bad.txt: It is larger than 64 MB.")
    view.locator("input[type=file]").set_input_files([tmp_path / "good.txt", tmp_path / "bad.txt"])
    expect(view.locator(".job")).to_contain_text("1 added")
    expect(view.locator(".failures")).to_have_text("bad.txt: It is larger than 64 MB.")
    index = site.assistant.index
    index.remove([key for key in index.article_ids() if "Ottoline" in index.article(key).text])


def test_a_story_that_two_outlets_carried_stands_once_with_the_list(visit: Visit, site: Site) -> None:
    copy = replace(HARBOUR, id="copy", source="Velden Post", url=None)
    site.assistant.index.add(copy)
    try:
        turn = visit.ask(BRIDGE)
        expect(turn.locator(".sentence", has_text="eleven weeks of repairs")).to_have_count(1)
        expect(turn.locator(".carried summary")).to_have_text("2 outlets carried this text")
        turn.locator("a.cite").first.click()
        expect(visit.source.locator(".carried summary")).to_have_text("2 outlets carried this text")
        first = visit.source.locator(".outlet").inner_text()
        visit.source.locator(".carried summary").click()
        visit.source.locator("button.carrier").click()
        expect(visit.source.locator(".outlet")).not_to_have_text(first)
        assert visit.overflow == []
    finally:
        site.assistant.index.remove("copy")


def test_files_are_added_and_found_and_what_failed_is_named(visit: Visit, site: Site, tmp_path: Path) -> None:
    good, bad = tmp_path / "moor.md", tmp_path / "<img src=x onerror=alert(1)>.exe"
    good.write_text(
        "# Fog\n\nThe moor ferry Elsinora sank near Tarn Point, 14 walkers said.", encoding="utf-8"
    )
    bad.write_bytes(b"MZ")
    view = articles(visit)
    add(view)
    view.locator("input[type=file]").set_input_files([good, bad])
    expect(view.locator(".job")).to_contain_text("1 added, 0 updated, 0 unchanged, 1 failed.")
    expect(view.locator(".failures")).to_contain_text(".exe")
    expect(view.locator(".progress img")).to_have_count(0)
    view.locator(".outcome summary", has_text="Added").click()
    view.locator(".outcome").get_by_role("button", name="Fog").click()
    expect(visit.source.locator(".headline")).to_have_text("Fog")
    visit.page.keyboard.press("Escape")
    expect(view.locator("tbody")).to_contain_text("Fog")
    try:
        visit.page.get_by_role("button", name="Articles", exact=True).click()
        turn = visit.ask("Where did the moor ferry Elsinora sink?")
        expect(turn.locator(".answer")).to_contain_text("near Tarn Point")
    finally:
        index = site.assistant.index
        index.remove([key for key in index.article_ids() if "Elsinora" in index.article(key).text])


def test_files_that_are_dropped_are_added(visit: Visit, site: Site) -> None:
    view = articles(visit)
    add(view)
    dropped = visit.page.evaluate_handle(
        """() => {
          const data = new DataTransfer();
          for (const bird of ["tern", "skua"])
            data.items.add(new File([`Of the ${bird}\\n\\nThe ${bird} came back to Gannet Rock.`], `${bird}.txt`));
          return data;
        }"""
    )
    view.locator(".drop").dispatch_event("drop", {"dataTransfer": dropped})
    expect(view.locator(".job")).to_contain_text("2 added")
    view.locator(".outcome summary").click()
    expect(view.locator(".outcome li")).to_have_text(["Of the tern", "Of the skua"])
    index = site.assistant.index
    index.remove([key for key in index.article_ids() if "Gannet Rock" in index.article(key).text])


def test_pasted_text_is_added_with_outlet_and_date(visit: Visit, site: Site) -> None:
    view = articles(visit)
    add(view)
    form = view.locator("form.add-text")
    form.get_by_label("Title").fill(f"Notice {HOSTILE}")
    form.get_by_label("Outlet").fill(HOSTILE)
    form.get_by_label("Date").fill("2025-05-02")
    form.get_by_label("Text").fill(f"The notice said nothing else. {HOSTILE}")
    form.get_by_role("button", name="Add").click()
    expect(view.locator(".job")).to_contain_text("1 added")
    row = view.locator("tbody tr", has_text="Notice <script>")
    expect(row).to_contain_text("2 May 2025")
    expect(view.locator("script, img, style, [onerror]")).to_have_count(0)
    index = site.assistant.index
    index.remove([key for key in index.article_ids() if index.article(key).title.startswith("Notice")])


def test_the_collection_is_rebuilt_while_it_answers(visit: Visit, site: Site) -> None:
    view = articles(visit)
    add(view)
    before = site.assistant.index.manifest.generation
    view.get_by_role("button", name="Rebuild").click()
    for _ in range(300):  # the job's line may still tell of an earlier rebuilding
        if site.assistant.index.manifest.generation > before:
            break
        visit.page.wait_for_timeout(100)
    assert site.assistant.index.manifest.generation > before
    expect(view.locator(".job")).to_contain_text("Rebuilding: done in")
    visit.page.get_by_role("button", name="Articles", exact=True).click()
    expect(visit.ask(BRIDGE).locator(".answer")).to_contain_text("eleven weeks of repairs")


def test_a_column_of_the_overview_limits_the_table_to_its_days(visit: Visit) -> None:
    view = articles(visit)
    column = view.locator("button.bin").first
    expect(column).to_have_attribute(
        "aria-label", "10 March 2025 to 16 March 2025: 2 articles (Agency Nord 1, The Courier 1)"
    )
    column.click()
    expect(view.locator("tbody tr")).to_have_count(2)
    column.click()
    expect(view.locator("tbody tr")).to_have_count(4)
    expect(view.locator(".overview img, .overview script")).to_have_count(0)


def test_a_point_of_an_answers_timeline_opens_its_article(visit: Visit) -> None:
    turn = visit.ask(BRIDGE)
    turn.get_by_role("button", name="Timeline").click()
    cited = turn.locator(".point.cited")
    expect(cited.first).to_be_visible()
    box = cited.first.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 28
    cited.first.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.mark).to_contain_text("eleven weeks of repairs")
    visit.page.keyboard.press("Escape")
    expect(visit.source).to_be_hidden()
    found = turn.locator(".point:not(.cited)").first
    title = (found.get_attribute("title") or "").partition(": ")[2]
    found.click()
    expect(visit.source.locator(".headline")).to_have_text(title)
    visit.page.keyboard.press("Escape")
    turn.get_by_role("button", name="Timeline").click()
    expect(turn.locator(".timeline")).to_have_count(0)
    assert visit.overflow == []


def test_a_search_is_shown_over_time_and_each_point_opens_its_article(visit: Visit) -> None:
    view = articles(visit)
    view.get_by_label("Search articles").fill("marwick")
    points = view.locator(".overview button.point")
    expect(points).to_have_count(2)
    points.last.focus()
    expect(view.locator(".overview .pointed")).to_have_text(f"Agency Nord, 15 March 2025: {FERRY.title}")
    points.last.click()
    expect(visit.source.locator(".headline")).to_have_text(FERRY.title)
    visit.page.keyboard.press("Escape")
    view.get_by_label("Search articles").fill("saboteur")
    expect(points).to_have_count(1)
    points.focus()
    expect(view.locator(".overview .pointed")).to_contain_text("<script>alert(1)</script>")
    expect(view.locator("script, img, style, iframe, [onerror], [onmouseover]")).to_have_count(0)
    view.get_by_label("Search articles").fill("")
    expect(view.locator(".overview button.bin").first).to_be_visible()
    assert visit.overflow == []
