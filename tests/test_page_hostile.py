"""Articles and questions that try to be more than text, in Chromium. A visit also fails on a foreign request."""

from __future__ import annotations

import pytest
from browser import Site, Visit, browser, site, visit
from hostile import HOSTILE, HOSTILE_ARTICLE, HOSTILE_QUESTION
from playwright.sync_api import expect

__all__ = ["browser", "site", "visit"]  # fixtures
pytestmark = pytest.mark.browser


def test_a_hostile_article_is_shown_as_text(visit: Visit, site: Site) -> None:
    turn = visit.ask("What did the saboteur Grimwald paint on the turbine hall?")
    expect(turn).to_contain_text(HOSTILE)
    for position in range(turn.locator("a.cite").count()):
        turn.locator("a.cite").nth(position).click()
        expect(visit.source).to_contain_text(HOSTILE_ARTICLE.title)
        expect(visit.mark).to_have_count(1)
        expect(visit.source).to_contain_text(HOSTILE_ARTICLE.author or "?")
    _expect_inert(visit)
    expect(visit.source.locator("a")).to_have_count(0)
    shown = turn.locator(".quote").first.text_content() or "?"
    assert shown in HOSTILE_ARTICLE.text


def test_a_hostile_question_is_shown_as_text(visit: Visit) -> None:
    turn = visit.ask(HOSTILE_QUESTION)
    expect(turn.locator(".question")).to_have_text(HOSTILE_QUESTION)
    _expect_inert(visit)


def test_hostile_text_among_the_nearest_passages_is_shown_as_text(visit: Visit) -> None:
    turn = visit.ask(f"{HOSTILE} Reykjavik championship?")
    expect(turn).to_contain_text(HOSTILE)
    _expect_inert(visit)


def _expect_inert(visit: Visit) -> None:
    """No element came out of the text. The visit itself fails on a dialog or a foreign request."""
    made = (
        "script, img, style, iframe, form, [onerror], [onmouseover], a[href^='javascript:'], a[href*='evil']"
    )
    for place in ("#thread", "#source"):
        expect(visit.page.locator(place).locator(made)).to_have_count(0)
    forged = visit.page.locator("#thread a.cite", has_text="9")
    expect(forged).to_have_count(0)
    visit.page.wait_for_timeout(300)  # a remote image would be asked for by now
