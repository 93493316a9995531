"""What a reader does with conversations and answers on the page, in Chromium."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path

import pytest
from browser import Site, Visit, browser, site, visit
from hostile import HOSTILE
from playwright.sync_api import Locator, expect
from test_page import BRIDGE, NOT_TOLD

from qa.serialization import load_answers
from qa.verification import verify
from ui.gate import AT_ONCE

__all__ = ["browser", "site", "visit"]  # fixtures
pytestmark = pytest.mark.browser


def drawer(visit: Visit) -> Locator:
    """The list of conversations, opened."""
    visit.page.get_by_role("button", name="Conversations", exact=True).click()
    listed = visit.page.locator("#conversations")
    expect(listed).to_be_visible()
    return listed


def tools(visit: Visit) -> Locator:
    return visit.page.locator(".turn .tools").last


def test_a_conversation_survives_a_reload_with_chips_that_open(visit: Visit) -> None:
    visit.ask(BRIDGE)
    visit.ask(NOT_TOLD)
    visit.page.reload()
    expect(visit.page.locator(".turn .question")).to_have_text([BRIDGE, NOT_TOLD])
    expect(visit.page.locator("#welcome")).to_be_hidden()
    visit.chips.first.click()
    expect(visit.mark).to_be_visible()
    expect(visit.ask("What will the repair cost?")).to_be_visible()
    expect(visit.page.locator(".turn")).to_have_count(3)


def test_another_browser_sees_neither_the_list_nor_the_conversation(visit: Visit, site: Site) -> None:
    visit.ask(BRIDGE)
    expect(visit.page).to_have_url(re.compile("#conversation="))
    address = visit.page.url
    other = visit.page.context.browser.new_context()  # type: ignore[union-attr]
    try:
        page = other.new_page()
        page.goto(address)
        expect(page.locator(".welcome")).to_be_visible()
        page.get_by_role("button", name="Conversations", exact=True).click()
        expect(page.locator("#conversations .listed")).to_have_text("None yet.")
        expect(page.locator(".turn")).to_have_count(0)
    finally:
        other.close()


def test_conversations_are_listed_searched_reopened_renamed_and_deleted(visit: Visit) -> None:
    visit.ask(BRIDGE)
    visit.page.get_by_role("button", name="New", exact=True).click()
    expect(visit.page.locator(".welcome")).to_be_visible()
    visit.ask(NOT_TOLD)
    listed = drawer(visit)
    expect(listed.locator("li .name")).to_have_text([NOT_TOLD, BRIDGE])
    listed.get_by_label("Search conversations").fill("ELEVEN weeks")
    expect(listed.locator("li .name")).to_have_text([BRIDGE])
    listed.get_by_role("button", name=f"Rename {BRIDGE}").click()
    listed.get_by_label("New name").fill(f"Bridge {HOSTILE}")
    listed.get_by_label("New name").press("Enter")
    expect(listed.locator("li .name")).to_contain_text("Bridge <script>")
    expect(listed.locator("script, img, style, [onerror], [onmouseover]")).to_have_count(0)
    listed.locator("button.reopen").click()
    expect(listed).to_be_hidden()
    expect(visit.page.locator(".turn .question")).to_have_text([BRIDGE])
    listed = drawer(visit)
    listed.get_by_label("Search conversations").fill("")
    expect(listed.locator("li")).to_have_count(2)
    delete = listed.locator("li.current button.delete")
    delete.click()
    expect(delete).to_have_text("Delete for good?")
    delete.click()
    expect(listed.locator("li .name")).to_have_text([NOT_TOLD])
    expect(visit.page.locator(".turn")).to_have_count(0)


def test_asking_again_and_editing_replace_the_last_turn(visit: Visit) -> None:
    visit.ask(BRIDGE)
    visit.ask(NOT_TOLD)
    expect(visit.page.locator(".retry:visible")).to_have_count(1)
    tools(visit).get_by_role("button", name="Ask again").click()
    expect(visit.page.locator(".turn[aria-busy=false] .question")).to_have_text([BRIDGE, NOT_TOLD])
    tools(visit).get_by_role("button", name="Edit question").click()
    expect(visit.question).to_have_value(NOT_TOLD)
    expect(visit.question).to_be_focused()
    visit.question.fill("What will the bridge repair cost?")
    visit.question.press("Enter")
    expect(visit.page.locator(".turn[aria-busy=false] .question")).to_have_text(
        [BRIDGE, "What will the bridge repair cost?"]
    )
    visit.page.reload()
    expect(visit.page.locator(".turn .question")).to_have_text([BRIDGE, "What will the bridge repair cost?"])


def test_editing_is_given_up_with_escape(visit: Visit) -> None:
    visit.ask(BRIDGE)
    tools(visit).get_by_role("button", name="Edit question").click()
    expect(visit.question).to_have_value(BRIDGE)
    visit.page.keyboard.press("Escape")
    expect(visit.question).to_have_value("")
    visit.ask(NOT_TOLD)
    expect(visit.page.locator(".turn .question")).to_have_text([BRIDGE, NOT_TOLD])


def test_a_question_can_be_stopped_and_asked_anew(
    visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.ask(NOT_TOLD)
    told, ask = threading.Event(), site.assistant.ask
    monkeypatch.setattr(
        site.assistant, "ask", lambda *given, **named: (told.wait(30), ask(*given, **named))[1]
    )
    for _ in range(AT_ONCE + 1):  # each gives back its place among those that are answered at once
        visit.question.fill(BRIDGE)
        visit.question.press("Enter")
        visit.page.get_by_role("button", name="Stop").click()
        expect(visit.page.locator(".turn .question")).to_have_text([NOT_TOLD])
        expect(visit.question).to_have_value(BRIDGE)
    told.set()
    visit.page.wait_for_timeout(500)  # the answer that was stopped does not come after all
    expect(visit.page.locator(".turn")).to_have_count(1)
    visit.question.press("Enter")
    expect(visit.page.locator(".turn[aria-busy=false] .question")).to_have_text([NOT_TOLD, BRIDGE])


def test_a_judgement_with_its_reason_is_kept_and_can_be_saved(visit: Visit, tmp_path: Path) -> None:
    visit.ask(BRIDGE)
    tools(visit).get_by_role("button", name="Not helpful").click()
    expect(tools(visit).get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
    visit.page.get_by_label("Why", exact=True).fill(HOSTILE)
    visit.page.get_by_label("Why", exact=True).press("Enter")
    expect(visit.page.get_by_text("Your reason is kept.")).to_be_visible()
    visit.page.reload()
    expect(tools(visit).get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
    listed = drawer(visit)
    with visit.page.expect_download() as download:
        listed.get_by_role("link", name="Save my feedback").click()
    (record,) = [json.loads(line) for line in download.value.path().read_text(encoding="utf-8").splitlines()]
    assert (record["question"], record["helpful"], record["reason"]) == (BRIDGE, False, HOSTILE)


def test_an_answer_and_a_conversation_are_saved_in_three_forms(visit: Visit, site: Site) -> None:
    visit.ask(BRIDGE)
    visit.ask(NOT_TOLD)
    turn = visit.page.locator(".turn").first
    saved = {form: save(visit, turn, form) for form in ("Markdown", "HTML", "Evidence")}
    quote = site.assistant.ask(BRIDGE).citations[0].quote
    assert "[^1-1]: The Courier, 14 March 2025" in saved["Markdown"]
    assert quote in saved["HTML"]
    (answer,) = load_answers(saved["Evidence"])
    assert (answer.question, verify(answer, site.assistant.index)) == (BRIDGE, [])
    whole = save(visit, drawer(visit).locator("li").first, "Evidence")
    assert [one.question for one in load_answers(whole)] == [BRIDGE, NOT_TOLD]


def save(visit: Visit, place: Locator, form: str) -> str:
    """What a download of that form holds."""
    place.locator(".saving summary").click()
    with visit.page.expect_download() as download:
        place.locator(".saving a", has_text=form).click()
    visit.page.keyboard.press("Escape")
    return download.value.path().read_text(encoding="utf-8")
