"""Fixtures for tests that change the collection: the collection itself, and the page for an editor and a viewer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from fake_assistant import ARTICLES
from fastapi.testclient import TestClient

from indexes import NewsIndex
from qa import NewsAssistant
from qa.settings import Settings
from ui.collection import Collection
from ui.jobs import Job, Jobs
from ui.server import create_app

OWN = "http://127.0.0.1:7860"

BATCH = "0123456789-abcdef"


@pytest.fixture
def collection(index: NewsIndex) -> Collection:
    index.add(ARTICLES)
    return Collection(index, Settings(), Jobs())


@pytest.fixture
def editor(index: NewsIndex) -> Iterator[TestClient]:
    yield from _client(index, Settings())


@pytest.fixture
def viewer(index: NewsIndex) -> Iterator[TestClient]:
    yield from _client(index, Settings(read_only=True))


def _client(index: NewsIndex, settings: Settings) -> Iterator[TestClient]:
    index.add(ARTICLES)
    with TestClient(create_app(NewsAssistant(index, settings), settings), base_url=OWN) as client:
        client.get("/")  # for the cookie
        yield client


def finished(jobs: Jobs) -> Job:
    """The job when it has ended."""
    end = time.monotonic() + 30
    while jobs.running() and time.monotonic() < end:
        time.sleep(0.02)
    job = jobs.now()
    assert job is not None
    assert job.finished
    return job


def post(client: TestClient, path: str, **sent: Any) -> str:
    response = client.post(f"/page/{path}", json=sent)
    assert response.status_code < 300, response.text
    return response.text
