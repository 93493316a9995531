"""How questions with several parts are split."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from part_articles import COLLECTION

from qa.parts import MOST, Part, parts_of
from qa.question import understand


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
        "When asked about the bridge, what did Ines Marlow say?",
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
        (
            "Who was held over the quay raid, what was taken, and when?",
            [
                "Who was held over the quay raid?",
                "what was taken (quay raid)?",
                "when was taken (quay raid)?",
            ],
        ),
        ("Where was Ada Quill born, and when?", ["Where was Ada Quill born?", "when was Ada Quill born?"]),
        ("Who resigned? And why did Ada Quill leave?", ["Who resigned?", "why did Ada Quill leave?"]),
        (
            "How many were hurt in the Pell collision and how many of them have died?",
            ["How many were hurt in the Pell collision?", "how many of them have died (Pell collision)?"],
        ),
    ],
)
def test_coordinated_questions_are_split_and_completed(question: str, expected: list[str]) -> None:
    assert texts(question) == expected


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
