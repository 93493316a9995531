"""The reader of questions and the keyword search on whatever is typed: understood or a named reason, and nothing is raised.

`FUZZ_EXAMPLES=10000 python -m pytest tests/test_fuzzing_questions.py -s` tries 10,000 questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from costs import cpu_seconds
from fuzzed import fuzzed
from hashing import HashingEmbedder
from hypothesis import given
from hypothesis import strategies as st
from news import bridge

from indexes import NewsIndex
from indexes.errors import QuestionError
from qa.conversation import Turn
from qa.parts import parts_of
from qa.question import understand

_SECONDS = 10.0  # of the processor, for one question of at most 2,000 characters

PIECES = (
    "Who", "What", "When did", "How many weeks", "Which came first,", "or", "and", "the", "Quay3", "Ruth Pell4",
    "bridge", "briged", "Harbour Courier", "according to", "Agency Nord", "report", "last week", "on 3 March",
    "in 2024", "31/02/2025", "before", "after", "“closed”", '"', "'", "(", ")", "[", "]", "{", "^", "~2", "*", "?",
    "+", "-", "AND", "OR", "NOT", ":", "\\", "/", "title:", "..", "\n", "\0", "\u202e", "\ud800", "é", "e\u0301",
    "日本", "🚒", "it", "she", "that", "1e999", "$5m", "50%", "A" * 300, " " * 300, "((((" * 50,
)  # fmt: skip
QUESTIONS = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join)
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsIndex]:
    place: Path = tmp_path_factory.mktemp("asked") / "index"
    with NewsIndex.create(place, embedder=HashingEmbedder()) as made:
        made.add(bridge(n) for n in range(12))
        yield made


def test_no_question_whatever_raises(index: NewsIndex) -> None:
    outcomes: Counter[str] = Counter()
    collection = index.statistics()

    @fuzzed(60)
    @given(text=QUESTIONS, before=QUESTIONS)
    def run(text: str, before: str) -> None:
        started = cpu_seconds()
        history = (Turn(before),)
        try:
            with index.snapshot() as view:
                question = understand(text, collection, history=history, articles=view)
        except QuestionError:
            outcomes["refused"] += 1
            return
        finally:
            assert cpu_seconds() - started < _SECONDS
        assert question.standalone.strip()
        assert all(period.start <= period.end for period in question.periods)
        assert all(isinstance(words, str) for words in question.understood.values())
        assert parts_of(question, collection)
        index.search_keywords(question.standalone, top_k=5, filters=question.filters)
        index.search_keywords(text, top_k=5)
        outcomes["understood"] += 1

    run()
    print(f"questions {dict(outcomes)}")
    assert outcomes["understood"] > outcomes["refused"]
