"""When an event was by several articles: what they agree on, and nothing where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from part_articles import WordReader
from word_evidence import weigh_by_words

from indexes import Article, NewsIndex
from qa import Answer, NewsAssistant, verify
from qa.settings import Settings

FAIR = "Did the Ashby quake come before or after the Ashby fair opened?"


def article(key: str, day: int, text: str, title: str = "") -> Article:
    """An article of March 2025."""
    return Article(id=key, title=title, text=text, published=datetime(2025, 3, day, 9, tzinfo=UTC))


OPENED = article("fair", 21, "The Ashby fair opened on 20 March.")


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NewsAssistant]:
    monkeypatch.setattr("qa.weighing.weigh", weigh_by_words)
    index = NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder())
    with NewsAssistant(index, Settings(answer_threshold=0.5), reader=WordReader()) as made:
        yield made


def asked(assistant: NewsAssistant, question: str, *articles: Article) -> Answer:
    assistant.index.add(list(articles))
    answer = assistant.ask(question)
    assert verify(answer, assistant.index) == []
    assert answer.sentences
    return answer


def test_the_day_that_most_articles_give_is_taken(assistant: NewsAssistant) -> None:
    answer = asked(
        assistant,
        FAIR,
        OPENED,
        article("one", 11, "A quake struck Ashby on Sunday."),
        article("two", 12, "The toll of Sunday's quake in Ashby has risen."),
        article("three", 13, "The Ashby quake struck on Tuesday."),
    )
    assert answer.conclusion is not None
    assert answer.conclusion.events[0].first == date(2025, 3, 9)


def test_nothing_follows_where_articles_disagree(assistant: NewsAssistant) -> None:
    answer = asked(
        assistant,
        FAIR,
        OPENED,
        article("one", 11, "A quake struck Ashby on Sunday."),
        article("two", 25, "A quake struck Ashby on Saturday."),
    )
    assert answer.conclusion is None


def test_an_article_in_print_before_the_day_that_is_given_disagrees(assistant: NewsAssistant) -> None:
    answer = asked(
        assistant,
        "Did the Ashby mill burn before or after the Ashby fair opened?",
        OPENED,
        article("one", 2, "The Ashby mill burned to the ground."),
        article("two", 18, "The Ashby mill burned on Monday."),
    )
    assert answer.conclusion is None


def test_an_event_in_one_word_borrows_the_names_of_the_other(assistant: NewsAssistant) -> None:
    answer = asked(
        assistant,
        "Did the strike at Halden begin before or after the ballot?",
        article("strike", 12, "The strike at Halden began on Monday."),
        article("elsewhere", 25, "The ballot in Ashby was held on Monday."),
    )
    assert answer.conclusion is None


def test_no_length_follows_from_a_day_of_publication(assistant: NewsAssistant) -> None:
    articles = (OPENED, article("mill", 2, "The Ashby mill burned to the ground."))
    length = asked(
        assistant, "How many days between the Ashby mill burning and the Ashby fair opening?", *articles
    )
    assert length.conclusion is None
    order = asked(assistant, "Did the Ashby mill burn before or after the Ashby fair opened?", *articles)
    assert order.conclusion is not None
    assert "(2 March 2025, the day of publication of" in order.conclusion.text


def test_a_report_may_be_days_later_than_its_news(assistant: NewsAssistant) -> None:
    answer = asked(
        assistant,
        "Did the Ashby mill burn before or after the Ashby fair opened?",
        OPENED,
        article("mill", 24, "The Ashby mill burned to the ground."),
    )
    assert answer.conclusion is None  # it may have burned on the 19th


def test_the_sentence_of_an_event_is_shown_alone(assistant: NewsAssistant) -> None:
    answer = asked(
        assistant,
        FAIR,
        OPENED,
        article("one", 11, "A quake struck Ashby on Sunday. The quake in Ashby was felt in Pell."),
    )
    assert [one.text for one in answer.sentences] == ["A quake struck Ashby on Sunday.", OPENED.text]
