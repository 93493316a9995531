"""Questions wait on the server's disk from when they are sent until they are answered."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from fake_assistant import FakeAssistant
from fastapi.testclient import TestClient
from markups import Reader
from test_asking import BRIDGE, CHESS, ask, assistant, page, questions

from ui.gate import Busy, Gate

__all__ = ["assistant", "page"]  # fixtures


def waiting(page: TestClient, conversation: str) -> list[str]:
    """What the page is to ask when it opens the conversation."""
    thread = page.post("/page/thread", json={"conversation": conversation}).text
    (shown,) = [one.get("data-waiting") for tag, one in Reader(thread).tags if "data-waiting" in one]
    return [one["question"] for one in json.loads(shown or "[]")]


def test_a_question_is_on_disk_before_anything_is_read_and_waits_until_it_is_answered(
    page: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, original = [], assistant.ask

    def look(question: str, **limits: Any) -> Any:
        (key,) = re.findall(
            r'data-conversation="([\w-]{22})"', page.post("/page/conversations", json={}).text
        )
        seen.append((waiting(page, key), questions(page, key)))
        return original(question, **limits)

    monkeypatch.setattr(assistant, "ask", look)
    first, *_, last = ask(page, BRIDGE, token="one")
    assert seen == [([BRIDGE], [])]
    assert first["conversation"] == last["conversation"]
    assert (waiting(page, last["conversation"]), questions(page, last["conversation"])) == ([], [BRIDGE])


def test_a_question_that_was_sent_is_asked_under_its_token_once(page: TestClient) -> None:
    key = page.post("/page/send", json={"question": BRIDGE, "token": "one"}).text
    page.post("/page/send", json={"question": CHESS, "token": "two", "conversation": key})
    assert waiting(page, key) == [BRIDGE, CHESS]
    listed = page.post("/page/conversations", json={"words": "chess"}).text
    assert "2 questions, 2 not answered yet" in listed
    for _ in range(2):  # in two windows
        *_, last = ask(page, BRIDGE, conversation=key, token="one", again=True)
        assert (BRIDGE in last["turn"], last["done"]) == (True, True)
    assert (waiting(page, key), questions(page, key)) == ([CHESS], [BRIDGE])
    assert "2 questions, 1 not answered yet" in page.post("/page/conversations", json={}).text
    page.post("/page/stop", json={"token": "two"})
    assert waiting(page, key) == []


def test_two_windows_that_ask_the_same_at_once_keep_one_answer(
    page: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = page.post("/page/send", json={"question": BRIDGE, "token": "one"}).text
    again, original, asked = {"conversation": key, "token": "one", "again": True}, assistant.ask, []

    def meanwhile(question: str, **limits: Any) -> Any:
        asked.append(question)
        if len(asked) == 1:
            ask(page, BRIDGE, **again)
        return original(question, **limits)

    monkeypatch.setattr(assistant, "ask", meanwhile)
    *_, last = ask(page, BRIDGE, **again)
    assert (len(asked), questions(page, key), BRIDGE in last["turn"]) == (2, [BRIDGE], True)


def test_a_question_that_failed_waits_to_be_asked_again(page: TestClient) -> None:
    first, *_ = ask(page, "explode now")
    assert waiting(page, first["conversation"]) == ["explode now"]


def test_a_question_with_limits_that_limit_nothing_never_waits(page: TestClient) -> None:
    wrong = {"question": BRIDGE, "token": "one", "first_day": "2025-13-45"}
    refused = page.post("/page/send", json=wrong)
    assert (refused.status_code, "not a date" in refused.text) == (422, True)
    assert "not answered yet" not in page.post("/page/conversations", json={}).text
    key = page.post("/page/send", json={"question": BRIDGE, "token": "one"}).text
    assert "not a date" in ask(page, **wrong, conversation=key, again=True)[-1]["notice"]
    assert waiting(page, key) == []


def test_what_was_answered_meanwhile_is_shown_by_a_busy_server_too(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ask(page, BRIDGE, token="one")[-1]["conversation"]

    def busy(*_: object) -> None:
        raise Busy("The server is busy.", 9)

    monkeypatch.setattr(Gate, "passing", busy)
    (only,) = ask(page, BRIDGE, conversation=key, token="one", again=True)
    assert (only["done"], BRIDGE in only["turn"]) == (True, True)


def test_a_question_sent_twice_begins_one_conversation(page: TestClient) -> None:
    first, second = (
        page.post("/page/send", json={"question": BRIDGE, "token": "one"}).text for _ in range(2)
    )
    assert first == second
    assert page.post("/page/conversations", json={}).text.count("<li ") == 1
