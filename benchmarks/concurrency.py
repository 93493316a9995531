"""`python -m benchmarks.concurrency [--seconds 60] [--readers 4] [--plain]`: asking while the index changes.

Processes ask without pause, first of an index at rest, then while another adds, changes and removes articles and
rebuilds. Printed: questions, p50 and p95 in milliseconds of both, and how often something was wrong: an error, a quote
that is not exact, or a citation of an article that had been removed before the question was asked.

The bundled models embed and rank. With `--plain` hashed words stand for the embedding and a reader without a model
for the ranker: then it is the index alone that is measured.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.plain_embedder import PlainEmbedder
from indexes import Article, ArticleNotFound, NewsIndex
from qa import Answer, NewsAssistant, verify
from qa.ranker_input import Window
from qa.settings import Settings
from qa.token_scores import WindowScores

_ARTICLES = 300
_QUESTION = "How many weeks will the repair of the bridge at Quay{} take?"


class EveryWord:
    """Takes every sentence for an answer."""

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        """The same for all."""
        return [WindowScores(np.ones(len(window.sentences), dtype=np.float32)) for window in windows]


def main() -> None:
    """Measure at rest and under way."""
    parser = argparse.ArgumentParser(description="Asking while the index changes.")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--plain", action="store_true", help="without models")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "index"
        build(place, plain=options.plain)
        for name, writing in (("at rest", False), ("under way", True), ("at rest again", False)):
            found = measured(place, options.readers, options.seconds, writing=writing, plain=options.plain)
            sys.stdout.write(f"{name}: {found.line()}\n")
            sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds that each question took, what was wrong, and how often the writer changed articles."""

    times: list[float]
    wrong: list[str]
    turns: int

    def line(self) -> str:
        """In one line."""
        p50, p95 = (statistics.quantiles(self.times, n=20)[n] * 1000 for n in (9, 18))
        shown = f", {self.turns} turns of writing" if self.turns else ""
        wrong = f"{len(self.wrong)} wrong {self.wrong[:3] or ''}"
        return f"{len(self.times)} questions, p50 {p50:.0f} ms, p95 {p95:.0f} ms, {wrong}{shown}"


def build(place: Path, *, plain: bool) -> None:
    """An index of the articles asked about."""
    with NewsIndex.create(place, embedder=PlainEmbedder() if plain else None) as index:
        index.add(_article(n, 0) for n in range(_ARTICLES))


def _opened(place: Path, *, plain: bool) -> NewsIndex:
    return NewsIndex.open(place, embedder=PlainEmbedder() if plain else None)


def _article(number: int, turn: int) -> Article:
    weeks = number % 40 + turn
    text = (
        f"The bridge at Quay{number} was closed on Monday after cracks were found.\n\n"
        f"The repair of the bridge at Quay{number} will take {weeks} weeks, engineer Ruth Pell said.\n\nFerries run instead."
    )
    return Article(
        id=f"a{number}", title=f"Bridge at Quay{number} closed", text=text, source="Harbour Courier"
    )


def measured(place: Path, readers: int, seconds: float, *, writing: bool, plain: bool) -> Measured:
    """So many processes ask for so long, while the index is written or is not."""
    context = multiprocessing.get_context("spawn")
    stop, removed = context.Event(), context.Value("q", 0)
    results: Any = context.Queue()
    asking = [
        context.Process(target=_ask, args=(place, n, stop, removed, results, plain)) for n in range(readers)
    ]
    for process in asking:
        process.start()
    for _ in asking:
        results.get()  # each is ready
    end, turns = time.monotonic() + seconds, 0
    if writing:
        turns = _write(place, end, removed, plain=plain)
    else:
        time.sleep(seconds)
    stop.set()
    found = [results.get() for _ in asking]
    for process in asking:
        process.join()
    times = [moment for one, _ in found for moment in one]
    return Measured(times, [text for _, texts in found for text in texts], turns)


def _write(place: Path, end: float, removed: Synchronized[int], *, plain: bool) -> int:
    """Add, change, remove and rebuild until the time is over; articles below `removed` are gone for good."""
    turn = 0
    with _opened(place, plain=plain) as index:
        while time.monotonic() < end:
            turn += 1
            index.remove(f"a{turn - 1}")
            removed.value = turn  # said after it was done: from here on nobody may cite it
            index.add([_article(_ARTICLES + turn, turn), _article(_ARTICLES - 1 - turn % 50, turn)])
            if turn % 5 == 0:
                index.rebuild()
    return turn


def _ask(
    place: Path,
    number: int,
    stop: Event,
    removed: Synchronized[int],
    results: Any,  # noqa: ANN401 - a queue
    plain: bool,
) -> None:
    index = _opened(place, plain=plain)
    assistant = NewsAssistant(index, Settings(answer_threshold=0), reader=EveryWord() if plain else None)
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
            wrong += _inexact(answer, index)
        except Exception as error:  # what must not happen is counted
            wrong.append(f"{type(error).__name__}: {error}")
    results.put((times, wrong))


def _inexact(answer: Answer, index: NewsIndex) -> list[str]:
    """Quotes that no version of their article holds; one that was removed since the question was asked has none."""
    found: list[str] = []
    for one in verify(answer, index):
        try:
            index.article(one.article_id)
            found.append(f"{one.article_id}: {one.reason}")
        except ArticleNotFound:
            continue
    return found


if __name__ == "__main__":
    main()
