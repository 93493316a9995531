"""Suggested questions: about the main stories, answerable, and what might come after an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from indexes import Article, NewsIndex
from qa import Answer, AnswerSentence, Citation, Status
from qa.story_names import main_stories, names_in, spoken
from qa.suggestions import follow_ups, suggest


def told(day: int, title: str, text: str, outlet: str = "Courier") -> Article:
    return Article(title, text, id=f"a{day}", source=outlet, published=datetime(2025, 3, day, 9, tzinfo=UTC))


DAM = [
    told(
        2, "Harrow Dam leaks", "PORT LUNE - The Harrow Dam leaks, said Ada Venn in Port Lune. Ms Venn warned."
    ),
    told(
        3,
        "Harrow Dam is emptied",
        "The Harrow Dam was emptied. Ms Venn left Port Lune, said Ada Venn. Venn slept.",
    ),
    told(4, "Repair of the Harrow Dam to cost 9m", "In Port Lune the Harrow Dam is mended, Ada Venn said."),
]
FIRE = [
    told(
        5,
        "Pell Works burns",
        "The fire at Pell Works in Port Lune began on Monday. Pell Works said Ada Venn knew.",
    ),
    told(
        6, "Twelve lose their jobs at Pell Works", "Pell Works in Port Lune will not reopen, said Ian Tarn."
    ),
]
TOWN = told(
    7, "Cat found", "A cat was found in Port Lune, said Ada Venn of the Courier News. Port Lune is glad."
)
ALL = [*DAM, *FIRE, TOWN]


def answering(index: NewsIndex, tells: Callable[[str], str | None]) -> Callable[[str], Answer]:
    """Answers from the first sentence of the article whose id `tells` gives for a question; None: not told."""

    def ask(question: str) -> Answer:
        article_id = tells(question)
        if article_id is None:
            return Answer(question, Status.NOT_FOUND)
        article = index.article(article_id)
        cited = Citation(
            1, article.id, 0, len(article.text), article.text, article.title, None, article.source, article.published
        )  # fmt: skip
        sentence = AnswerSentence(article.text, (cited,))
        return Answer(question, Status.ANSWERED, (sentence,), (cited,), as_of=article.published)

    return ask


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Merrow Bridge closed. Ms Bowen said so on Monday 3 March.", ["Merrow Bridge"]),
        ("But Bank of the North’s head left", ["Bank of the North"]),
        ("On Tuesday Monday Morning played. Two people", []),
        ("no names here, and One alone", []),
    ],
)
def test_names_are_runs_of_capitalised_words_without_titles_and_days(text: str, names: list[str]) -> None:
    assert list(names_in(text)) == names


def test_the_main_stories_are_what_most_headlines_are_about() -> None:
    assert [one.name for one in main_stories(ALL)] == ["Harrow Dam", "Pell Works"]
    assert main_stories(ALL)[0].article_ids == ("a2", "a3", "a4")


def test_a_name_is_said_as_the_articles_say_it() -> None:
    assert spoken("Harrow Dam", [one.text for one in DAM]) == "the Harrow Dam"
    assert spoken("Pell Works", [one.text for one in FIRE]) == "Pell Works"


def test_a_question_for_each_main_story_is_suggested_in_different_words(index: NewsIndex) -> None:
    index.add(ALL)
    ask = answering(index, lambda question: "a4" if "Harrow" in question else "a6")
    assert suggest(index, ask, 2) == [
        "What is the latest on the Harrow Dam?",
        "What did Ian Tarn say about Pell Works?",
    ]


def test_what_is_not_told_or_told_elsewhere_is_not_suggested(index: NewsIndex) -> None:
    index.add(ALL)
    assert suggest(index, answering(index, lambda _: None), 4) == []
    assert suggest(index, answering(index, lambda question: "a7" if "Harrow" in question else None), 4) == []
    known = answering(index, lambda question: "a2" if question.startswith("What is known") else None)
    assert suggest(index, known, 4) == ["What is known about the Harrow Dam?"]


def test_after_an_answer_the_newer_report_is_offered_and_what_others_said(index: NewsIndex) -> None:
    index.add(ALL)
    first = answering(index, lambda _: "a2")("Why does the Harrow Dam leak?")
    ask = answering(index, lambda question: "a4" if "latest" in question else "a2")
    assert follow_ups(index, ask, first, 3) == [
        "What is the latest on the Harrow Dam?",
        "What did Ada Venn say about the Harrow Dam?",
    ]
    newest = answering(index, lambda _: "a4")("What does the Harrow Dam cost?")
    assert not any("latest" in one for one in follow_ups(index, ask, newest, 3))


def test_an_article_removed_meanwhile_is_passed_over(index: NewsIndex) -> None:
    index.add(ALL)
    first = answering(index, lambda _: "a2")("Why does the Harrow Dam leak?")
    index.remove(["a2"])
    assert follow_ups(index, answering(index, lambda _: None), first, 3) == []
