"""How the page looks, in Chromium: no line too long, nothing cut off or too small to touch, enough contrast."""

from __future__ import annotations

import pytest
from browser import Visit, browser, narrow, site, visit
from hostile import HOSTILE_QUESTION
from playwright.sync_api import expect
from test_page import BRIDGE, NOT_TOLD

__all__ = ["browser", "narrow", "site", "visit"]  # fixtures
pytestmark = pytest.mark.browser


def test_the_page_works_at_390_pixels_with_the_source_as_a_sheet(narrow: Visit) -> None:
    turn = narrow.ask(BRIDGE)
    assert narrow.overflow == []
    narrow.ask(NOT_TOLD)
    assert narrow.overflow == []
    turn.locator("a.cite").first.tap()
    expect(narrow.mark).to_be_in_viewport()
    assert narrow.overflow == []
    box = narrow.source.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] > 100
    expect(narrow.source.get_by_text("‹ Answer")).to_be_visible()
    narrow.source.get_by_role("button", name="Close the source").tap()
    expect(narrow.source).to_be_hidden()
    expect(narrow.question).to_be_visible()
    turn.locator("a.cite").first.tap()
    expect(narrow.mark).to_be_in_viewport()
    narrow.page.go_back()
    expect(narrow.source).to_be_hidden()
    expect(turn).to_be_visible()


def test_long_hostile_words_do_not_widen_a_narrow_page(narrow: Visit) -> None:
    narrow.ask("x" * 400)
    narrow.ask(HOSTILE_QUESTION).locator("a.cite").first.tap()
    expect(narrow.mark).to_be_visible()
    assert narrow.overflow == []


def test_nothing_scrolls_sideways_at_320_pixels(narrow: Visit) -> None:
    narrow.page.set_viewport_size({"width": 320, "height": 640})
    assert narrow.overflow == []
    turn = narrow.ask(BRIDGE)
    narrow.ask(HOSTILE_QUESTION)
    assert narrow.overflow == []
    turn.locator("a.cite").first.tap()
    expect(narrow.mark).to_be_in_viewport()
    assert narrow.overflow == []
    assert int(narrow.source.evaluate("one => one.scrollWidth - one.clientWidth")) == 0
    narrow.source.get_by_role("button", name="Close the source").tap()
    narrow.page.get_by_role("button", name="Conversations").tap()
    expect(narrow.page.locator("#conversations")).to_be_visible()
    assert narrow.overflow == []
    narrow.page.keyboard.press("Escape")
    turn.locator(".saving summary").tap()
    expect(turn.get_by_role("link", name="HTML page")).to_be_visible()
    assert narrow.overflow == []
    narrow.page.get_by_role("button", name="Articles", exact=True).tap()
    expect(narrow.page.locator("#archive tbody tr").first).to_be_visible()
    narrow.page.locator(".adding summary").tap()
    assert narrow.overflow == []


def test_no_line_of_an_answer_or_article_has_more_than_68_characters(visit: Visit) -> None:
    visit.ask(BRIDGE).locator("a.cite").first.click()
    expect(visit.mark).to_be_visible()
    lines = visit.page.evaluate(_LINES)
    assert len(lines) > 3
    assert max(lines) <= 68


# Characters of each line as it is shown: a new line begins where a character stands lower than the one before.
_LINES = """() => [...document.querySelectorAll(".sentence .quote, #source .text p")].flatMap((place) => {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const lengths = [0];
  let bottom = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let i = 0; i < node.length; i++) {
      const range = document.createRange();
      range.setStart(node, i); range.setEnd(node, i + 1);
      const box = range.getClientRects()[0];
      if (!box) continue;
      if (bottom !== null && box.top > bottom - 4) lengths.push(0);
      bottom = box.bottom;
      lengths[lengths.length - 1]++;
    }
  return lengths;
})"""


def test_chips_are_large_enough_to_touch(narrow: Visit) -> None:
    box = narrow.ask(BRIDGE).locator("a.cite").first.bounding_box()
    assert box
    assert box["width"] >= 28
    assert box["height"] >= 28


def test_text_has_enough_contrast_in_both_themes(visit: Visit) -> None:
    visit.ask(NOT_TOLD)
    visit.ask(BRIDGE).locator("a.cite").first.click()
    expect(visit.mark).to_be_visible()
    assert visit.is_dark == (visit.scheme == "dark")
    assert visit.page.evaluate(_LOW_CONTRAST) == []


# Every element with text of its own against the nearest background behind it: WCAG 2 AA asks for 4.5.
_LOW_CONTRAST = """() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const e of document.querySelectorAll("#masthead *, #thread *, #source *, #filters *, .drawer *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return low;
}"""
