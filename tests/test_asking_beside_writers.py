"""Asking while the articles change: an answer's quotes stand, and nothing is raised."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hashing import HashingEmbedder
from news import bridge

from benchmarks.concurrency import build, measured
from indexes import NewsIndex
from qa import NewsAssistant, Status
from qa.ranker_input import Window
from qa.settings import Settings
from qa.token_scores import WindowScores


class EveryWord:
    """A reader without a model that takes every sentence for an answer."""

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        return [WindowScores(np.ones(len(window.sentences), dtype=np.float32)) for window in windows]


def test_asking_beside_updates_removals_and_rebuilds_raises_nothing(index: NewsIndex) -> None:
    index.add(bridge(n, id=f"b{n}") for n in range(12))
    failures: list[BaseException] = []
    answered: list[Status] = []
    done = threading.Event()
    assistant = NewsAssistant(index, Settings(answer_threshold=0), reader=EveryWord())

    def ask() -> None:
        try:
            while not done.is_set():
                answer = assistant.ask("How many weeks would the repair of the bridge take?")
                answered.append(answer.status)
        except BaseException as error:
            failures.append(error)

    askers = [threading.Thread(target=ask, daemon=True) for _ in range(2)]
    for asker in askers:
        asker.start()
    try:
        with NewsIndex.open(index.path, embedder=HashingEmbedder()) as writer:
            for turn in range(4):
                writer.remove(f"b{turn}")
                writer.add([bridge(turn, id=f"b{turn + 6}"), bridge(turn + 20)])
                writer.rebuild()
    finally:
        done.set()
    for asker in askers:
        asker.join(60)
    assert failures == []
    assert Status.ANSWERED in answered


def test_processes_ask_while_another_writes_and_cite_nothing_that_was_removed(tmp_path: Path) -> None:
    build(tmp_path / "index", plain=True)
    found = measured(tmp_path / "index", 2, 3.0, writing=True, plain=True)
    assert found.wrong == []
    assert found.times
    assert found.turns
