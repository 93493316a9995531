"""The panel with the source of a quote, in Chromium: what opens it, what it shows, how it is left."""

from __future__ import annotations

import pytest
from browser import Site, Visit, browser, narrow, site, visit
from fake_assistant import HARBOUR
from playwright.sync_api import expect
from test_page import BRIDGE, NOT_TOLD

from indexes import Article

__all__ = ["browser", "narrow", "site", "visit"]  # fixtures
pytestmark = pytest.mark.browser


def test_a_click_on_a_chip_highlights_exactly_the_quote(visit: Visit, site: Site) -> None:
    turn = visit.ask(BRIDGE)
    quotes = {c.number: c for c in site.assistant.ask(BRIDGE).citations}
    for position in range(turn.locator("a.cite").count()):
        chip = turn.locator("a.cite").nth(position)
        quote = quotes[int(chip.inner_text())]
        chip.click()
        expect(visit.mark).to_have_text(quote.quote)
        expect(visit.mark).to_have_count(1)
        expect(visit.mark).to_be_in_viewport()
        expect(visit.source).to_contain_text(quote.title)
        expect(visit.source).to_contain_text(quote.source or "?")
        assert visit.mark.text_content() == quote.quote


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_on_a_chip_opens_it_and_escape_gives_the_focus_back(visit: Visit, key: str) -> None:
    chip = visit.ask(BRIDGE).locator("a.cite").first
    chip.focus()
    chip.press(key)
    expect(visit.mark).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(visit.source).to_be_hidden()
    expect(chip).to_be_focused()
    chip.press(key)
    expect(visit.mark).to_be_visible()


def test_the_close_button_closes_and_the_same_chip_opens_again(visit: Visit) -> None:
    chip = visit.ask(BRIDGE).locator("a.cite").first
    chip.click()
    visit.source.get_by_role("button", name="Close the source").click()
    expect(visit.source).to_be_hidden()
    chip.click()
    expect(visit.mark).to_be_visible()


def test_the_original_is_linked_without_a_way_back(visit: Visit) -> None:
    visit.ask(BRIDGE).locator("a.cite[title^='The Courier']").first.click()
    link = visit.source.get_by_role("link", name="Read the original")
    expect(link).to_have_attribute("href", HARBOUR.url or "?")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


def test_turns_stay_and_chips_of_an_earlier_answer_still_open(visit: Visit) -> None:
    first = visit.ask(BRIDGE)
    quote = first.locator(".quote").first.inner_text()
    visit.ask(NOT_TOLD)
    expect(visit.page.locator(".turn")).to_have_count(2)
    first.locator("a.cite").first.click()
    expect(visit.mark).to_have_text(quote)


def test_a_forged_key_opens_nothing(visit: Visit) -> None:
    visit.ask(BRIDGE)
    for key in ("#cite-7-1", "#cite-1-99", "#harbour/0-40", "#<img src=x onerror=alert(1)>"):
        visit.chips.first.evaluate("(chip, key) => chip.setAttribute('href', key)", key)
        visit.chips.first.click()
        expect(visit.source.locator(".problem")).to_be_visible()
        expect(visit.mark).to_have_count(0)
        visit.page.keyboard.press("Escape")
        expect(visit.source).to_be_hidden()


def test_the_panel_leads_to_every_quote_of_the_answer_in_turn(visit: Visit, site: Site) -> None:
    quotes = [one.quote for one in site.assistant.ask(NOT_TOLD).nearest]
    assert len(quotes) > 1
    visit.ask(NOT_TOLD).locator("a.cite").first.click()
    expect(visit.source.get_by_role("button", name="Previous quote")).to_be_disabled()
    for place, quote in enumerate(quotes, 1):
        expect(visit.mark).to_have_text(quote)
        expect(visit.source.locator(".place")).to_have_text(f"{place} of {len(quotes)}")
        if place < len(quotes):
            visit.source.get_by_role("button", name="Next quote").click()
    expect(visit.source.get_by_role("button", name="Next quote")).to_be_disabled()
    visit.source.get_by_role("button", name="Previous quote").click()
    expect(visit.mark).to_have_text(quotes[-2])
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("a.cite", has_text=str(len(quotes) - 1))).to_be_focused()


def test_a_quote_is_copied_with_its_reference(visit: Visit, site: Site) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    visit.ask(BRIDGE).locator("a.cite").first.click()
    visit.source.get_by_role("button", name="Copy quote").click()
    expect(visit.page.get_by_text("Copied")).to_be_visible()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    quote = site.assistant.ask(BRIDGE).citations[0]
    assert quote.quote in copied
    assert f"({quote.source}, 14 March 2025: {quote.title}, {quote.url})" in copied


def test_a_quote_far_down_a_long_article_is_scrolled_to(visit: Visit, site: Site) -> None:
    before = [
        f"Paragraph {n} tells of the weather over the moor and of nothing else at all." for n in range(80)
    ]
    text = "\n\n".join(
        [
            "The lighthouse at Cairnbeg holds lamps of brass, as it always did.",
            *before,
            "The lighthouse at Cairnbeg holds 412 lamps, its keeper Una Roe said.",
        ]
    )
    site.assistant.index.add(Article(id="long", title="A day on the moor", text=text, source="The Courier"))
    try:
        question = "How many lamps does the lighthouse at Cairnbeg hold, and what are the lamps made of?"
        visit.ask(question).locator("a.cite").first.click()
        expect(visit.mark).to_contain_text("412 lamps")
        expect(visit.mark).to_be_in_viewport()
        for way, words in (("Next", "lamps of brass"), ("Previous", "412 lamps")):
            visit.source.get_by_role("button", name=f"{way} quote").click()
            expect(visit.mark).to_contain_text(words)
            expect(visit.mark).to_be_in_viewport()
    finally:
        site.assistant.index.remove("long")
