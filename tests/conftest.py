"""Fixtures that several test files share."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from costs import bounded_costs
from filelock import FileLock
from hashing import HashingEmbedder
from reading_apart import FAULTY

from indexes import NewsIndex
from indexes.readers import separate
from indexes.readers.separate import SeparateReader
from qa import NewsAssistant
from qa.settings import Settings

SEEDS = Path(__file__).parent.parent / "seeds"

for _name in [name for name in os.environ if name.startswith("CITEWIRE_")]:
    del os.environ[_name]  # a setting of the person who runs the tests must not change what they test
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="citewire-tests-")  # and their own data is left alone


@pytest.fixture(scope="session")
def seed_index_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index over the starter collection with the bundled model, built once for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent  # each worker has its own base; theirs is common
    place = shared / "seed-index"
    with FileLock(str(place) + ".lock"):
        if not (place / "built").exists():
            with NewsIndex.create(place) as index:
                index.add(SEEDS / "articles")
            (place / "built").touch()
    return place


@pytest.fixture(scope="session")
def seed_assistant(seed_index_path: Path) -> Iterator[NewsAssistant]:
    """An assistant over the starter collection. For reading only: tests that change an index make their own."""
    with NewsAssistant(NewsIndex.open(seed_index_path), Settings()) as assistant:
        yield assistant


@pytest.fixture
def embedder() -> HashingEmbedder:
    """An embedder without a model that counts what it embeds."""
    return HashingEmbedder()


@pytest.fixture
def index(tmp_path: Path, embedder: HashingEmbedder) -> Iterator[NewsIndex]:
    """A new empty index without a model."""
    with NewsIndex.create(tmp_path / "index", embedder=embedder) as made:
        yield made


@pytest.fixture
def bounded() -> Iterator[None]:
    """Nothing in the test may take long or much memory."""
    with bounded_costs():
        yield


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Iterator[SeparateReader]:
    """A reader whose processes have faults, and little patience."""
    monkeypatch.setattr(separate, "_PROGRAM", FAULTY)
    monkeypatch.setattr(separate, "TIMEOUT", 3.0)
    with SeparateReader() as reader:
        yield reader
