"""How often somebody may ask, how many are answered at once, and who is told to come back."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fake_assistant import FakeAssistant
from fastapi.testclient import TestClient
from test_readers_of_the_page import OWN, QUESTION, client

from qa.settings import Settings
from ui.gate import Busy, Gate, TooManyQuestions
from ui.rates import Rate
from ui.server import create_app


def test_who_asks_too_often_is_told_when_to_come_back() -> None:
    with client(Settings(questions_per_minute=3)) as page:
        answers = [page.post("/api/ask", json={"question": QUESTION}) for _ in range(5)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60
        assert "too many questions" in answers[-1].json()["detail"]


def test_what_is_asked_beside_a_question_is_counted_apart() -> None:
    with client(Settings(questions_per_minute=2)) as page:
        page.get("/")
        sent = {"article": "harbour"}
        assert [page.post("/page/changes", json=sent).status_code for _ in range(3)] == [200, 200, 429]
        assert page.post("/page/timeline", json=sent).status_code == 429
        assert page.post("/api/ask", json={"question": "How long will the bridge close?"}).status_code == 200


def test_a_rate_counts_each_client_for_itself_and_none_means_no_limit() -> None:
    rate = Rate(2)
    assert [rate.count("a"), rate.count("a"), rate.count("a"), rate.count("b")] == [True, True, False, True]
    assert rate.wait("a") > 0
    assert rate.wait("b") == 0
    assert all(Rate(0).count("a") for _ in range(50))


def test_a_full_server_says_so_at_once_and_answers_those_who_wait() -> None:
    assistant, told = FakeAssistant(), threading.Event()
    ask = assistant.ask
    assistant.ask = lambda *given, **named: (told.wait(30), ask(*given, **named))[1]  # type: ignore[method-assign]
    app = create_app(assistant, Settings())  # type: ignore[arg-type]
    with TestClient(app, base_url=OWN) as page, ThreadPoolExecutor(160) as pool:
        asked = [pool.submit(page.post, "/api/ask", json={"question": QUESTION}) for _ in range(150)]
        busy = _done(asked, 30)
        assert page.get("/healthz").status_code == 200
        told.set()
        answers = [one.result() for one in asked]
    assert {one.status_code for one in answers} == {200, 503}
    assert {one.status_code for one in busy} == {503}
    assert all(int(one.headers["retry-after"]) > 0 and "busy" in one.json()["detail"] for one in busy)
    assert sum(one.status_code == 200 for one in answers) >= 100


def _done(asked: list[Any], wanted: int) -> list[Any]:
    """Those that were answered while the others wait."""
    import time

    end = time.monotonic() + 30
    while time.monotonic() < end:
        done = [one.result() for one in asked if one.done()]
        if len(done) >= wanted:
            return done
        time.sleep(0.05)
    raise AssertionError("nobody was told that the server is busy")


def test_the_gate_lets_through_as_many_as_it_says_in_their_order() -> None:
    async def run() -> tuple[list[int], int]:
        gate, order, most, inside = Gate(0, at_once=2, room=50), list[int](), 0, 0

        async def ask(number: int) -> None:
            nonlocal most, inside
            async with gate.passing("a"):
                inside += 1
                most = max(most, inside)
                order.append(number)
                await asyncio.sleep(0.001)
                inside -= 1

        await asyncio.gather(*(ask(number) for number in range(20)))
        assert gate.idle
        return order, most

    order, most = asyncio.run(run())
    assert order == list(range(20))
    assert most == 2


def test_a_place_is_given_back_when_its_question_fails_or_is_stopped() -> None:
    async def run() -> None:
        gate = Gate(0, at_once=1, room=1)
        with pytest.raises(RuntimeError):
            async with gate.passing("a"):
                raise RuntimeError("failed")

        async def hold() -> None:
            async with gate.passing("a"):
                await asyncio.sleep(30)

        holding, waiting = asyncio.create_task(hold()), asyncio.create_task(hold())
        await asyncio.sleep(0.01)
        with pytest.raises(Busy, match="second"):
            async with gate.passing("a"):
                pass
        waiting.cancel()
        holding.cancel()
        await asyncio.gather(holding, waiting, return_exceptions=True)
        assert gate.idle

    asyncio.run(run())


def test_the_gate_counts_by_client() -> None:
    async def run() -> None:
        gate = Gate(1)
        async with gate.passing("a"), gate.passing("b"):
            with pytest.raises(TooManyQuestions):
                async with gate.passing("a"):
                    pass

    asyncio.run(run())
