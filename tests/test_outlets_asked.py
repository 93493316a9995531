"""Whose word a question asks for: outlets that the collection holds, and others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from part_articles import COLLECTION

from qa.parts import Part, parts_of
from qa.question import understand


def parts(question: str) -> tuple[Part, ...]:
    return parts_of(understand(question, COLLECTION), COLLECTION)


def texts(question: str) -> list[str]:
    return [part.question.standalone for part in parts(question)]


def told_by(question: str) -> list[tuple[str, ...]]:
    return [part.question.filters.sources for part in parts(question)]


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


def test_two_questions_that_each_begin_with_an_outlet_are_two_parts_in_their_own_words() -> None:
    question = (
        "What did The Courier report about the hangers and what did Agency North report about the ferry?"
    )
    assert told_by(question) == [("The Courier",), ("Agency North",)]
    assert [part.words for part in parts(question)] == [
        "What did The Courier report about the hangers",
        "what did Agency North report about the ferry",
    ]


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


@pytest.mark.parametrize(
    ("question", "outlet"),
    [
        ("According to the Guardian, how many cracks were found?", "the Guardian"),
        ("According to Reuters, how many cracks were found?", "Reuters"),
        ("How many cracks were found, according to the BBC?", "the BBC"),
        ("As reported by CNN, how many cracks were found?", "CNN"),
        ("What did Reuters report about the cracks?", "Reuters"),
        ("What does the Evening Telegraph say about the cracks?", "the Evening Telegraph"),
        ("What has the Gull Gazette reported about the cracks?", "the Gull Gazette"),
        ("As per the Times, who found the cracks?", "the Times"),
    ],
)
def test_an_absent_outlet_is_heard_wherever_it_is_named(question: str, outlet: str) -> None:
    (part,) = parts(question)
    assert part.absent == outlet
    assert outlet not in part.question.standalone


@pytest.mark.parametrize(
    "question",
    [
        "According to police, how many cracks were found?",
        "According to Ines Marlow, how many cracks were found?",
        "According to the Independent Office for Bridges, why did it close?",
        "According to Royal Mail, how many letters were lost?",
        "What did Royal Mail say about the bridge?",
        "What did the BBC say about its own cuts?",
        "What did Ada Quill say to the Times?",
    ],
)
def test_a_body_or_a_person_that_tells_is_no_outlet(question: str) -> None:
    assert [part.absent for part in parts(question)] == [None]


def test_the_last_word_of_an_outlet_is_short_for_it_where_it_is_the_only_one() -> None:
    sources = ("The Marsh Courier", "Agency North", "Lakeshore Guardian", "Pell Tribune", "Fenwick Tribune")
    held = replace(COLLECTION, sources=sources)

    def asked(question: str) -> Part:
        (part,) = parts_of(understand(question, held), held)
        return part

    assert asked("According to the Courier, how many cracks were found?").question.told_by == (
        "The Marsh Courier",
    )
    assert asked("According to the Guardian, how many cracks were found?").absent == "the Guardian"
    assert asked("According to the Tribune, how many cracks were found?").absent == "the Tribune"
