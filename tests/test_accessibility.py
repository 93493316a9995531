"""axe-core over each state of the page: no serious violation, in both themes and both widths."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Visit, browser, every_look, site
from playwright.sync_api import expect
from test_page import BRIDGE, NOT_TOLD

__all__ = ["browser", "every_look", "site"]  # fixtures
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


def test_nothing_on_the_page_shuts_anybody_out(every_look: Visit) -> None:
    every_look.page.wait_for_function("document.title !== ''")  # Gradio names the page once it has drawn it
    assert violations(every_look) == [], "empty page"
    every_look.ask(NOT_TOLD)
    assert violations(every_look) == [], "not found"
    turn = every_look.ask(BRIDGE)
    turn.get_by_role("button", name="Timeline").click()
    expect(turn.locator(".point").first).to_be_visible()
    every_look.page.locator("[data-filter=dates] summary").click()
    assert violations(every_look) == [], "answers, timeline, limits"
    every_look.page.keyboard.press("Escape")
    turn.locator("a.cite").first.click()
    expect(every_look.mark).to_be_visible()
    assert violations(every_look) == [], "source"
    every_look.page.keyboard.press("Escape")
    every_look.page.get_by_role("button", name="Conversations", exact=True).click()
    expect(every_look.page.locator("#conversations li").first).to_be_visible()
    assert violations(every_look) == [], "conversations"
    every_look.page.keyboard.press("Escape")
    every_look.page.get_by_role("button", name="Articles", exact=True).click()
    expect(every_look.page.locator("#archive tbody tr").first).to_be_visible()
    every_look.page.locator(".adding summary").click()
    every_look.page.locator("#archive button.remove").first.click()
    expect(every_look.page.locator("#archive button.sure")).to_be_visible()
    assert violations(every_look) == [], "articles, adding, a removal that asks first"
