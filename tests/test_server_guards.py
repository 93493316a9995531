"""What the server refuses before anything is read: foreign hosts and sites, bodies without end; and the headers it sends."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from application import OWN, QUESTION, assistant, client
from fastapi.testclient import TestClient

from ui.security import HEADERS, Security, host_name

__all__ = ["assistant", "client"]  # fixtures


def test_the_page_is_served_with_every_security_header(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "Citewire" in response.text
    for name, value in HEADERS.items():
        assert response.headers[name] == value


def test_the_page_names_no_font_script_or_style_of_another_host(client: TestClient) -> None:
    text = client.get("/").text
    assert "fonts.googleapis" not in text
    assert "fonts.gstatic" not in text
    assert "cdnjs" not in text


@pytest.mark.parametrize("path", ["/nowhere", "/api/articles/nowhere", "/openapi.json", "/config"])
def test_every_response_has_the_headers(client: TestClient, path: str) -> None:
    assert client.get(path).headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:7860",
        "localhost:9",
        "LOCALHOST",
        "[::1]:7860",
        "news.example",
        "archive.local:80",
        "localhost.",
    ],
)
def test_known_hosts_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["attacker.example", "127.0.0.1.attacker.example", "localhost.evil:7860", "127.0.0.2"]
)
def test_a_rebound_host_name_is_refused(client: TestClient, host: str) -> None:
    response = client.get("/healthz", headers={"host": host})
    assert response.status_code == 421
    assert host not in response.text


@pytest.mark.parametrize("host", ["", "a b", "user@localhost", "localhost:x", "[::1", "localhost/x"])
def test_a_malformed_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 400
    assert host_name(host) is None


@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/queue/join", "/gradio_api/run/predict"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://attacker.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "file://127.0.0.1:7860"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_posts_from_other_sites_are_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    assert client.post(path, json={"question": QUESTION}, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"origin": OWN, "sec-fetch-site": "same-origin"}, {"origin": OWN}, {}])
def test_posts_of_the_page_and_of_programs_pass(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/ask", json={"question": QUESTION}, headers=headers).status_code == 200


def test_default_ports_are_understood_in_an_origin(client: TestClient) -> None:
    headers = {"host": "news.example", "origin": "https://news.example:443"}
    assert client.post("/api/ask", json={"question": QUESTION}, headers=headers).status_code == 200


def test_other_sites_may_not_read_what_is_answered(client: TestClient) -> None:
    headers = {"host": "news.example", "origin": "http://attacker.example"}
    answered = client.get("/config", headers=headers)
    assert not [name for name in answered.headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    "path", ["/gradio_api/upload", "/gradio_api/component_server", "/login", "/gradio_api/vibe-edit"]
)
def test_routes_the_page_has_no_use_for_take_no_posts(client: TestClient, path: str) -> None:
    assert client.post(path, content=b"x").status_code == 405


def test_a_large_body_is_refused_whether_its_length_is_told_or_not(client: TestClient) -> None:
    large = json.dumps({"question": "x" * 300_000}).encode()
    assert client.post("/api/ask", content=large).status_code == 413
    in_chunks = client.post("/api/ask", content=iter([large[:200_000], large[200_000:]]))
    assert in_chunks.status_code == 413
    assert in_chunks.headers["x-frame-options"] == "DENY"


def test_a_websocket_from_another_site_is_closed_before_it_opens() -> None:
    sent: list[dict[str, Any]] = []

    async def never(*_: object) -> None:
        raise AssertionError("it came through")

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"origin", b"http://attacker.example")]
    scope = {"type": "websocket", "path": "/ws", "headers": headers}
    asyncio.run(Security(never, hosts=frozenset(), max_body=1)(scope, never, send))  # type: ignore[arg-type]
    assert sent == [{"type": "websocket.close", "code": 1008}]
