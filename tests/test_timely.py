"""What happened lately: news of the time asked for, or an honest no."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from part_articles import WordReader

from indexes import Article, NewsIndex
from qa import Answer, NewsAssistant, Status
from qa.settings import Settings

ARTICLES = {
    "march": ("2025-03-04", "A crane fell over in Sandle harbour, and nobody was hurt."),
    "may": ("2025-05-13", "The Sandle harbour office was painted green by its new owner."),
}


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[NewsAssistant]:
    index = NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder())
    index.add(
        [
            Article(
                id=key,
                title="Sandle harbour",
                text=text,
                published=datetime.fromisoformat(day).replace(tzinfo=UTC),
            )
            for key, (day, text) in ARTICLES.items()
        ]
    )
    with NewsAssistant(index, Settings(answer_threshold=0.0001), reader=WordReader()) as made:
        yield made


def asked(assistant: NewsAssistant, question: str, as_of: str) -> tuple[Status, set[str]]:
    answer: Answer = assistant.ask(question, as_of=as_of)
    return answer.status, {citation.article_id for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "as_of", "told"),
    [
        ("What happened in Sandle harbour last week?", "2025-05-20", {"may"}),
        ("What happened in Sandle harbour yesterday?", "2025-05-14", {"may"}),
        ("What’s new in Sandle harbour this month?", "2025-03-20", {"march"}),
    ],
)
def test_news_of_the_time_asked_for_answers(
    assistant: NewsAssistant, question: str, as_of: str, told: set[str]
) -> None:
    assert asked(assistant, question, as_of) == (Status.ANSWERED, told)


@pytest.mark.parametrize(
    ("question", "as_of"),
    [
        ("What happened in Sandle harbour last week?", "2025-07-20"),
        ("What has happened in Sandle harbour since yesterday?", "2025-05-30"),
    ],
)
def test_news_of_another_time_does_not(assistant: NewsAssistant, question: str, as_of: str) -> None:
    assert asked(assistant, question, as_of) == (Status.NOT_FOUND, set())
    reasons = [nearest.reason for nearest in assistant.ask(question, as_of=as_of).nearest]
    assert reasons
    assert all(re.search("before (last week|yesterday)", reason) for reason in reasons), reasons


def test_an_undated_article_is_told_as_such(assistant: NewsAssistant) -> None:
    assistant.index.remove(list(ARTICLES))
    assistant.index.add(
        Article(id="none", title="Sandle harbour", text="A crane fell over in Sandle harbour.")
    )
    answer = assistant.ask("What happened in Sandle harbour yesterday?", as_of="2025-05-14")
    assert answer.status is Status.NOT_FOUND
    assert [nearest.reason for nearest in answer.nearest] == ["undated, so not surely of yesterday"]


def test_a_time_beside_something_else_asked_does_not_refuse(assistant: NewsAssistant) -> None:
    status, told = asked(assistant, "Which harbour office was painted green last week?", "2025-07-20")
    assert (status, told) == (Status.ANSWERED, {"may"})


@pytest.fixture
def costs(tmp_path: Path) -> Iterator[NewsAssistant]:
    index = NewsIndex.create(tmp_path / "costs", embedder=HashingEmbedder())
    for day, cost in {"2025-01-23": "4 million pounds", "2025-03-20": "9 million pounds"}.items():
        text = f"The repair of the Sandle lock gates will cost {cost}."
        index.add(
            Article(
                id=day,
                title="Lock gates",
                text=text,
                published=datetime.fromisoformat(day).replace(tzinfo=UTC),
            )
        )
    with NewsAssistant(index, Settings(answer_threshold=0.0001), reader=WordReader()) as made:
        yield made


@pytest.mark.parametrize("asked_for", ["latest", "current"])
def test_the_newest_comes_first_where_the_latest_is_asked_for(costs: NewsAssistant, asked_for: str) -> None:
    answer = costs.ask(f"What is the {asked_for} cost of the repair of the Sandle lock gates?")
    assert [citation.article_id for citation in answer.citations] == ["2025-03-20", "2025-01-23"]
    assert answer.understood["order"] == "newest first"
