"""What a keeper and a reader do with the articles on the page, in Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Site, Visit, browser, narrow, site, wide
from fake_assistant import FERRY
from hostile import HOSTILE, HOSTILE_ARTICLE
from playwright.sync_api import Locator, expect
from test_page import BRIDGE

__all__ = ["browser", "narrow", "site", "wide"]  # fixtures
pytestmark = pytest.mark.browser


def articles(visit: Visit) -> Locator:
    """The view of the articles, opened."""
    visit.page.get_by_role("button", name="Articles", exact=True).click()
    view = visit.page.locator("#archive")
    expect(view.locator("tbody tr").first).to_be_visible()
    return view


def add(view: Locator) -> None:
    view.locator(".adding summary").click()


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_articles_are_searched_sorted_and_opened(width: str, request: pytest.FixtureRequest) -> None:
    visit: Visit = request.getfixturevalue(width)
    view = articles(visit)
    expect(view.locator("tbody tr")).to_have_count(4)
    expect(view).to_contain_text(HOSTILE_ARTICLE.title)
    made = "script, img, style, iframe, [onerror], [onmouseover]"
    expect(view.locator(made)).to_have_count(0)
    if width == "wide":
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
    assert visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0
    visit.page.keyboard.press("Escape")
    expect(visit.source).to_be_hidden()
    visit.page.get_by_role("button", name="Articles", exact=True).click()
    expect(visit.question).to_be_visible()
    expect(view).to_be_hidden()


def test_an_article_is_removed_after_a_second_click_and_put_back(wide: Visit, site: Site) -> None:
    view = articles(wide)
    row = view.locator("tbody tr", has_text=FERRY.title)
    remove = row.locator("button.remove")
    remove.click()
    expect(remove).to_have_text("Remove for good?")
    assert FERRY.id in site.assistant.index.article_ids()
    remove.click()
    expect(row).to_have_count(0)
    assert FERRY.id not in site.assistant.index.article_ids()
    view.get_by_role("button", name="Undo").click()
    expect(row).to_have_count(1)
    assert site.assistant.index.article(FERRY.id) == FERRY


def test_files_are_added_and_found_and_what_failed_is_named(wide: Visit, site: Site, tmp_path: Path) -> None:
    good, bad = tmp_path / "moor.md", tmp_path / "<img src=x onerror=alert(1)>.exe"
    good.write_text(
        "# Fog\n\nThe moor ferry Elsinora sank near Tarn Point, 14 walkers said.", encoding="utf-8"
    )
    bad.write_bytes(b"MZ")
    view = articles(wide)
    add(view)
    view.locator("input[type=file]").set_input_files([good, bad])
    expect(view.locator(".job")).to_contain_text("1 added, 0 updated, 0 unchanged, 1 failed.")
    expect(view.locator(".failures")).to_contain_text(".exe")
    expect(view.locator(".progress img")).to_have_count(0)
    expect(view.locator("tbody")).to_contain_text("Fog")
    try:
        wide.page.get_by_role("button", name="Articles", exact=True).click()
        turn = wide.ask("Where did the moor ferry Elsinora sink?")
        expect(turn.locator(".answer")).to_contain_text("near Tarn Point")
    finally:
        index = site.assistant.index
        index.remove([key for key in index.article_ids() if "Elsinora" in index.article(key).text])


def test_pasted_text_is_added_with_outlet_and_date(wide: Visit, site: Site) -> None:
    view = articles(wide)
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


def test_the_collection_is_rebuilt_while_it_answers(wide: Visit, site: Site) -> None:
    view = articles(wide)
    add(view)
    before = site.assistant.index.manifest.generation
    view.get_by_role("button", name="Rebuild").click()
    expect(view.locator(".job")).to_contain_text("Rebuilding: done in")
    assert site.assistant.index.manifest.generation > before
    wide.page.get_by_role("button", name="Articles", exact=True).click()
    expect(wide.ask(BRIDGE).locator(".answer")).to_contain_text("eleven weeks of repairs")


def test_a_column_of_the_overview_limits_the_table_to_its_days(wide: Visit) -> None:
    view = articles(wide)
    column = view.locator("button.bin").first
    expect(column).to_have_attribute(
        "aria-label", "10 March 2025 to 16 March 2025: 2 articles (Agency Nord 1, The Courier 1)"
    )
    column.click()
    expect(view.locator("tbody tr")).to_have_count(2)
    column.click()
    expect(view.locator("tbody tr")).to_have_count(4)
    expect(view.locator(".overview img, .overview script")).to_have_count(0)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_point_of_an_answers_timeline_opens_its_article(width: str, request: pytest.FixtureRequest) -> None:
    visit: Visit = request.getfixturevalue(width)
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
    assert visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0


def test_dates_read_in_a_question_are_a_chip_that_asks_again_without_them(wide: Visit) -> None:
    turn = wide.ask("How long will the Marwick harbour bridge close for repairs in April 2025?")
    expect(turn.locator(".understood")).to_contain_text("Dates: April 2025")
    turn.get_by_role("button", name="Ask without these dates").click()
    expect(wide.page.locator(".turn[aria-busy=false] .question")).to_have_text([BRIDGE])
    expect(wide.page.locator(".understood .undate")).to_have_count(0)


def test_a_question_that_follows_an_answer_is_answered(wide: Visit) -> None:
    turn = wide.ask("How many deckhands is Sund Line hiring for the crossing at Marwick?")
    follow_up = turn.locator(".follow-ups button").first
    expect(follow_up).to_be_visible()
    asked = follow_up.inner_text()
    follow_up.click()
    expect(wide.page.locator(".turn[aria-busy=false] .question").last).to_have_text(asked)
    expect(wide.page.locator(".turn").last.locator(".not-found")).to_have_count(0)
