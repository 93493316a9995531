"""A later correction goes before what it corrects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hashing import HashingEmbedder

from indexes import Article, NewsIndex
from qa import NewsAssistant
from qa.settings import Settings

WRONG = Article(
    id="wrong",
    title="Pier shut after rot is found",
    text="Inspectors found 46 rotten beams in the Sandle pier on 9 January.\n\nThe pier was shut.",
    published=datetime(2025, 1, 9, tzinfo=UTC),
)
RIGHT = Article(
    id="right",
    title="Corrections and clarifications",
    text=(
        "An article on 9 January said that inspectors found 46 rotten beams in the Sandle pier. "
        "The correct number is 16.\n\nThe pier dates from 1881."
    ),
    published=datetime(2025, 1, 14, tzinfo=UTC),
)
QUESTION = "How many rotten beams did inspectors find in the Sandle pier?"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[NewsAssistant]:
    index = NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder())
    index.add([WRONG, RIGHT])
    with NewsAssistant(index, Settings(answer_threshold=0.1)) as made:
        yield made


@pytest.mark.model
def test_the_correcting_sentence_is_quoted_with_what_it_corrects_and_the_wrong_report_leaves(
    assistant: NewsAssistant,
) -> None:
    answer = assistant.ask(QUESTION)
    quotes = [sentence.text for sentence in answer.sentences]
    assert "The correct number is 16." in quotes
    assert quotes.index("The correct number is 16.") == 1
    assert "wrong" not in {c.article_id for c in answer.citations if "46" in c.quote}


@pytest.mark.model
def test_where_one_sentence_is_asked_for_it_is_the_correcting_one(assistant: NewsAssistant) -> None:
    answer = assistant.ask(QUESTION, max_sentences=1)
    (sentence,) = answer.sentences
    assert sentence.text == "The correct number is 16."
    assert sentence.context is not None
    assert sentence.context.quote.startswith("An article on 9 January said")
    assert sentence.focus is not None
    assert sentence.text[slice(*sentence.focus)] == "16"
