"""`python -m benchmarks.concurrency [--seconds 60] [--readers 4]`: asking while the index changes.

Processes ask without pause, first of an index at rest, then while another adds, changes and removes articles and
rebuilds. Printed: questions, p50 and p95 in milliseconds of both, and how often something was wrong: an error, a quote
that is not exact, or a citation of an article that had been removed before the question was asked.

A reader without a model stands for the ranker and hashed words for the embedding: what is measured is the index.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.plain_embedder import PlainEmbedder
from indexes import Article, NewsIndex
from indexes.embedding import FloatArray
from qa import NewsAssistant
from qa.ranker_input import Window
from qa.settings import Settings

_ARTICLES = 300
_QUESTION = "How many weeks will the repair of the bridge at Quay{} take?"


class EveryWord:
    """Takes every sentence for an answer."""

    def read(self, question: str, windows: Sequence[Window]) -> list[FloatArray]:
        """The same for all."""
        return [np.ones(len(window.sentences), dtype=np.float32) for window in windows]


def main() -> None:
    """Measure at rest and under way."""
    parser = argparse.ArgumentParser(description="Asking while the index changes.")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "index"
        with NewsIndex.create(place, embedder=PlainEmbedder()) as index:
            index.add(_article(n, 0) for n in range(_ARTICLES))
        quiet = _measured(place, options.readers, options.seconds / 4, writing=False)
        busy = _measured(place, options.readers, options.seconds, writing=True)
    sys.stdout.write(f"at rest:   {quiet}\nunder way: {busy}\n")


def _article(number: int, turn: int) -> Article:
    weeks = number % 40 + turn
    text = (
        f"The bridge at Quay{number} was closed on Monday after cracks were found.\n\n"
        f"The repair of the bridge at Quay{number} will take {weeks} weeks, engineer Ruth Pell said.\n\nFerries run instead."
    )
    return Article(
        id=f"a{number}", title=f"Bridge at Quay{number} closed", text=text, source="Harbour Courier"
    )


def _measured(place: Path, readers: int, seconds: float, *, writing: bool) -> str:
    context = multiprocessing.get_context("spawn")
    stop, removed = context.Event(), context.Value("q", 0)
    results: Any = context.Queue()
    asking = [context.Process(target=_ask, args=(place, n, stop, removed, results)) for n in range(readers)]
    for process in asking:
        process.start()
    for _ in asking:
        results.get()  # each is ready
    end, turns = time.monotonic() + seconds, 0
    if writing:
        turns = _write(place, end, removed)
    else:
        time.sleep(seconds)
    stop.set()
    found = [results.get() for _ in asking]
    for process in asking:
        process.join()
    times = [moment for one, _ in found for moment in one]
    wrong = [text for _, texts in found for text in texts]
    p50, p95 = (statistics.quantiles(times, n=20)[n] * 1000 for n in (9, 18))
    shown = f", {turns} turns of writing" if writing else ""
    return f"{len(times)} questions, p50 {p50:.0f} ms, p95 {p95:.0f} ms, {len(wrong)} wrong {wrong[:3] or ''}{shown}"


def _write(place: Path, end: float, removed: Synchronized[int]) -> int:
    """Add, change, remove and rebuild until the time is over; articles below `removed` are gone for good."""
    turn = 0
    with NewsIndex.open(place, embedder=PlainEmbedder()) as index:
        while time.monotonic() < end:
            turn += 1
            index.remove(f"a{turn - 1}")
            removed.value = turn  # said after it was done: from here on nobody may cite it
            index.add([_article(_ARTICLES + turn, turn), _article(_ARTICLES - 1 - turn % 50, turn)])
            if turn % 5 == 0:
                index.rebuild()
    return turn


def _ask(place: Path, number: int, stop: Event, removed: Synchronized[int], results: Any) -> None:  # noqa: ANN401
    index = NewsIndex.open(place, embedder=PlainEmbedder())
    assistant = NewsAssistant(index, Settings(answer_threshold=0), reader=EveryWord())
    assistant.ask(_QUESTION.format(1))
    results.put("ready")
    times: list[float] = []
    wrong: list[str] = []
    turn = number
    while not stop.is_set():
        turn = (turn + 7) % _ARTICLES
        gone, started = removed.value, time.monotonic()
        try:
            answer = assistant.ask(_QUESTION.format(turn))
            times.append(time.monotonic() - started)
            wrong += [f"cited {c.article_id}, gone" for c in answer.citations if int(c.article_id[1:]) < gone]
        except Exception as error:  # what must not happen is counted
            wrong.append(f"{type(error).__name__}: {error}")
    results.put((times, wrong))


if __name__ == "__main__":
    main()
