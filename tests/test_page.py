"""What a reader asks on the page and is told, in Chromium, over a real index. A visit also fails on a foreign request."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from browser import Site, Visit, browser, narrow, site, visit
from playwright.sync_api import expect

from indexes import Article

__all__ = ["browser", "narrow", "site", "visit"]  # fixtures
pytestmark = pytest.mark.browser

BRIDGE = "How long will the Marwick harbour bridge close for repairs?"
NOT_TOLD = "Who won the chess championship in Reykjavik?"


def test_the_first_answer_is_the_sentence_that_tells(visit: Visit) -> None:
    turn = visit.ask(BRIDGE)
    expect(turn.locator(".sentence").first).to_contain_text("eleven weeks of repairs")
    expect(turn.locator(".origins")).to_contain_text("The Courier, 14 March 2025")
    assert turn.locator("a.cite").first.get_attribute("title") == "The Courier, 14 March 2025"


def test_the_keyboard_alone_leads_from_the_start_to_a_highlighted_source(visit: Visit) -> None:
    keys = visit.page.keyboard
    visit.page.evaluate("document.activeElement.blur()")
    keys.press("/")
    expect(visit.question).to_be_focused()
    keys.type(BRIDGE)
    keys.press("Enter")
    expect(visit.page.locator(".turn")).to_have_attribute("aria-busy", "false")
    expect(visit.question).to_have_value("")
    for _ in range(40):
        if visit.page.evaluate("document.activeElement.matches('a.cite')"):
            break
        keys.press("Shift+Tab")
    keys.press("Enter")
    expect(visit.mark).to_be_in_viewport()


def test_what_the_articles_do_not_tell_looks_different_and_shows_the_nearest(visit: Visit) -> None:
    turn = visit.ask(NOT_TOLD)
    expect(turn.locator(".not-found")).to_contain_text("The articles do not tell.")
    expect(turn.locator(".not-found")).to_contain_text("Searched 4 articles")
    nearest = turn.locator(".nearest li")
    expect(nearest.first).to_be_visible()
    nearest.first.locator("a.cite").click()
    expect(visit.mark).to_have_text(nearest.first.locator(".quote").inner_text())


def test_a_suggested_question_asks_itself_and_is_answered(visit: Visit) -> None:
    suggestion = visit.page.locator("button.suggestion").first
    expect(suggestion).to_be_visible()
    asked = suggestion.inner_text()
    suggestion.click()
    expect(visit.page.locator(".turn .question")).to_have_text(asked)
    expect(visit.chips.first).to_be_visible()
    expect(suggestion).to_be_hidden()


def test_a_follow_up_is_asked_with_the_turns_before(visit: Visit) -> None:
    visit.ask("What will the repair of the harbour bridge cost?")
    follow_up = visit.ask("And who said so?")
    expect(follow_up.locator(".understood")).to_contain_text("Understood as:")


@pytest.mark.parametrize("blank", ["", "   "])
def test_enter_on_a_blank_question_does_nothing(visit: Visit, blank: str) -> None:
    visit.ask(BRIDGE)
    visit.ask(NOT_TOLD)
    visit.question.fill(blank)
    visit.question.press("Enter")
    visit.page.locator("#question button.submit-button").click()
    visit.page.wait_for_timeout(700)  # nothing happens, which no event tells
    expect(visit.page.locator(".turn")).to_have_count(2)


def test_questions_sent_while_one_is_answered_are_asked_after_it(
    visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, ask = threading.Event(), site.assistant.ask
    monkeypatch.setattr(
        site.assistant, "ask", lambda *given, **named: (told.wait(30), ask(*given, **named))[1]
    )
    questions = [BRIDGE, NOT_TOLD, "<b>What</b> will the repair of the harbour bridge cost?"]
    for question in questions:
        visit.question.fill(question)
        visit.question.press("Enter")
        expect(visit.question).to_have_value("")
    expect(visit.page.locator(".turn")).to_have_attribute("aria-busy", "true")
    waiting = visit.page.locator("#waiting p")
    expect(waiting).to_have_text([f"Asked next: {question}" for question in questions[1:]])
    visit.question.fill("not sent yet")
    told.set()
    expect(visit.page.locator(".turn[aria-busy=false] .question")).to_have_text(questions)
    expect(waiting).to_have_count(0)
    expect(visit.question).to_have_value("not sent yet")
    expect(visit.page.locator(".turn").first.locator(".answer")).to_contain_text("eleven weeks of repairs")


def test_a_question_that_did_not_reach_the_server_goes_back_into_the_box(visit: Visit) -> None:
    visit.page.route("**/page/ask", lambda route: route.fulfill(status=500, body="{}"))
    visit.question.fill(BRIDGE)
    visit.question.press("Enter")
    expect(visit.question).to_have_value(BRIDGE)
    visit.page.unroute("**/page/ask")
    expect(visit.ask(BRIDGE).locator(".answer")).to_contain_text("eleven weeks of repairs")


def test_the_start_page_says_what_this_is_before_the_server_has_answered_anything(
    narrow: Visit, site: Site
) -> None:
    narrow.page.route("**/gradio_api/**", lambda route: None)  # no event of the page is ever answered
    narrow.page.goto(site.url)
    expect(narrow.page.locator("#welcome")).to_contain_text("Ask the archive.")
    expect(narrow.page.locator("#welcome")).to_contain_text("an exact quote")
    expect(narrow.page.locator("#masthead")).to_contain_text("4 articles")


def test_screen_readers_hear_a_new_answer_once_it_is_whole(visit: Visit) -> None:
    spoken = visit.page.locator("#spoken [role=status]")
    expect(spoken).to_be_empty()
    visit.ask(BRIDGE)
    expect(spoken).to_contain_text("eleven weeks of repairs")
    expect(spoken).to_contain_text("The Courier, 14 March 2025")
    visit.ask(NOT_TOLD)
    expect(spoken).to_contain_text("The articles do not tell.")


def test_a_collection_too_old_for_the_latest_is_said_to_be_so(visit: Visit) -> None:
    turn = visit.ask("What is the latest on the harbour bridge at Marwick?")
    expect(turn.locator(".notice").first).to_contain_text("The newest article searched is of 23 April 2025")


def test_quotes_that_disagree_stand_side_by_side_and_each_opens_its_source(visit: Visit, site: Site) -> None:
    day = datetime(2025, 2, 3, 9, tzinfo=UTC)
    collision = [
        Article(f"The {outlet} on the collision", f"{count} people were injured in the Tern ferry collision off Pell.",
                source=outlet, published=day)
        for outlet, count in (("Pell Courier", "Twelve"), ("Agency West", "Nineteen"))
    ]  # fmt: skip
    site.assistant.index.add(collision)
    try:
        box = visit.ask("How many people were injured in the Tern ferry collision off Pell?").locator(
            ".differing"
        )
        expect(box.locator(".head")).to_have_text("The articles disagree")
        expect(box.locator(".figure")).to_have_text(["Twelve", "Nineteen"])
        expect(box.locator(".origin")).to_contain_text(["3 February 2025", "3 February 2025"])
        box.locator("a.cite").last.click()
        expect(visit.mark).to_contain_text("Nineteen people")
        assert visit.overflow == []
    finally:
        site.assistant.index.remove([one.id for one in collision])
