"""A claim about somebody is shown with their denial, where the article holds one."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from indexes import Article
from indexes.contents import Contents
from indexes.reports import Statistics
from indexes.sentences import sentences_of
from qa import Answer
from qa.answering import answer_of
from qa.candidates import Candidate, Reading
from qa.denials import denial_of
from qa.evidence import Evidence, RankedSentence
from qa.parts import Part
from qa.question import understand
from qa.weighing import Weighed

ROW = (
    "Ada Brent, who keeps the ferry house, told reporters on Friday that the harbourmaster, Hugh Marlow, had sold the "
    "old slipway to a cousin for a crate of rum. The slipway was built in 1881.\n\n"
    "Mr Marlow flatly denied it. “I never sold the slipway to anybody, least of all to a cousin,” he said.\n\n"
    "The council meets on 4 May."
)


def sentences(text: str, title: str = "Slipway row") -> list[Candidate]:
    article = Article(title=title, text=text, published=datetime(2025, 5, 2, tzinfo=UTC))
    found = tuple(sentences_of(article))
    reading = Reading(Contents(article, found, np.zeros((len(found), 2), dtype=np.float32), ()))
    return [Candidate(reading, sentence, 1, 1.0) for sentence in found]


def denial(text: str, of: int = 0) -> str | None:
    """The denial of the sentence at a place."""
    found = denial_of(sentences(text)[of])
    return found.text if found else None


def asked(question: str, text: str, most: int) -> Answer:
    """The answer where the first sentence answers best and the last is far off."""
    candidates = sentences(text)
    ranked = (RankedSentence(candidates[0], 6.0), RankedSentence(candidates[-1], -6.0))
    understood = understand(question, Statistics(1, 1, 1, (), None, None))
    return answer_of(understood, [Weighed(Part(understood, question), Evidence(ranked, 0.9))], most, 0.5)


def test_the_denial_stands_beside_the_claim_and_the_sentence_it_points_back_to_with_it() -> None:
    answer = asked("Did Hugh Marlow sell the slipway?", ROW, 3)
    assert [one.text[:12] for one in answer.sentences] == ["Ada Brent, w", "“I never sol"]
    context = answer.sentences[1].context
    assert context
    assert context.quote == "Mr Marlow flatly denied it."
    assert [c.quote for c in answer.citations] == [ROW[c.start : c.end] for c in answer.citations]


def test_without_a_free_seat_there_is_none() -> None:
    assert len(asked("Did Hugh Marlow sell the slipway?", ROW, 1).sentences) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Police accused Odo Lind of sleeping. Lind has rejected the accusation.", "Lind has rejected the accusation."),
        ("Odo Lind is alleged to have cut the cable. He pleaded not guilty.", "He pleaded not guilty."),
        ("Ada Brent said Odo Lind took the money. He said that was untrue.", "He said that was untrue."),
        ("It is claimed that Odo Lind lied. It rains. Odo Lind dismissed the report.", "Odo Lind dismissed the report."),
    ],
)  # fmt: skip
def test_it_may_be_said_in_other_words(text: str, told: str) -> None:
    assert denial(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Police accused Odo Lind of sleeping. Ada Brent denied it.",  # somebody else
        "Police accused Odo Lind of sleeping. Lind did not deny it.",
        "Ada Brent said Odo Lind took the money. Lind was denied bail.",
        "Ada Brent said Odo Lind took the money. Lind rejected the pay offer.",
        "The slipway was sold to Odo Lind. Lind denied it.",  # nobody claims it
        "Ada Brent said Odo Lind took the money. “I have never seen such rain,” said Lind.",
    ],
)  # fmt: skip
def test_what_denies_nothing_of_it_is_not_shown(text: str) -> None:
    assert denial(text) is None


def test_it_takes_the_place_of_a_third_sentence_that_claims_the_same() -> None:
    again = "Ada Brent claimed again that Hugh Marlow had sold the slipway."
    candidates = sentences(f"{ROW}\n\n{again}")
    ranked = [RankedSentence(candidates[place], score) for place, score in ((0, 6.0), (1, 5.9), (-1, 5.8))]
    question = "Did Hugh Marlow sell the slipway?"
    understood = understand(question, Statistics(1, 1, 1, (), None, None))
    answer = answer_of(
        understood, [Weighed(Part(understood, question), Evidence(tuple(ranked), 0.9))], 3, 0.5
    )
    texts = [one.text for one in answer.sentences]
    assert "“I never sold the slipway to anybody, least of all to a cousin,” he said." in texts
    assert again not in texts


def test_an_accusation_of_an_office_is_denied_by_its_holder_whom_the_question_names() -> None:
    text = "The harbourmaster was accused of selling the slipway. Mr Marlow denies it."
    assert denial_of(sentences(text)[0]) is None
    found = denial_of(sentences(text)[0], ("marlow",))
    assert found
    assert found.text == "Mr Marlow denies it."
