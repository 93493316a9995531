"""Asking in Chromium: nothing that was asked is lost, whatever is stopped, edited, opened or loaded anew meanwhile."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from browser import Site, Visit, browser, either, site, visit
from playwright.sync_api import Locator, expect
from test_page import BRIDGE, NOT_TOLD

from ui.gate import Busy, Gate

__all__ = ["browser", "either", "site", "visit"]  # fixtures
pytestmark = pytest.mark.browser

COST = "What will the bridge repair cost?"
FERRY = "How many deckhands is Sund Line hiring?"


@dataclass
class Slow:
    """An assistant that answers no question before it is told to, and how many it works on at once."""

    told: threading.Event = field(default_factory=threading.Event)
    at_work: int = 0
    most: int = 0


@pytest.fixture
def slow(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow, ask = Slow(), site.assistant.ask
    slow.told.set()

    def waiting(*given: Any, **named: Any) -> Any:
        slow.at_work += 1
        slow.most = max(slow.most, slow.at_work)
        slow.told.wait(30)
        slow.at_work -= 1
        return ask(*given, **named)

    monkeypatch.setattr(site.assistant, "ask", waiting)
    yield slow
    slow.told.set()


def put(visit: Visit, *questions: str) -> None:
    """Ask these without waiting for an answer."""
    for question in questions:
        visit.question.fill(question)
        visit.question.press("Enter")


def busy(visit: Visit) -> Locator:
    return visit.page.locator(".turn[aria-busy=true] .question")


def answered(visit: Visit) -> Locator:
    return visit.page.locator(".turn[aria-busy=false] .question")


def waiting(visit: Visit) -> Locator:
    return visit.page.locator("#waiting p")


def test_a_suggestion_clicked_while_editing_deletes_nothing(
    visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.assistant, "follow_ups", lambda *_: [COST])
    turn = visit.ask(BRIDGE)
    follow_up = visit.page.locator(".follow-ups button").first
    expect(follow_up).to_be_visible()
    turn.get_by_role("button", name="Edit question").click()
    follow_up.click()
    expect(answered(visit)).to_have_text([BRIDGE, COST])
    put(visit, NOT_TOLD)
    expect(answered(visit)).to_have_text([BRIDGE, COST, NOT_TOLD])


def test_asking_again_in_an_older_window_keeps_and_shows_what_was_asked_in_another(visit: Visit) -> None:
    visit.ask(BRIDGE)
    expect(visit.page).to_have_url(re.compile("#conversation="))
    other = Visit(visit.page.context.new_page())
    other.page.goto(visit.page.url)
    expect(answered(other)).to_have_text([BRIDGE])
    other.ask(NOT_TOLD)
    visit.page.get_by_role("button", name="Ask again").click()
    expect(answered(visit)).to_have_text([BRIDGE, NOT_TOLD, BRIDGE])


def test_stop_ends_one_question_and_the_others_follow_one_by_one(visit: Visit, slow: Slow) -> None:
    visit.ask(BRIDGE)
    slow.told.clear()
    put(visit, NOT_TOLD, COST, FERRY)
    expect(busy(visit)).to_have_text([NOT_TOLD])
    visit.page.get_by_role("button", name="Stop").click()
    expect(busy(visit)).to_have_text([COST])
    expect(waiting(visit)).to_have_text([f"Asked next: {FERRY}"])
    expect(visit.question).to_have_value(NOT_TOLD)
    expect(visit.question).to_be_focused()
    slow.told.set()
    expect(answered(visit)).to_have_text([BRIDGE, COST, FERRY])


def test_a_busy_server_loses_no_question(visit: Visit, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    @asynccontextmanager
    async def refusing(gate: Gate, *_: object) -> AsyncIterator[None]:
        while not slow.told.is_set():
            await asyncio.sleep(0.05)
        raise Busy("The server is busy. Ask again in about 9 seconds.", 9)
        yield

    slow.told.clear()
    with monkeypatch.context() as full:
        full.setattr(Gate, "passing", refusing)
        put(visit, BRIDGE, NOT_TOLD, COST)
        slow.told.set()
        expect(visit.page.locator("#notice")).to_contain_text("The server is busy.")
        expect(visit.question).to_have_value(BRIDGE)
        expect(waiting(visit)).to_have_text([f"Not asked yet: {one}" for one in (NOT_TOLD, COST)])
        expect(visit.page.locator(".turn")).to_have_count(0)
    visit.question.press("Enter")
    expect(answered(visit)).to_have_text([BRIDGE, NOT_TOLD, COST])
    expect(waiting(visit)).to_have_count(0)


def refuse(monkeypatch: pytest.MonkeyPatch, times: int, seconds: int) -> None:
    """Let the server be busy for the next questions, and say when to ask again."""
    left, passing = [None] * times, Gate.passing

    @asynccontextmanager
    async def now_and_then(gate: Gate, *place: Any) -> AsyncIterator[None]:
        if left:
            left.pop()
            raise Busy("The server is busy.", seconds)
        async with passing(gate, *place):
            yield

    monkeypatch.setattr(Gate, "passing", now_and_then)


def test_the_page_asks_a_busy_server_again_by_itself(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, times=2, seconds=1)
    put(visit, BRIDGE)
    expect(visit.page.locator("#notice .again")).to_contain_text("try 1 of 5")
    expect(visit.page.locator("#notice .again")).to_contain_text("try 2 of 5")
    expect(answered(visit)).to_have_text([BRIDGE])
    expect(visit.page.locator("#notice p")).to_have_count(0)
    expect(visit.question).to_have_value("")


def test_the_reader_can_keep_it_from_asking_again(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, times=1, seconds=3)
    put(visit, BRIDGE)
    visit.page.get_by_role("button", name="Do not ask again").click()
    visit.page.wait_for_timeout(4000)
    expect(answered(visit)).to_have_count(0)
    expect(visit.question).to_have_value(BRIDGE)


def test_a_connection_that_breaks_gives_the_question_back_and_the_next_is_answered(visit: Visit) -> None:
    visit.ask(BRIDGE)
    visit.page.route("**/page/ask", lambda route: route.abort("connectionreset"))
    put(visit, COST)
    expect(visit.page.locator("#notice")).to_contain_text("cannot be reached")
    expect(visit.question).to_have_value(COST)
    expect(answered(visit)).to_have_text([BRIDGE])
    visit.page.unroute("**/page/ask")
    cut = '{"turn": "<section class=\\"turn\\" data-number=\\"2\\" aria-busy=\\"true\\"></section>"}\n'
    visit.page.route("**/page/ask", lambda route: route.fulfill(body=cut))
    visit.question.press("Enter")
    expect(visit.page.locator("#notice")).to_contain_text("The answer broke off.")
    expect(visit.page.locator(".turn")).to_have_count(1)
    visit.page.unroute("**/page/ask")
    visit.question.press("Enter")
    expect(answered(visit)).to_have_text([BRIDGE, COST])


def test_a_reload_asks_what_is_not_answered_yet_in_its_order(visit: Visit, slow: Slow) -> None:
    slow.told.clear()
    put(visit, BRIDGE, NOT_TOLD)
    expect(busy(visit)).to_have_text([BRIDGE])
    expect(visit.page).to_have_url(re.compile("#conversation="))
    visit.page.reload()
    expect(busy(visit)).to_have_text([BRIDGE])
    expect(waiting(visit)).to_have_text([f"Asked next: {NOT_TOLD}"])
    slow.told.set()
    expect(answered(visit)).to_have_text([BRIDGE, NOT_TOLD])
    visit.page.reload()
    expect(answered(visit)).to_have_text([BRIDGE, NOT_TOLD])
    expect(visit.question).to_have_value("")
    expect(waiting(visit)).to_have_count(0)


def test_a_page_that_is_closed_before_the_answer_loses_no_question(
    either: Visit, slow: Slow, site: Site
) -> None:
    slow.told.clear()
    put(either, BRIDGE, NOT_TOLD, COST)
    expect(busy(either)).to_have_text([BRIDGE])
    expect(waiting(either)).to_have_count(2)
    context = either.page.context
    with either.page.expect_response("**/page/conversations"):
        either.page.get_by_role("button", name="Conversations", exact=True).click()
    expect(either.page.locator("#conversations li .when")).to_contain_text("3 questions, 3 not answered yet")
    state = context.storage_state()
    either.page.goto("about:blank")  # the page is gone; its browser comes back later
    other = context.browser.new_context(storage_state=state)  # type: ignore[union-attr]
    try:
        again = Visit(other.new_page())
        again.page.goto(site.url)
        expect(again.question).to_be_visible()
        reopen(again, BRIDGE)
        expect(busy(again)).to_have_text([BRIDGE])
        slow.told.set()
        expect(answered(again)).to_have_text([BRIDGE, NOT_TOLD, COST])
        again.page.reload()
        expect(answered(again)).to_have_text([BRIDGE, NOT_TOLD, COST])
    finally:
        other.close()


def test_a_question_that_waits_can_be_taken_back(either: Visit, slow: Slow) -> None:
    slow.told.clear()
    put(either, BRIDGE, NOT_TOLD, COST)
    either.page.get_by_role("button", name=f"Do not ask: {NOT_TOLD}").click()
    expect(waiting(either)).to_have_text([f"Asked next: {COST}"])
    slow.told.set()
    expect(answered(either)).to_have_text([BRIDGE, COST])


def test_an_answer_that_takes_long_says_so(either: Visit, slow: Slow) -> None:
    slow.told.clear()
    put(either, BRIDGE)
    expect(either.page.locator(".working .patience")).to_contain_text("longer than usual")
    assert either.overflow == []
    slow.told.set()
    expect(answered(either)).to_have_text([BRIDGE])


def test_another_conversation_opened_meanwhile_stays_and_the_question_waits_in_its_own(
    visit: Visit, slow: Slow
) -> None:
    visit.ask(BRIDGE)
    visit.page.get_by_role("button", name="New", exact=True).click()
    visit.ask(COST)
    slow.told.clear()
    put(visit, NOT_TOLD, FERRY)
    expect(busy(visit)).to_have_text([NOT_TOLD])
    reopen(visit, BRIDGE)
    expect(answered(visit)).to_have_text([BRIDGE])
    slow.told.set()
    visit.page.wait_for_timeout(500)  # the answer that was left does not come after all
    expect(visit.page.locator(".turn .question")).to_have_text([BRIDGE])
    expect(waiting(visit)).to_have_count(0)
    reopen(visit, COST)
    expect(answered(visit)).to_have_text([COST, NOT_TOLD, FERRY])
    expect(waiting(visit)).to_have_count(0)


def reopen(visit: Visit, question: str) -> None:
    visit.page.get_by_role("button", name="Conversations", exact=True).click()
    visit.page.locator("#conversations li", has_text=question).locator("button.reopen").click()


def test_a_new_answer_leaves_what_is_typed_and_open_in_the_others(visit: Visit, slow: Slow) -> None:
    first = visit.ask(BRIDGE)
    slow.told.clear()
    put(visit, NOT_TOLD)
    expect(busy(visit)).to_have_text([NOT_TOLD])
    first.get_by_role("button", name="Not helpful").click()
    first.get_by_label("Why").fill("wrong bridge, because")
    slow.told.set()
    expect(answered(visit)).to_have_text([BRIDGE, NOT_TOLD])
    expect(first.get_by_label("Why")).to_have_value("wrong bridge, because")
    expect(first.get_by_label("Why")).to_be_focused()


def test_a_question_that_follows_an_answer_is_answered(visit: Visit) -> None:
    turn = visit.ask("How many deckhands is Sund Line hiring for the crossing at Marwick?")
    follow_up = turn.locator(".follow-ups button").first
    expect(follow_up).to_be_visible()
    asked = follow_up.inner_text()
    follow_up.click()
    expect(visit.page.locator(".turn[aria-busy=false] .question").last).to_have_text(asked)
    expect(visit.page.locator(".turn").last.locator(".not-found")).to_have_count(0)
