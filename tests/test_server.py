"""The HTTP API, the security in front of everything, and where the server may listen."""

from __future__ import annotations

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from application import OWN, QUESTION, assistant, client
from fake_assistant import HARBOUR, FakeAssistant
from fastapi import FastAPI
from fastapi.testclient import TestClient

from indexes.errors import CitewireError, SettingsError
from qa.conversation import Turn
from qa.serialization import answer_schema, load_answer
from qa.settings import Settings
from ui.api import api_router
from ui.gate import Gate
from ui.server import address, create_app, listen

__all__ = ["assistant", "client"]  # fixtures


def test_ask_answers_with_the_document_that_to_json_gives(
    client: TestClient, assistant: FakeAssistant
) -> None:
    response = client.post("/api/ask", json={"question": QUESTION})
    assert response.status_code == 200
    assert response.text == assistant.ask(QUESTION).to_json()
    assert load_answer(response.content).citations[0].article_id == HARBOUR.id
    jsonschema.validate(response.json(), answer_schema())


def test_ask_hands_on_limits_and_history(client: TestClient, assistant: FakeAssistant) -> None:
    limits = {
        "sources": ["The Courier"],
        "published_after": "2025-03-01",
        "as_of": "2025-03-20T12:00:00+02:00",
        "max_sentences": 2,
    }
    client.post("/api/ask", json={"question": "And the cost?", "history": [QUESTION], **limits})
    given = next(given for question, given in assistant.asked if question == "And the cost?")
    assert given["history"] == [Turn(QUESTION)]
    assert (given["sources"], given["max_sentences"]) == (["The Courier"], 2)
    assert (given["published_after"], given["as_of"]) == ("2025-03-01", "2025-03-20T12:00:00+02:00")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": "   "},
        {"question": 5},
        {"question": "x" * 20_001},
        {"question": "\ud800"},
        {"question": "q", "max_sentences": 0},
        {"question": "q", "published_after": "soon"},
        {"question": "q", "as_of": 5},
        {"question": "q", "as_of": "9999-12-31T23:59:59-01:00"},
        {"question": "q", "surprise": 1},
        {"question": "q", "history": [""]},
    ],
)
def test_bad_input_is_refused_with_422_and_a_reason(client: TestClient, body: dict[str, Any]) -> None:
    response = client.post("/api/ask", content=json.dumps(body), headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert {"loc", "msg", "type"} == set(response.json()["detail"][0])


def test_what_is_no_json_is_refused(client: TestClient) -> None:
    sent = {"content": b"question=1", "headers": {"content-type": "application/json"}}
    assert client.post("/api/ask", **sent).status_code == 422  # type: ignore[arg-type]


def test_twenty_questions_at_once_are_all_answered(client: TestClient) -> None:
    with ThreadPoolExecutor(20) as pool:
        answered = list(pool.map(lambda _: client.post("/api/ask", json={"question": QUESTION}), range(20)))
    assert {response.status_code for response in answered} == {200}
    assert len({response.text for response in answered}) == 1


def test_an_unexpected_failure_says_nothing_of_its_inside(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "explode"})
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "log" in response.json()["detail"]


def test_an_article_comes_with_its_sentences_as_spans(client: TestClient, assistant: FakeAssistant) -> None:
    article = client.get(f"/api/articles/{HARBOUR.id}").json()
    assert (article["title"], article["source"]) == (HARBOUR.title, HARBOUR.source)
    quotes = [article["text"][s["start"] : s["end"]] for s in article["sentences"]]
    assert quotes == [assistant.quote(sentence) for sentence in assistant.index.sentences(HARBOUR.id)]
    assert [s["citable"] for s in article["sentences"]].count(False) == 2


@pytest.mark.parametrize("hostile", ["a%2Fb", "../../x", "line\nend", "?q=1#top", "<b>", "\u202e"])
def test_any_id_can_be_fetched(hostile: str) -> None:
    assistant = FakeAssistant([replace(HARBOUR, id=hostile)])
    app = FastAPI()
    app.include_router(api_router(assistant, Gate(0)))  # type: ignore[arg-type]
    with TestClient(app) as client:
        assert client.get("/api/articles", params={"id": hostile}).json()["id"] == hostile


def test_an_unknown_article_is_404(client: TestClient) -> None:
    response = client.get("/api/articles/nowhere/../<b>")
    assert response.status_code == 404
    assert response.json() == {"detail": "There is no article with that id."}


def test_health_names_articles_and_model(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "articles": 3, "model": "fake"}


def test_openapi_describes_the_api_and_no_page_loads_assets_from_elsewhere(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert set(document["paths"]) == {"/api/ask", "/api/articles", "/api/articles/{article_id}", "/healthz"}
    answer = document["paths"]["/api/ask"]["post"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    assert "citations" in answer["properties"]
    assert "$ref" not in json.dumps(answer)
    assert "cdn" not in client.get("/docs").text


def test_the_first_html_holds_the_heading_the_explanation_and_the_collection(client: TestClient) -> None:
    text = client.get("/").text
    for shown in ("Ask the archive.", "answer is an exact quote.", "3 articles"):
        assert shown in text


def test_a_start_loads_the_models_and_finds_the_suggestions_before_anyone_comes() -> None:
    assistant, suggested = FakeAssistant(), threading.Event()
    suggest = assistant.suggest
    assistant.suggest = lambda count: (suggested.set(), suggest(count))[1]  # type: ignore[method-assign]
    with TestClient(create_app(assistant, Settings()), base_url=OWN):  # type: ignore[arg-type]
        assert suggested.wait(30)
    assert len(assistant.asked) == 1


def test_a_start_that_cannot_warm_up_still_serves() -> None:
    assistant, failed = FakeAssistant(), threading.Event()

    def fail(count: int) -> list[str]:
        failed.set()
        raise RuntimeError("no model")

    assistant.suggest = fail  # type: ignore[method-assign]
    with TestClient(create_app(assistant, Settings()), base_url=OWN) as client:  # type: ignore[arg-type]
        assert failed.wait(30)
        assert client.get("/healthz").status_code == 200


def test_making_the_application_looks_up_no_host(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: asked.append(host))
    with TestClient(create_app(FakeAssistant(), Settings()), base_url=OWN) as client:  # type: ignore[arg-type]
        assert client.get("/").status_code == 200
    assert asked == []


def test_a_port_in_use_is_an_error_that_names_the_mend() -> None:
    with listen(Settings(port=0)) as taken:
        port = taken.getsockname()[1]
        assert address(taken) == f"http://127.0.0.1:{port}"
        with pytest.raises(SettingsError, match=f"port {port}.*--port"):
            listen(Settings(port=port))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "news.example"])
def test_an_address_that_others_reach_is_refused_unless_allowed(host: str) -> None:
    with pytest.raises(CitewireError, match="--allow-public"):
        listen(Settings(host=host, port=0))


def test_an_allowed_public_address_is_listened_on() -> None:
    with listen(Settings(host="0.0.0.0", port=0, allow_public=True)) as listening:
        assert listening.getsockname()[0] == "0.0.0.0"


def test_an_address_this_machine_does_not_have_is_an_error() -> None:
    with pytest.raises(SettingsError, match="Cannot listen"):
        listen(Settings(host="192.0.2.1", port=0, allow_public=True))


def test_only_the_page_knows_gradio() -> None:
    knowing = [
        path.name for path in Path("ui").glob("*.py") if "import gradio" in path.read_text(encoding="utf-8")
    ]
    assert knowing == ["page.py"]
