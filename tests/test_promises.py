"""Promises that need more than one process, thread or layer: same bytes, asynchronous asking, the API."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hashing import HashingEmbedder

from indexes import Article, NewsIndex
from qa import NewsAssistant, QuestionError, load_answer, verify
from qa.settings import Settings
from ui.server import create_app

DAYS = {"first": datetime(2025, 5, 6, 9), "second": datetime(2025, 5, 7, 9), "third": datetime(2025, 5, 8, 9)}
QUESTION = "How far did the quay wall at Fenwick sink?"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder()) as index:
        index.add(
            Article(
                id=name,
                title=f"Fenwick quay wall, {name} report",
                source="Marsh Herald",
                published=moment,
                text=f"The quay wall at Fenwick sank by {moment.day} centimetres, the {name} report said.",
            )
            for name, moment in DAYS.items()
        )
    return tmp_path / "index"


@pytest.fixture
def assistant(place: Path) -> Iterator[NewsAssistant]:
    index = NewsIndex.open(place, embedder=HashingEmbedder())
    with NewsAssistant(index, Settings(answer_threshold=0)) as opened:
        yield opened


def cited(assistant: NewsAssistant, **limits: object) -> set[str]:
    answer = assistant.ask(QUESTION, max_sentences=10, **limits)  # type: ignore[arg-type]
    return {citation.article_id for citation in answer.citations}


@pytest.mark.parametrize(
    "seventh",
    [
        "2025-05-07",
        date(2025, 5, 7),
        datetime(2025, 5, 7),
        datetime(2025, 5, 7, 2, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_a_limit_is_the_same_as_text_date_and_datetime(assistant: NewsAssistant, seventh: object) -> None:
    assert cited(assistant, published_after=seventh) == {"second", "third"}
    assert cited(assistant, published_before=seventh) == {"first"}


def test_the_day_asked_is_known_to_its_end_and_a_moment_to_itself(assistant: NewsAssistant) -> None:
    assert cited(assistant, as_of="2025-05-07") == {"first", "second"}
    assert cited(assistant, as_of="2025-05-07T09:00") == {"first", "second"}
    assert cited(assistant, as_of="2025-05-07T08:59") == {"first"}


def test_yesterday_is_the_day_before_the_day_asked(assistant: NewsAssistant) -> None:
    answer = assistant.ask("How far did the quay wall at Fenwick sink yesterday?", as_of="2025-05-07")
    assert answer.understood["dates"] == "yesterday: from 6 May 2025 before 7 May 2025"


def test_asking_asynchronously_gives_the_same_answers(assistant: NewsAssistant) -> None:
    async def ask_often() -> list[str]:
        answers = await asyncio.gather(*(assistant.aask(QUESTION, max_sentences=2) for _ in range(4)))
        return [answer.to_json() for answer in answers]

    assert set(asyncio.run(ask_often())) == {assistant.ask(QUESTION, max_sentences=2).to_json()}


def test_an_error_comes_out_of_asynchronous_asking(assistant: NewsAssistant) -> None:
    with pytest.raises(QuestionError):
        asyncio.run(assistant.aask(" "))


def test_the_api_answers_as_python_does(assistant: NewsAssistant) -> None:
    limits = {"as_of": "2025-05-07", "published_after": "2025-05-07", "max_sentences": 2}
    with TestClient(create_app(assistant, assistant.settings), base_url="http://127.0.0.1:7860") as client:
        response = client.post("/api/ask", json={"question": QUESTION, **limits})
        assert response.text == assistant.ask(QUESTION, **limits).to_json()  # type: ignore[arg-type]
        answer = load_answer(response.content)
        assert [citation.article_id for citation in answer.citations] == ["second"]
        assert verify(answer, assistant.index) == []
        shown = client.get(f"/api/articles/{answer.citations[0].article_id}").json()
        assert shown["text"][answer.citations[0].start : answer.citations[0].end] == answer.citations[0].quote
        backwards = {"published_after": "2025-05-08", "published_before": "2025-05-07"}
        assert client.post("/api/ask", json={"question": QUESTION, **backwards}).status_code == 422


def test_two_processes_and_a_derived_keyword_index_give_the_same_bytes(place: Path) -> None:
    first = _asked_in_a_process(place, "1")
    (keywords,) = place.glob("generations/*/keywords")
    shutil.rmtree(keywords)
    with NewsIndex.open(place, embedder=HashingEmbedder()) as index:
        index.doctor(mend=True)
    assert _asked_in_a_process(place, "2") == first


def _asked_in_a_process(place: Path, hash_seed: str) -> str:
    script = (
        "import sys; from hashing import HashingEmbedder; from indexes import NewsIndex\n"
        "from qa import NewsAssistant; from qa.settings import Settings\n"
        "index = NewsIndex.open(sys.argv[1], embedder=HashingEmbedder())\n"
        "print(NewsAssistant(index, Settings(answer_threshold=0)).ask(sys.argv[2], max_sentences=3).to_json())"
    )
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    done = subprocess.run(
        [sys.executable, "-c", script, str(place), QUESTION],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": hash_seed},
    )
    assert '"quote"' in done.stdout
    return done.stdout
