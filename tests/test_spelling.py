"""Spelling slips in questions: what is read as another word, and what must not be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from indexes import Article, NewsIndex
from indexes.view import IndexView
from qa.known_words import is_known, nearest_common
from qa.question import understand
from qa.spelling import corrected, find_slips

TEXT = (
    "Prime Minister Edda Starholt told parliament in Wexley that the government would disappear no more files.\n\n"
    "The hospital in Orlbridge treated nineteen people after the Marrowby ferry crash, said Anthony Grisewood.\n\n"
    "The opposition wants Starholt to resign over the Marrowby ferry."
)


@pytest.fixture
def view(index: NewsIndex) -> Iterator[IndexView]:
    index.add([Article(title="The week in Wexley", text=TEXT, published=datetime(2025, 3, 1, tzinfo=UTC))])
    with index.snapshot() as view:
        yield view


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("What did Edda Starhlt tell parliament?", "What did Edda Starholt tell parliament?"),
        ("what did starhlot tell parliament", "what did Starholt tell parliament"),
        ("Who runs the Maroowby ferry?", "Who runs the Marrowby ferry?"),
        ("Did the goverment lose files?", "Did the government lose files?"),
        ("How many did the hopsital treat?", "How many did the hospital treat?"),
        ("how many did the hopsital treat", "how many did the hospital treat"),
        ("when does the ferry sail agian", "when does the ferry sail again"),
        ("What happened in Febuary?", "What happened in February?"),
        ("What did the goverment in Wexlay say?", "What did the government in Wexley say?"),
    ],
)
def test_a_slip_is_read_as_the_word_that_the_articles_know(
    view: IndexView, question: str, read_as: str
) -> None:
    assert corrected(question, find_slips(question, view)) == read_as


@pytest.mark.parametrize(
    "question",
    [
        "What did Edda Starholt tell parliament?",  # every word is known
        "What did Anthony Grice say?",  # another name, widely known
        "What did Stanley Baldwin tell parliament?",
        "Who is Aldous Grisewold, the poet of Tanganyika?",  # his first name is not that of the one in the articles
        "What does the router cost?",  # English, though not in the articles
        "How many unfriended the hospitable minister?",
        "what did resin say about the ferry",  # in a question without capitals a name may have none
        "what did tellu say about the ferry",
        "Did 1234 files go in Q34xz?",  # numbers and codes
        "What did the NATTO say?",  # initials
    ],
)
def test_what_is_spelled_right_or_is_somebody_else_stays(view: IndexView, question: str) -> None:
    assert find_slips(question, view) == ()


def test_a_name_is_not_read_as_an_ordinary_word(view: IndexView) -> None:
    assert find_slips("What did Ruth Parliamant and Edda Starholt say in Wexley?", view) == ()


def test_an_outlet_is_known_though_no_article_names_it(view: IndexView) -> None:
    assert (
        find_slips("What did the Wexlay Courier print about the ferry?", view, ["The Wexlay Courier"]) == ()
    )


def test_what_was_read_stands_in_the_answer_and_the_date_is_understood(view: IndexView) -> None:
    asked = understand("What did Starhlt say on 12 Febuary 2025?", view.statistics(), articles=view)
    assert asked.understood["spelling"] == "Starhlt read as Starholt; Febuary read as February"
    assert "starholt" in asked.specifics
    assert [period.start for period in asked.periods] == [datetime(2025, 2, 12, tzinfo=UTC)]
    assert asked.text == "What did Starhlt say on 12 Febuary 2025?"


def test_an_index_without_articles_corrects_nothing_but_english(index: NewsIndex) -> None:
    with index.snapshot() as view:
        assert find_slips("What did Starhlt say?", view) == ()


def test_known_words_hold_in_any_form_and_in_compounds() -> None:
    assert is_known("routers")
    assert is_known("multistate")
    assert not is_known("starhlt")
    assert nearest_common("goverment") == "government"
