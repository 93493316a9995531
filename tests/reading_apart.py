"""Reading files in a process of their own, with the faults that libraries may have."""

from __future__ import annotations

from pathlib import Path

from indexes.articles import Article
from indexes.readers import read
from indexes.readers.separate import SeparateReader
from indexes.reports import Failure

STORY = "A ferry sails\n\nThe ferry sailed on Monday, the harbour office said."
FAULTY = "import sys; sys.path[:] = sys.argv[1:]; import faulty_readers; faulty_readers.main()"


def reading(path: Path, files: SeparateReader) -> tuple[list[Article], list[Failure]]:
    failures: list[Failure] = []
    return list(read(path, on_failure=failures.append, using=files.read)), failures
