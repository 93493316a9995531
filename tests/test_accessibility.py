"""axe-core over each state of the page: no serious violation, in both themes and both widths."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Visit, browser, site, visit
from playwright.sync_api import expect
from test_page import BRIDGE, NOT_TOLD

__all__ = ["browser", "site", "visit"]  # fixtures
pytestmark = pytest.mark.browser


def violations(visit: Visit) -> list[str]:
    """What axe-core calls serious or critical, and where."""
    found: list[dict[str, Any]] = Axe().run(visit.page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def test_nothing_on_the_page_shuts_anybody_out(visit: Visit) -> None:
    visit.page.wait_for_function("document.title !== ''")  # Gradio names the page once it has drawn it
    assert violations(visit) == [], "empty page"
    visit.ask(NOT_TOLD)
    assert violations(visit) == [], "not found"
    turn = visit.ask(BRIDGE)
    turn.get_by_role("button", name="Timeline").click()
    expect(turn.locator(".point").first).to_be_visible()
    visit.page.locator("[data-filter=dates] summary").click()
    assert violations(visit) == [], "answers, timeline, limits"
    visit.page.keyboard.press("Escape")
    turn.locator("a.cite").first.click()
    expect(visit.mark).to_be_visible()
    assert violations(visit) == [], "source"
    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("button", name="Conversations", exact=True).click()
    expect(visit.page.locator("#conversations li").first).to_be_visible()
    assert violations(visit) == [], "conversations"
    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("button", name="Articles", exact=True).click()
    expect(visit.page.locator("#archive tbody tr").first).to_be_visible()
    visit.page.locator(".adding summary").click()
    visit.page.locator("#archive button.remove").first.click()
    expect(visit.page.locator("#archive button.sure")).to_be_visible()
    assert violations(visit) == [], "articles, adding, a removal that asks first"
