"""Asking: what an answer promises, over a small index without a model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from hashing import HashingEmbedder

from indexes import Article, NewsIndex
from qa import Answer, NewsAssistant, Status, load_answer, verify
from qa.answers import AnswerSentence
from qa.serialization import answer_schema
from qa.settings import Settings

BRIDGE = Article(
    id="bridge",
    title="Wexley bridge closed after cracks are found",
    source="The Courier",
    url="https://courier.example/bridge",
    published=datetime(2025, 2, 3, tzinfo=UTC),
    text=(
        "The Wexley bridge was closed on Monday after engineers found 16 cracks in its hangers.\n\n"
        "Ines Marlow, the council leader, ordered the closure. "
        "She said the bridge would reopen on 14 April at the earliest.\n\n"
        "“We will not gamble with lives,” Ms Marlow said. “The repair will cost £9.5m.”"
    ),
)
FERRY = Article(
    id="ferry",
    title="Ferry firm adds sailings at Wexley",
    source="Agency North",
    published=datetime(2025, 3, 10, tzinfo=UTC),
    text=(
        "Sund Line will add four ferry sailings a day at Wexley while the bridge is closed.\n\n"
        "The firm has hired 40 deckhands, its director Tomas Brandt said on Monday. "
        "He said the extra sailings would run until the summer."
    ),
)


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[NewsAssistant]:
    index = NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder())
    index.add([BRIDGE, FERRY])
    with NewsAssistant(index, Settings(answer_threshold=0.2)) as made:
        yield made


def test_every_sentence_is_its_quote_and_every_quote_an_exact_span(assistant: NewsAssistant) -> None:
    answer = assistant.ask("How many cracks did engineers find in the Wexley bridge?")
    assert answer.status is Status.ANSWERED
    assert "16 cracks" in answer.sentences[0].text
    for sentence in answer.sentences:
        assert sentence.text == sentence.citations[0].quote
    for c in answer.citations:
        assert assistant.index.article(c.article_id).text[c.start : c.end] == c.quote


def test_citation_numbers_count_from_one_in_order_of_first_use(assistant: NewsAssistant) -> None:
    answer = assistant.ask("When will the Wexley bridge reopen, said Marlow?")
    used: list[int] = []
    for sentence in answer.sentences:
        used += [sentence.context.number] if sentence.context else []
        used += [citation.number for citation in sentence.citations]
    assert list(dict.fromkeys(used)) == list(range(1, len(answer.citations) + 1))
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_a_sentence_that_starts_with_a_pronoun_brings_the_one_before(assistant: NewsAssistant) -> None:
    answer = assistant.ask("When will the Wexley bridge reopen?")
    (sentence,) = [one for one in answer.sentences if one.text.startswith("She said")]
    assert sentence.context is not None
    assert sentence.context.quote == "Ines Marlow, the council leader, ordered the closure."


def test_a_quotation_that_does_not_name_its_speaker_says_who_speaks(assistant: NewsAssistant) -> None:
    answer = assistant.ask("What will the repair cost?", max_sentences=1)
    assert "£9.5m" in answer.sentences[0].text
    assert "Marlow" in (answer.citations[0].speaker or answer.citations[0].quote)


def test_the_short_answer_is_marked_inside_the_sentence(assistant: NewsAssistant) -> None:
    answer = assistant.ask("How many cracks did engineers find in the Wexley bridge?", max_sentences=1)
    assert answer.sentences[0].focus is not None
    start, end = answer.sentences[0].focus
    assert answer.sentences[0].text[start:end] == "16"


def test_at_most_the_sentences_asked_for_are_given(assistant: NewsAssistant) -> None:
    for most in (1, 2, 3):
        assert len(assistant.ask("What happened to the Wexley bridge?", max_sentences=most).sentences) <= most


def test_what_the_articles_do_not_tell_is_not_found_and_shows_the_nearest(tmp_path: Path) -> None:
    index = NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder())
    index.add([BRIDGE, FERRY])
    with NewsAssistant(index, Settings()) as strict:
        answer = strict.ask("Which composer wrote the opera about Antarctic penguins?")
    assert answer.status is Status.NOT_FOUND
    assert answer.sentences == answer.citations == ()
    assert answer.searched.articles == 2
    assert answer.searched.sources == ("Agency North", "The Courier")
    assert answer.searched.oldest == BRIDGE.published
    assert all(near.reason for near in answer.nearest)
    for near in answer.nearest:
        assert index_text(near.article_id)[near.start : near.end] == near.quote


def index_text(article_id: str) -> str:
    return {article.id: article.text for article in (BRIDGE, FERRY)}[article_id]


def test_an_empty_index_says_not_found(tmp_path: Path) -> None:
    with NewsAssistant(NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder()), Settings()) as empty:
        answer = empty.ask("Is anybody there?")
    assert (answer.status, answer.nearest, answer.searched.articles) == (Status.NOT_FOUND, (), 0)


def test_outlets_and_dates_limit_what_is_cited(assistant: NewsAssistant) -> None:
    question = "What happens at Wexley while the bridge is closed?"
    by_outlet = assistant.ask(question, sources=["the courier"])
    assert {citation.article_id for citation in by_outlet.citations} == {"bridge"}
    after = assistant.ask(question, published_after="2025-03-01")
    assert {citation.article_id for citation in after.citations} == {"ferry"}
    before = assistant.ask(question, published_before="2025-03-01")
    assert {citation.article_id for citation in before.citations} == {"bridge"}


def test_nothing_newer_than_as_of_is_used(assistant: NewsAssistant) -> None:
    question = "What happens at Wexley while the bridge is closed?"
    assert "ferry" in {citation.article_id for citation in assistant.ask(question).citations}
    answer = assistant.ask(question, as_of="2025-02-20")
    assert {citation.article_id for citation in answer.citations} == {"bridge"}


def test_an_article_without_a_date_stays_whatever_the_day_asked_as_of(assistant: NewsAssistant) -> None:
    undated = Article(
        id="undated", title="", text="The Pellow museum owns 312 clocks, its keeper Jory Trant said."
    )
    assistant.index.add(undated)
    question = "How many clocks does the Pellow museum own?"
    assert [c.article_id for c in assistant.ask(question, as_of="2025-02-20", max_sentences=1).citations] == [
        "undated"
    ]
    answer = assistant.ask(question, published_before="2025-02-20")
    assert "undated" not in {citation.article_id for citation in answer.citations}


def test_a_removed_article_is_never_cited_again(assistant: NewsAssistant) -> None:
    question = "How many deckhands has Sund Line hired?"
    assert "ferry" in {citation.article_id for citation in assistant.ask(question).citations}
    assistant.index.remove("ferry")
    assert "ferry" not in {citation.article_id for citation in assistant.ask(question).citations}


def test_the_same_question_gives_the_same_bytes(assistant: NewsAssistant) -> None:
    question = "What did Tomas Brandt say about the sailings?"
    assert assistant.ask(question).to_json() == assistant.ask(question).to_json()


def test_a_stream_gives_the_sentences_and_then_the_answer(assistant: NewsAssistant) -> None:
    *sentences, answer = assistant.stream("How many cracks were found in the Wexley bridge?")
    assert isinstance(answer, Answer)
    assert tuple(sentences) == answer.sentences
    assert all(isinstance(sentence, AnswerSentence) for sentence in sentences)


def test_an_answer_survives_json_and_fits_its_schema(assistant: NewsAssistant) -> None:
    answer = assistant.ask("How many cracks were found in the Wexley bridge?")
    document = answer.to_json()
    jsonschema.validate(json.loads(document), answer_schema())
    assert load_answer(document).citations == answer.citations
    published = Path(__file__).parent.parent / "docs" / "answer.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == answer_schema()


def test_verify_finds_a_forged_quote_and_a_removed_article(assistant: NewsAssistant) -> None:
    answer = assistant.ask("How many cracks were found in the Wexley bridge?", max_sentences=1)
    assert verify(answer, assistant.index) == []
    forged = load_answer(answer.to_json().replace("16 cracks", "61 cracks"))
    assert "something else" in verify(forged, assistant.index)[0].reason
    assistant.index.remove(answer.citations[0].article_id)
    assert "not in the index" in verify(answer, assistant.index)[0].reason


def test_a_follow_up_is_understood_from_the_turn_before(assistant: NewsAssistant) -> None:
    first = assistant.ask("Which ferry firm added sailings at Wexley?")
    answer = assistant.ask("And how many deckhands has it hired?", history=[first])
    assert "40 deckhands" in " ".join(sentence.text for sentence in answer.sentences)
    assert "ferry" in answer.understood["question"]


def test_llama_index_retriever_and_query_engine_give_the_same_spans(assistant: NewsAssistant) -> None:
    question = "How many cracks were found in the Wexley bridge?"
    nodes = assistant.as_retriever(top_k=3).retrieve(question)
    assert nodes[0].metadata["article_id"] == "bridge"
    assert nodes[0].text == BRIDGE.text[nodes[0].metadata["start"] : nodes[0].metadata["end"]]
    response = assistant.as_query_engine().query(question)
    assert response.metadata is not None
    assert [node.text for node in response.source_nodes] == [
        c.quote for c in response.metadata["answer"].citations
    ]
    assert "[1]" in str(response)


def test_each_outlet_whose_word_is_asked_for_is_quoted(assistant: NewsAssistant) -> None:
    question = (
        "Did The Courier report that the Wexley bridge was closed, while Agency North reported on ferries?"
    )
    answer = assistant.ask(question, max_sentences=2)
    assert {citation.source for citation in answer.citations} == {"The Courier", "Agency North"}
    assert answer.understood["outlets"] == "The Courier, Agency North"
