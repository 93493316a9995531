"""What `verify` finds: no part of an answer can be forged without its being said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hashing import HashingEmbedder

from indexes import Article, NewsIndex
from indexes.errors import VerificationError
from qa import NewsAssistant, load_answer, verify
from qa.answers import Answer
from qa.settings import Settings

ARTICLE = Article(
    id="quay",
    title="Fenwick quay wall sinks",
    url="https://marsh.example/quay",
    source="Marsh Herald",
    published=datetime(2025, 5, 6, tzinfo=UTC),
    text=(
        "The quay wall at Fenwick sank by 31 centimetres on Sunday, the harbour office said.\n\n"
        "“We heard it before we saw it,” said Ada Quill, the harbour master. “The quay wall moaned all night.”"
    ),
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[NewsIndex]:
    with NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder()) as made:
        made.add(ARTICLE)
        yield made


@pytest.fixture
def answer(index: NewsIndex) -> Answer:
    return NewsAssistant(index, Settings(answer_threshold=0)).ask(
        "What happened to the quay wall at Fenwick?"
    )


def forged(answer: Answer, change: Callable[[dict[str, Any]], None]) -> Answer:
    """The answer with a change made to its document."""
    document = json.loads(answer.to_json())
    change(document)
    return load_answer(json.dumps(document))


def set_everywhere(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Give every citation that value, listed or in a sentence."""

    def change(document: dict[str, Any]) -> None:
        for sentence in document["sentences"]:
            for cited in [*sentence["citations"], *([sentence["context"]] if sentence["context"] else [])]:
                cited[name] = value
        for cited in document["citations"]:
            cited[name] = value

    return change


def test_an_answer_as_it_was_given_holds(index: NewsIndex, answer: Answer) -> None:
    assert len(answer.sentences) > 1
    assert verify(answer, index) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "All is well"),
        ("url", "https://elsewhere.example/"),
        ("source", "The Times of Nowhere"),
        ("published", "2020-01-01T00:00:00Z"),
        ("speaker", "Omar Reth"),
    ],
)
def test_what_is_said_about_a_quote_cannot_be_forged(
    index: NewsIndex, answer: Answer, name: str, value: str
) -> None:
    found = verify(forged(answer, set_everywhere(name, value)), index)
    assert any(name in one.reason for one in found)


def _focus(document: dict[str, Any]) -> None:
    document["sentences"][0]["focus"] = [0, 99999]


def _backwards(document: dict[str, Any]) -> None:
    document["sentences"].reverse()


def _empty(document: dict[str, Any]) -> None:
    document.update(sentences=[], citations=[], as_of=None)


def _refused(document: dict[str, Any]) -> None:
    document["status"] = "not_found"


def _twice(document: dict[str, Any]) -> None:
    again = {**document["citations"][0], "number": len(document["citations"]) + 1}
    document["citations"].append(again)
    document["sentences"][-1]["citations"].append(again)


def _unused(document: dict[str, Any]) -> None:
    document["sentences"].pop()


def _newer(document: dict[str, Any]) -> None:
    document["as_of"] = "2031-01-01T00:00:00Z"


def _without_zone(document: dict[str, Any]) -> None:
    document["citations"][0]["published"] = "2025-05-06T00:00:00"


def _sure(document: dict[str, Any]) -> None:
    document["confidence"] = 7


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_focus, "marked words"),
        (_backwards, "order of first use"),
        (_empty, "no sentence"),
        (_refused, "not_found"),
        (_twice, "second number"),
        (_unused, "no sentence"),
        (_newer, "as_of"),
        (_without_zone, "published"),
        (_sure, "confidence"),
    ],
)
def test_the_form_of_an_answer_cannot_be_forged(
    index: NewsIndex, answer: Answer, change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    assert any(reason in one.reason for one in verify(forged(answer, change), index))


def test_a_document_nested_beyond_reading_is_refused() -> None:
    with pytest.raises(VerificationError, match="nested"):
        load_answer("[" * 200_000)


def test_a_document_that_is_no_text_is_refused() -> None:
    with pytest.raises(VerificationError, match="JSON"):
        load_answer(b"\xff\xfe\x00")
