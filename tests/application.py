"""The application over a fake assistant, as a fixture of several test files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_assistant import FakeAssistant
from fastapi.testclient import TestClient

from qa.settings import Settings
from ui.server import create_app

OWN = "http://127.0.0.1:7860"

QUESTION = "How long will the harbour bridge at Marwick close for repairs?"


@pytest.fixture(scope="module")
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def client(assistant: FakeAssistant) -> Iterator[TestClient]:
    app = create_app(assistant, Settings(trusted_hosts="News.example, archive.local"))  # type: ignore[arg-type]
    with TestClient(app, base_url=OWN, raise_server_exceptions=False) as client:
        yield client
