"""Asking on the page without a browser: the steps that are sent, what is kept, and what another window did meanwhile."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from fake_assistant import FakeAssistant
from fastapi.testclient import TestClient

from qa.serialization import load_answers
from qa.settings import Settings
from ui.answering import Answering
from ui.asking_routes import _lines
from ui.conversations import Conversations
from ui.gate import Busy, Gate
from ui.sent import Asking
from ui.server import create_app
from ui.threads import Threads

BRIDGE = "How long will the harbour bridge at Marwick close for repairs?"
CHESS = "Who won the chess championship?"
COST = "What will the harbour bridge repair cost in crowns?"


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def page(assistant: FakeAssistant, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(conversations=tmp_path / "c.sqlite")
    with TestClient(create_app(assistant, settings), base_url="http://127.0.0.1:7860") as client:  # type: ignore[arg-type]
        client.get("/")  # for the cookie
        yield client


def ask(page: TestClient, question: str, **more: Any) -> list[dict[str, Any]]:
    """All steps of the answer."""
    response = page.post("/page/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    return [json.loads(line) for line in response.text.splitlines()]


def moments(page: TestClient, conversation: str) -> list[str]:
    """The turns of the conversation as a page shows them, named as it names them."""
    thread = page.post("/page/thread", json={"conversation": conversation}).text
    return [part.partition('"')[0] for part in thread.split('data-moment="')[1:]]


def questions(page: TestClient, conversation: str) -> list[str]:
    """What is kept of the conversation."""
    whole = page.get(f"/page/conversations/{conversation}.json").text
    return [one.question for one in load_answers(whole)]


def test_an_answer_comes_in_steps_and_is_kept_with_the_last(page: TestClient) -> None:
    first, *between, last = ask(page, BRIDGE)
    assert "Reading the articles" in first["turn"]
    assert "<blockquote" not in first["turn"]
    assert between
    assert all("eleven weeks" in step["turn"] and not step["done"] for step in between)
    assert last["done"]
    assert 'aria-busy="false"' in last["turn"]
    assert questions(page, last["conversation"]) == [BRIDGE]


def test_only_the_newest_turn_is_sent_to_a_page_that_shows_the_others(page: TestClient) -> None:
    key = ask(page, BRIDGE)[-1]["conversation"]
    steps = ask(page, CHESS, conversation=key, after=moments(page, key)[-1])
    assert [step["thread"] for step in steps] == [None] * len(steps)
    assert all('data-number="2"' in step["turn"] for step in steps)


def test_asking_again_in_an_older_window_deletes_nothing_and_shows_what_was_asked_meanwhile(
    page: TestClient,
) -> None:
    key = ask(page, BRIDGE)[-1]["conversation"]
    shown = moments(page, key)[-1]
    ask(page, CHESS, conversation=key, after=shown)
    first, *_, last = ask(page, BRIDGE, conversation=key, after=shown, replaces=shown)
    assert questions(page, key) == [BRIDGE, CHESS, BRIDGE]
    assert CHESS in first["thread"]
    assert 'data-number="3"' in last["turn"]


def test_what_another_window_asks_while_an_answer_is_read_together_stays(
    page: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ask(page, BRIDGE)[-1]["conversation"]
    shown, original = moments(page, key)[-1], assistant.ask

    def meanwhile(question: str, **limits: Any) -> Any:
        if question == COST:
            ask(page, CHESS, conversation=key, after=shown)
        return original(question, **limits)

    monkeypatch.setattr(assistant, "ask", meanwhile)
    *_, last = ask(page, COST, conversation=key, after=shown, replaces=shown)
    assert questions(page, key) == [BRIDGE, CHESS, COST]
    assert CHESS in last["thread"]


def test_asking_again_replaces_the_last_turn(page: TestClient) -> None:
    key = ask(page, BRIDGE)[-1]["conversation"]
    shown = moments(page, key)[-1]
    ask(page, COST, conversation=key, after=shown, replaces=shown)
    assert questions(page, key) == [COST]


def test_an_answer_that_is_stopped_is_not_kept(
    page: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, original = ask(page, BRIDGE)[-1]["conversation"], assistant.ask

    def stopped(question: str, **limits: Any) -> Any:
        assert page.post("/page/stop", json={"token": "mine"}).status_code == 204
        return original(question, **limits)

    monkeypatch.setattr(assistant, "ask", stopped)
    *_, last = ask(page, COST, conversation=key, after=moments(page, key)[-1], token="mine")
    assert BRIDGE in last["turn"]  # what another window shows that has asked it too
    assert COST not in last["turn"]
    assert questions(page, key) == [BRIDGE]


def test_a_question_stopped_before_its_turn_came_is_not_read_at_all(
    page: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = Gate.passing

    @asynccontextmanager
    async def stopped(gate: Gate, *place: Any) -> AsyncIterator[None]:
        await anyio.to_thread.run_sync(lambda: page.post("/page/stop", json={"token": "mine"}))
        async with passing(gate, *place):
            yield

    monkeypatch.setattr(Gate, "passing", stopped)
    before = len(assistant.asked)
    *_, last = ask(page, BRIDGE, token="mine")
    assert len(assistant.asked) == before
    assert "withdrawn" in last["turn"]


def test_who_waits_is_told_how_many_are_before(assistant: FakeAssistant, tmp_path: Path) -> None:
    threads = Threads(Conversations(tmp_path / "c.sqlite"), assistant.index)  # type: ignore[arg-type]
    answering, gate = Answering(assistant, threads), Gate(0, at_once=1)  # type: ignore[arg-type]

    async def wait() -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = []
        holding = asyncio.Event()

        async def hold() -> None:
            async with gate.passing("bob"):
                await holding.wait()

        task = asyncio.create_task(hold())
        await asyncio.sleep(0)
        async for line in _lines(answering, gate, "ada", "ada", Asking(BRIDGE)):
            lines.append(json.loads(line))
            if "ahead" in lines[-1]:
                holding.set()
        await task
        return lines

    lines = asyncio.run(wait())
    assert [line["ahead"] for line in lines if "ahead" in line] == [1, 0]
    assert lines[-1]["done"]


def test_a_busy_server_says_when_to_ask_again(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise Busy("The server is busy.", 9)

    monkeypatch.setattr(Gate, "passing", busy)
    *_, last = ask(page, BRIDGE)
    assert (last["notice"], last["seconds"]) == ("The server is busy.", 9)


def test_a_question_that_cannot_be_answered_says_why_and_is_not_kept(page: TestClient) -> None:
    *_, last = ask(page, "explode now")
    assert (last["done"], last["conversation"]) == (True, "")
    assert "The server failed on this question" in last["turn"]
    assert "secret" not in last["turn"]
    (gone,) = ask(page, BRIDGE, conversation="A" * 22)
    assert "not here any more" in gone["turn"]


def test_asking_on_the_page_counts_by_reader(assistant: FakeAssistant, tmp_path: Path) -> None:
    settings = Settings(questions_per_minute=2, conversations=tmp_path / "c.sqlite")
    with TestClient(create_app(assistant, settings), base_url="http://127.0.0.1:7860") as page:  # type: ignore[arg-type]
        page.get("/")
        notices = [ask(page, BRIDGE)[-1].get("notice") for _ in range(3)]
    assert notices[:2] == [None, None]
    assert "too many questions" in notices[2]


def test_a_question_that_is_left_holds_its_place_until_its_computing_has_ended(
    assistant: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, told, original = threading.Event(), threading.Event(), assistant.ask

    def slow(question: str, **limits: Any) -> Any:
        begun.set()
        told.wait(30)
        return original(question, **limits)

    monkeypatch.setattr(assistant, "ask", slow)
    threads = Threads(Conversations(tmp_path / "c.sqlite"), assistant.index)  # type: ignore[arg-type]
    answering, gate = Answering(assistant, threads), Gate(0, at_once=1)  # type: ignore[arg-type]

    async def leave() -> None:
        reading = anyio.CancelScope()

        async def read() -> None:
            with reading:
                async for _ in _lines(answering, gate, "ada", "ada", Asking(BRIDGE)):
                    pass

        task = asyncio.create_task(read())
        while not begun.is_set():
            await asyncio.sleep(0.01)
        reading.cancel()
        await asyncio.sleep(0.1)
        assert not gate.idle
        told.set()
        await task
        assert gate.idle

    asyncio.run(leave())


def test_half_characters_are_no_error(page: TestClient) -> None:
    key = ask(page, BRIDGE)[-1]["conversation"]
    names = ("question", "name", "reason", "words", "token", "after")
    half = json.dumps(
        {"conversation": key, "number": 1, "outlets": ["\ud800"], **dict.fromkeys(names, "\ud800")}
    )
    for path in ("ask", "send", "stop", "thread", "conversations", "rename", "judge"):
        response = page.post(f"/page/{path}", content=half, headers={"content-type": "application/json"})
        assert response.status_code in (200, 204), path


def test_who_sends_no_cookie_is_told_so_before_anything_is_read(assistant: FakeAssistant) -> None:
    with TestClient(create_app(assistant, Settings()), base_url="http://127.0.0.1:7860") as nobody:  # type: ignore[arg-type]
        response = nobody.post("/page/ask", json={"question": BRIDGE})
    assert (response.status_code, "cookie" in response.json()["detail"]) == (403, True)
