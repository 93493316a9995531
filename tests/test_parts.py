"""Questions with several parts: how they are split, and what an answer says of each part."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hashing import FloatArray, HashingEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st
from word_evidence import weigh_by_words

from indexes import Article, NewsIndex
from indexes.reports import Statistics
from qa import Answer, NewsAssistant, Status, load_answer, verify
from qa.parts import MOST, Part, parts_of
from qa.question import understand
from qa.ranker import RankerInput
from qa.settings import Settings
from qa.words import content_stems

OUTLETS = ("Agency North", "The Courier", "Marsh Herald | News and weather")
COLLECTION = Statistics(9, 9, 9, OUTLETS, datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 12, 1, tzinfo=UTC))


def parts(question: str) -> tuple[Part, ...]:
    return parts_of(understand(question, COLLECTION), COLLECTION)


def texts(question: str) -> list[str]:
    return [part.question.standalone for part in parts(question)]


def told_by(question: str) -> list[tuple[str, ...]]:
    return [part.question.filters.sources for part in parts(question)]


@pytest.mark.parametrize(
    "question",
    [
        "How many cracks did engineers find in the Wexley bridge?",
        "Who wrote and directed the film about the Wexley bridge?",
        "What did Ines Marlow and Tomas Brandt say about the ferry?",
        "According to The Courier, when will the bridge at Wexley reopen?",
        "What happened in Wexley on 3 February 2025?",
        "Which towns, villages and farms were flooded?",
        "After the storm, who was found at Fenwick and Pell?",
        "What is the latest on the Wexley bridge?",
    ],
)
def test_a_plain_question_is_its_own_only_part(question: str) -> None:
    asked = understand(question, COLLECTION)
    assert parts_of(asked, COLLECTION) == (Part(asked, asked.text),)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Who designed the Wexley bridge and when was it opened?",
            ["Who designed the Wexley bridge?", "when was it opened (Wexley bridge)?"],
        ),
        (
            "When and where was the quay wall built?",
            ["When was the quay wall built?", "where was the quay wall built?"],
        ),
        ("Who resigned? And why did Ada Quill leave?", ["Who resigned?", "why did Ada Quill leave?"]),
        (
            "How many were hurt in the Pell collision and how many of them have died?",
            ["How many were hurt in the Pell collision?", "how many of them have died (Pell collision)?"],
        ),
    ],
)
def test_coordinated_questions_are_split_and_completed(question: str, expected: list[str]) -> None:
    assert texts(question) == expected


def test_each_side_of_a_comparison_is_searched_in_its_outlet() -> None:
    question = (
        "Does the Courier article say that the bridge at Wexley was closed, while the Agency North article reports "
        "that Sund Line hired forty deckhands?"
    )
    assert told_by(question) == [("The Courier",), ("Agency North",)]
    first, second = texts(question)
    assert "bridge" in first
    assert "deckhands" not in first
    assert "deckhands" in second
    assert "Courier" not in first + second


def test_a_list_of_what_is_known_of_somebody_is_split_by_clause_and_outlet() -> None:
    question = (
        "Who is the engineer that found cracks in the hangers according to The Courier, was once chief of the harbour "
        "office as per Agency North, and is accused of hiding the survey?"
    )
    assert told_by(question) == [("The Courier",), ("Agency North",), ("The Courier", "Agency North")]
    assert texts(question)[1:] == [
        "Who was once chief of the harbour office",
        "Who is accused of hiding the survey",
    ]


def test_two_reports_are_told_apart_by_their_dates_of_publication() -> None:
    question = (
        "Between the Courier report on the hangers published on 3 February 2025 and the Courier report on the deck "
        "published on 10 March 2025, did the number of cracks change?"
    )
    first, second = (part.question.filters for part in parts(question)[:2])
    february, march = datetime(2025, 2, 3, tzinfo=UTC), datetime(2025, 3, 10, tzinfo=UTC)
    assert first.published_after is not None
    assert first.published_before is not None
    assert second.published_after is not None
    assert first.published_after <= february < first.published_before <= march
    assert february < second.published_after <= march
    assert "2025" not in " ".join(texts(question)[:2])


def test_the_same_asked_of_two_outlets_is_one_part_each() -> None:
    question = "What did The Courier and Agency North report about the Wexley bridge?"
    assert told_by(question) == [("The Courier",), ("Agency North",)]
    first, second = (part.words for part in parts(question))
    assert first.endswith("(The Courier)")
    assert second.endswith("(Agency North)")


def test_an_outlet_of_several_desks_is_known_by_its_name() -> None:
    question = (
        "Does a Marsh Herald article say that the quay sank, while The Courier says that it was repaired?"
    )
    assert told_by(question) == [("Marsh Herald | News and weather",), ("The Courier",)]


def test_an_outlet_that_the_collection_does_not_hold_is_an_absent_part() -> None:
    question = (
        "Considering an article by The Courier and another by The Evening Gull about Ada Quill, which office does "
        "she hold?"
    )
    assert [part.absent for part in parts(question)] == [None, "The Evening Gull"]
    assert "Ada Quill" in texts(question)[0]


@pytest.mark.parametrize(
    "question",
    [
        "What does the report by the Health Department say about Wexley?",
        "Where does Marlow live in The Hague?",
        "Was the Marlow article 5 amended?",
        "What did the committee report say?",
    ],
)
def test_what_only_looks_like_an_outlet_is_none(question: str) -> None:
    assert [part.absent for part in parts(question)] == [None]


def test_outlets_chosen_by_the_caller_stay_chosen() -> None:
    from indexes import Filters

    question = "Does The Courier say that the bridge closed, while Agency North says that ferries run?"
    asked = understand(question, COLLECTION, filters=Filters(sources=("Agency North",)))
    assert {part.question.filters.sources for part in parts_of(asked, COLLECTION)} == {("Agency North",)}


PIECES = st.sampled_from(
    [
        "who",
        "which",
        "what",
        "when",
        "did",
        "was",
        "is",
        "and",
        ",",
        "while",
        "whereas",
        "?",
        "between",
        "before",
        "after",
        "according",
        "to",
        "as",
        "reported",
        "by",
        "the",
        "a",
        "an",
        "another",
        "article",
        "report",
        "published",
        "on",
        "3",
        "February",
        "2025",
        "in",
        "March",
        "2025",
        "The",
        "Courier",
        "Agency",
        "North",
        "Marsh",
        "Herald",
        "The",
        "Evening",
        "Gull",
        "Forbes",
        "'",
        "“",
        "bridge",
        "cracks",
        "Wexley",
        "said",
        "that",
        "consistent",
        "with",
        "Considering",
        "respectively",
        "with",
        "one",
        "and",
        "the",
        "other",
        "or",
        "first",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=60))
def test_any_words_are_split_into_parts_that_can_be_asked(words: list[str]) -> None:
    question = f"Bridge {' '.join(words)}"
    found = parts(question)
    assert 1 <= len(found) <= MOST
    assert all(any(map(str.isalnum, part.question.standalone)) and part.words for part in found)


@pytest.mark.parametrize(
    "words",
    ["and ", "A ", "the ", "who ", ", was ", "The Courier and ", "by The ", "an Article ", "3 March, "],
)
def test_splitting_the_longest_question_takes_a_bounded_time(words: str) -> None:
    started = time.process_time()
    parts((f"Which came first, {words * 2000}")[:2000])
    assert time.process_time() - started < 5


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

    def score(self, question: str, candidates: Sequence[RankerInput]) -> FloatArray:
        asked = set(content_stems(question))
        shares = [len(asked & set(content_stems(one.sentence))) / max(1, len(asked)) for one in candidates]
        return np.array([12 * share - 6 for share in shares], dtype=np.float32)


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NewsAssistant]:
    monkeypatch.setattr("qa.weighing.weigh", weigh_by_words)
    index = NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder())
    index.add([BRIDGE, FERRY, QUAY])
    with NewsAssistant(index, Settings(answer_threshold=0.5), reader=WordReader()) as made:
        yield made


def quotes(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences)


def test_every_part_has_its_place_among_the_sentences(assistant: NewsAssistant) -> None:
    question = "How many cracks were found in the Wexley bridge and how many centimetres did the Fenwick quay wall sink?"
    answer = assistant.ask(question, max_sentences=2)
    assert answer.status is Status.ANSWERED
    assert "16 cracks" in quotes(answer)
    assert "31 centimetres" in quotes(answer)
    assert answer.missing == ()
    assert "how many centimetres" in answer.understood["parts"]
    assert verify(answer, assistant.index) == []


def test_a_part_that_is_not_told_makes_the_answer_partial_and_is_named(assistant: NewsAssistant) -> None:
    question = (
        "How many cracks were found in the Wexley bridge and which composer wrote the opera about penguins?"
    )
    answer = assistant.ask(question)
    assert answer.status is Status.PARTIAL
    assert "16 cracks" in quotes(answer)
    (missing,) = answer.missing
    assert missing.part == "which composer wrote the opera about penguins"
    assert missing.reason.startswith("not told")
    assert verify(answer, assistant.index) == []
    assert load_answer(answer.to_json()).missing == answer.missing


def test_what_one_outlet_does_not_tell_is_named_beside_what_the_other_tells(assistant: NewsAssistant) -> None:
    answer = assistant.ask("What did The Courier and Agency North report about 16 cracks in the hangers?")
    assert answer.status is Status.PARTIAL
    assert {c.source for c in answer.citations} == {"The Courier"}
    assert "Agency North" in answer.missing[0].part


def test_more_parts_than_sentences_are_named(assistant: NewsAssistant) -> None:
    question = "How many cracks were found in the Wexley bridge and how many centimetres did the Fenwick quay wall sink?"
    answer = assistant.ask(question, max_sentences=1)
    assert len(answer.sentences) == 1
    assert answer.status is Status.PARTIAL
    assert "ask for more sentences" in answer.missing[0].reason


def test_where_no_part_is_told_nothing_is_found_and_an_absent_outlet_is_named(
    assistant: NewsAssistant,
) -> None:
    question = (
        "Considering an article by The Courier and another by The Evening Gull, which composer wrote operas?"
    )
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.sentences == ()
    assert any("The Evening Gull" in one.reason for one in answer.missing)
    assert answer.nearest
    assert verify(answer, assistant.index) == []


def test_the_first_passages_and_sentences_hold_each_part(assistant: NewsAssistant) -> None:
    question = "How many cracks were found in the Wexley bridge and how many centimetres did the Fenwick quay wall sink?"
    hits = assistant.retrieve(question, top_k=2)
    assert {hit.passage.article_id for hit in hits} == {"bridge", "quay"}
    assert [hit.rank for hit in hits] == [1, 2]
    assert hits[0].score > hits[1].score
    assert {one.reading.article.id for one in assistant.rank(question, 2)} == {"bridge", "quay"}


def test_asking_whether_two_outlets_agree_quotes_both_and_draws_no_conclusion(
    assistant: NewsAssistant,
) -> None:
    question = (
        "Is the Courier report on the closed Wexley bridge consistent with the Agency North report on extra ferry "
        "sailings at Wexley?"
    )
    answer = assistant.ask(question)
    assert {c.source for c in answer.citations} == {"The Courier", "Agency North"}
    assert answer.conclusion is None


def test_partial_with_nothing_missing_and_answered_with_something_missing_are_faults(
    assistant: NewsAssistant,
) -> None:
    partial = assistant.ask(
        "How many cracks were found in the Wexley bridge and which composer wrote the opera about penguins?"
    )
    assert partial.status is Status.PARTIAL
    forged = load_answer(partial.to_json().replace('"status": "partial"', '"status": "answered"'))
    assert "a part is missing" in verify(forged, assistant.index)[0].reason
    whole = assistant.ask("How many cracks were found in the Wexley bridge?")
    forged = load_answer(whole.to_json().replace('"status": "answered"', '"status": "partial"'))
    assert "no part is missing" in verify(forged, assistant.index)[0].reason
