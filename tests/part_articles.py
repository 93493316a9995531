"""Articles about a bridge, a ferry and a quay, and a reader that counts words, for tests of questions with parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hashing import HashingEmbedder
from word_evidence import weigh_by_words

from indexes import Article, NewsIndex
from indexes.reports import Statistics
from qa import NewsAssistant
from qa.ranker_input import Window
from qa.settings import Settings
from qa.token_scores import WindowScores
from qa.words import content_stems

OUTLETS = ("Agency North", "The Courier", "Marsh Herald | News and weather")
COLLECTION = Statistics(9, 9, 9, OUTLETS, datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 12, 1, tzinfo=UTC))

BRIDGE = Article(
    id="bridge",
    title="Wexley bridge closed after cracks are found",
    source="The Courier",
    published=datetime(2025, 2, 5, 9, tzinfo=UTC),
    text=(
        "The Wexley bridge was closed on Monday after engineers found 16 cracks in its hangers.\n\n"
        "The designer of the Wexley bridge was Odo Farrant, a pupil of nobody in particular."
    ),
)
FERRY = Article(
    id="ferry",
    title="Ferry firm adds sailings at Wexley",
    source="Agency North",
    published=datetime(2025, 3, 10, tzinfo=UTC),
    text="Sund Line started four extra ferry sailings a day at Wexley on 8 March, its director Tomas Brandt said.",
)
QUAY = Article(
    id="quay",
    title="Fenwick quay wall sinks",
    source="Marsh Herald | News and weather",
    published=datetime(2025, 5, 6, tzinfo=UTC),
    text="The quay wall at Fenwick sank by 31 centimetres, the harbour office said.",
)


class WordReader:
    """Reads a sentence as answering by the share of the question's content words that it holds."""

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        asked = set(content_stems(question))

        def logit(sentence: str) -> float:
            return 12 * len(asked & set(content_stems(sentence))) / max(1, len(asked)) - 6

        return [
            WindowScores(np.array([logit(one) for one in w.sentences], dtype=np.float32)) for w in windows
        ]


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NewsAssistant]:
    monkeypatch.setattr("qa.weighing.weigh", weigh_by_words)
    index = NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder())
    index.add([BRIDGE, FERRY, QUAY])
    with NewsAssistant(index, Settings(answer_threshold=0.5), reader=WordReader()) as made:
        yield made
