"""How long the page's table and overview of many articles take: `python -m benchmarks.table_speed [--articles 20000]`.

Over an index of invented short articles; hashed words stand for the embedding. Prints milliseconds for the first
request after a change, which reads all summaries, and for those after it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from benchmarks.plain_embedder import PlainEmbedder
from indexes.articles import Article
from indexes.index import NewsIndex
from qa.settings import Settings
from ui.collection import Collection, TableView
from ui.jobs import Jobs

_FIRST_DAY: Final = datetime(2015, 1, 1, tzinfo=UTC)
_REPEATED: Final = 9


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        NewsIndex.create(Path(folder) / "index", embedder=PlainEmbedder()) as index,
    ):
        index.add(_invented(options.articles))
        for line in _measured(index):
            sys.stdout.write(line + "\n")


def _measured(index: NewsIndex) -> Iterator[str]:
    collection = Collection(index, Settings(), Jobs())
    requests: dict[str, Callable[[], object]] = {
        "table, newest first": lambda: collection.table(TableView()),
        "table by title, page 300": lambda: collection.table(TableView(order="title", page=300)),
        "table, two words searched": lambda: collection.table(TableView(words="harbour 77")),
        "overview": collection.overview,
    }
    for name, ask in requests.items():
        first = _milliseconds(ask)
        after = statistics.median(_milliseconds(ask) for _ in range(_REPEATED))
        yield f"{name}: first {first:.0f} ms, then {after:.1f} ms"


def _milliseconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def _invented(number: int) -> Iterator[Article]:
    for n in range(number):
        text = f"The harbour board met for the {n}th time. It put off berth {n % 97} until spring, its clerk said."
        published = _FIRST_DAY + timedelta(hours=5 * n)
        yield Article(
            f"Harbour board meets, part {n}", text, f"h{n}", source=f"Outlet {n % 40}", published=published
        )


if __name__ == "__main__":
    main()
