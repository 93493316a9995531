"""A question that holds a time and nothing else is answered with how the articles of that time begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from part_articles import WordReader

from indexes import Article, NewsIndex
from indexes.reports import Statistics
from qa import Answer, NewsAssistant, Status
from qa.day_news import news_asked
from qa.question import understand
from qa.settings import Settings

CRANE = "A loading crane fell over in Sandle harbour on Tuesday night and crushed two empty boats."
AGAIN = "A loading crane fell over in Sandle harbour late on Tuesday night and crushed two boats."
SCHOOL = "Pupils at Orrin school won the county prize for their beekeeping with six hives."
MARKET = "Traders of the covered market were told to leave by the end of the summer."
LATER = "The harbour office has bought a second crane from a yard in the north."
WRONG = "An article on Tuesday gave the wrong number of boats that were crushed."
ARTICLES = {
    "crane": ("2025-03-05", "Sandle Echo", CRANE + " Nobody was hurt. It was built in 1961."),
    "again": ("2025-03-05", "Agency Tarn", AGAIN + " Police closed the quay."),
    "school": (
        "2025-03-05",
        "Sandle Echo",
        "By Ann Lowe\n\n"
        + SCHOOL
        + " They sold the honey. It was put into jars. Nobody else came to the apiary.",
    ),
    "wrong": ("2025-03-05", "Agency Tarn", WRONG),
    "market": ("2025-03-07", "Agency Tarn", MARKET + " They have stood there since 1950."),
    "later": ("2025-04-02", "Sandle Echo", LATER + " It comes in May."),
}
COLLECTION = Statistics(1, 1, 1, ("Sandle Echo", "Agency Tarn"), None, datetime(2025, 6, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsAssistant]:
    path: Path = tmp_path_factory.mktemp("news") / "index"
    index = NewsIndex.create(path, embedder=HashingEmbedder())
    index.add(
        [
            Article(
                id=key,
                title=f"Page {key}",
                text=text,
                source=source,
                published=datetime.fromisoformat(day).replace(tzinfo=UTC),
            )
            for key, (day, source, text) in ARTICLES.items()
        ]
    )
    with NewsAssistant(index, Settings(answer_threshold=0.5), reader=WordReader()) as made:
        yield made


def shown(assistant: NewsAssistant, question: str) -> list[str]:
    answer: Answer = assistant.ask(question, as_of="2025-06-01")
    return [one.text for one in answer.sentences]


@pytest.mark.parametrize(
    "question",
    [
        "What happened on 5 March 2025?",
        "What's the news of 5 March 2025?",
        "5 March 2025",
        "what was in the papers on Wednesday 5 March 2025",
        "Tell me the main stories of March 5, 2025.",
    ],
)
def test_a_day_is_answered_with_its_stories_each_once(assistant: NewsAssistant, question: str) -> None:
    answer = assistant.ask(question, as_of="2025-06-01")
    found = [one.text for one in answer.sentences]
    assert answer.status is Status.ANSWERED
    assert found[0] in (CRANE, AGAIN)  # what two outlets tell is the main story
    assert found[1:] == [SCHOOL]
    assert not any(one.focus for one in answer.sentences)


def test_an_outlet_that_is_named_tells_its_own_news(assistant: NewsAssistant) -> None:
    assert set(shown(assistant, "What did the Sandle Echo report on 5 March 2025?")) == {CRANE, SCHOOL}
    assert shown(assistant, "What did Agency Tarn say on 5 March 2025?") == [AGAIN]


@pytest.mark.parametrize("place", ["Orrin", "orrin"])
def test_a_place_that_is_named_is_what_the_news_are_of(assistant: NewsAssistant, place: str) -> None:
    assert shown(assistant, f"What happened in {place} on 5 March 2025?") == [SCHOOL]


def test_where_the_day_has_no_articles_those_of_the_next_day_tell(assistant: NewsAssistant) -> None:
    assert shown(assistant, "What happened on 6 March 2025?") == [MARKET]
    assert shown(assistant, "What happened on 4 March 2025?")[1:] == [SCHOOL]


@pytest.mark.parametrize(
    "question", ["What did Agency Tarn report on 6 March 2025?", "What was in the papers on 6 March 2025?"]
)
def test_what_papers_reported_on_a_day_is_not_what_they_reported_on_the_next(
    assistant: NewsAssistant, question: str
) -> None:
    assert MARKET not in shown(assistant, question)


def test_an_article_that_names_the_place_further_down_does_not_begin_with_its_news(
    assistant: NewsAssistant,
) -> None:
    assert SCHOOL not in shown(assistant, "What happened at the apiary on 5 March 2025?")


def test_a_day_without_news_is_answered_by_none_of_another_day(assistant: NewsAssistant) -> None:
    told = assistant.ask("What happened on 20 March 2025?", as_of="2025-06-01").citations
    assert not {one.article_id for one in told} & set(ARTICLES)


def test_a_month_is_answered_with_its_stories(assistant: NewsAssistant) -> None:
    assert shown(assistant, "What happened in April 2025?") == [LATER]


@pytest.mark.parametrize(
    "question",
    [
        "Who died on 5 March 2025?",
        "What happened to the crane on 5 March 2025?",
        "What happened since 5 March 2025?",
        "What did Ann Lowe say on 5 March 2025?",
        "How many boats were crushed on 5 March 2025?",
        "What happened in 2025?",
        "What happened in Sandle harbour?",
        "What day is 5 March 2025?",
        "What is the biggest day in March 2025?",
    ],
)
def test_who_asks_for_more_or_for_no_time_asks_for_something_else(question: str) -> None:
    assert news_asked(understand(question, COLLECTION)) is None
