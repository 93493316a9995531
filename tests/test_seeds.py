"""The starter collection and its questions."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.check_seeds import SEEDS, faults_of, questions, read_articles
from benchmarks.datasets import conversations
from benchmarks.matching import fold, holds
from qa import NewsAssistant, Status, verify


def test_each_expected_sentence_is_an_exact_citable_span() -> None:
    articles, failures = read_articles()
    assert failures == []
    assert list(faults_of(articles)) == []


def test_the_collection_is_as_large_and_varied_as_promised() -> None:
    articles, _ = read_articles()
    dates = [article.published for article in articles.values() if article.published]
    tags = Counter(tag for _, row in questions() for tag in row.get("tags", ()))
    unanswerable = [row for name, row in questions() if not row["answerable"]]
    assert len(articles) >= 60
    assert (max(dates) - min(dates)).days >= 70
    assert len({article.source for article in articles.values() if article.source}) >= 6
    assert sum(1 for _ in questions()) >= 150
    assert len(unanswerable) >= 40
    assert tags["near_miss"] >= 20
    assert tags["date"] >= 20
    assert tags["two_articles"] >= 20
    assert len(conversations(SEEDS)) >= 10
    assert all(len(turns) == 3 for turns in conversations(SEEDS))


def test_folding_makes_number_words_and_punctuation_alike() -> None:
    assert fold("Twelve “people”, $12,600!") == "12 people 12600"
    assert holds("He is forty years old.", ["40"])
    assert not holds("He is 140 years old.", ["40"])


@pytest.mark.model
def test_every_citation_over_all_seed_questions_is_exact(seed_assistant: NewsAssistant) -> None:
    answered = 0
    for _, row in questions():
        answer = seed_assistant.ask(row["question"], as_of=row.get("as_of"))
        assert verify(answer, seed_assistant.index) == [], row["question"]
        answered += answer.status is not Status.NOT_FOUND
    assert answered > 100
