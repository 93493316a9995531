"""A story that several outlets carried is shown once, with the list of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fake_assistant import FERRY, HARBOUR, FakeAssistant
from hostile import HOSTILE
from markups import Reader, answered

from ui.answering import Answering
from ui.carried import carried
from ui.conversations import Conversations
from ui.known import Known
from ui.render_answer import render_answer
from ui.render_carried import render_group
from ui.sent import Asking
from ui.threads import Threads

QUESTION = "How long will the harbour bridge at Marwick close for repairs?"
LATER = HARBOUR.published + timedelta(hours=2) if HARBOUR.published else datetime(2025, 3, 14, tzinfo=UTC)
COPIES = tuple(
    replace(HARBOUR, id=f"copy-{name}", source=name, published=LATER)
    for name in ("Agency Nord", "Velden Post")
)


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant([HARBOUR, FERRY, *COPIES])


@pytest.fixture
def thread(assistant: FakeAssistant, tmp_path: Path) -> str:
    threads = Threads(Conversations(tmp_path / "c.sqlite"), assistant.index)  # type: ignore[arg-type]
    *_, last = Answering(assistant, threads).ask("ada", Asking(QUESTION))
    return str(last.turn)


def test_the_answer_says_how_many_outlets_carried_the_text_and_which(thread: str) -> None:
    read = Reader(thread)
    assert "3 outlets carried this text" in read.text("summary")
    assert f"Agency Nord, 14 March 2025: {HARBOUR.title}" in read.text("li")
    opened = [one["data-article"] for one in read.named("button") if one["class"] == "carrier"]
    assert set(opened) == {"copy-Agency Nord", "copy-Velden Post"}


def test_a_group_stands_once_however_many_of_it_are_cited(assistant: FakeAssistant) -> None:
    groups = carried(["harbour", "copy-Agency Nord", "ferry", "gone"], assistant.index)  # type: ignore[arg-type]
    assert {key: [one.id for one in others] for key, others in groups.items()} == {
        "harbour": ["copy-Agency Nord", "copy-Velden Post"]
    }


def test_without_outlets_the_articles_are_counted() -> None:
    nameless = [replace(one, source=None) for one in COPIES]
    answer = answered()
    cited = tuple(replace(one, source=None) for one in answer.citations)
    body = render_answer(
        1, replace(answer, citations=cited), None, Known(carried={"harbour": tuple(nameless)})
    )
    assert "3 articles tell the same" in Reader(body).text()


def test_names_of_those_who_carried_it_stay_text() -> None:
    hostile = replace(HARBOUR, id=HOSTILE, source=HOSTILE, title=HOSTILE)
    body = render_group(HOSTILE, [hostile])
    read = Reader(body)
    assert not {"script", "img", "a", "style"} & {tag for tag, _ in read.tags}
    assert "${" not in body
