"""Follow-up questions: which they are, and what they take over from the turns before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from qa import Answer, AnswerSentence, Citation, Status
from qa.conversation import Turn, standalone


def test_a_follow_up_carries_the_topic_of_the_turn_before() -> None:
    history = [Turn("What did Dame Ruth Pell say about the Merrow Bridge?")]
    understood = standalone("And what about the cost?", history)
    assert understood.startswith("And what about the cost?")
    assert "Merrow Bridge" in understood


def test_a_question_that_stands_alone_is_left_as_it_is() -> None:
    history = [Turn("What did Dame Ruth Pell say about the Merrow Bridge?")]
    question = "How many jobs will Kestrel Motors cut in Drumbeck?"
    assert standalone(question, history) == question


@pytest.mark.parametrize(
    "question",
    [
        "Who died in the ferry collision?",
        "How many sea otters were counted?",
        "Who said that the bridge was safe?",
        "Is it safe to drink the water?",
        "thanks",
    ],
)
def test_a_short_question_that_points_at_nothing_takes_nothing_over(question: str) -> None:
    history = [Turn("What did Philip Rudd say about the field?"), Turn("Did he deny it?")]
    assert standalone(question, history) == question


def test_follow_ups_do_not_pile_up_but_go_back_to_the_question_that_stood_alone() -> None:
    history = [Turn("What did Philip Rudd say about the field?"), Turn("Did he deny it?"), Turn("And why?")]
    assert standalone("What else did he promise?", history) == "What else did he promise? (Philip Rudd field)"


@pytest.mark.parametrize(
    ("asked", "question", "understood"),
    [
        (["How many boats sank off Spain?", "How many sailed from Spain?"], "What about France?",
         "How many sailed from France?"),
        (["How many ships sailed from Spain?", "What about France?"], "And how about the Middle East?",
         "How many ships sailed from the Middle East?"),
        (["What is known about Spain?"], "What about the US?", "What is known about the US?"),
        (["What was built in Port Velden?"], "What about Marwick Bay?", "What was built in Marwick Bay?"),
        (["What is known about Captain Odo Farrant?"], "What about Dr Brent?", "What is known about Dr Brent?"),
        (["Who said what about the quay?", "What did Ada Brent say about the quay?"], "Did she think about it?",
         "Did Ada Brent think about the quay?"),
        (["What did Ada Brent say about the quay?"], "Why has she warned about it?",
         "Why has Ada Brent warned about the quay?"),
        (["What did John Healey say about NATO?"], "And what did he say about Trump?",
         "What did John Healey say about Trump?"),
        (["How many people were hurt in Velden?"], "What about Marwick?", "How many people were hurt in Marwick?"),
        (["What did Ruth Pell say about the bridge?"], "And what else did she say about it?",
         "What else did Ruth Pell say about the bridge?"),
    ],
)  # fmt: skip
def test_what_can_only_mean_one_thing_is_put_into_the_words_of_the_question_before(
    asked: list[str], question: str, understood: str
) -> None:
    assert standalone(question, [Turn(one) for one in asked]) == understood


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("What did Ruth Pell say about the bridge?", "What about the cost?"),
        ("What did Ruth Pell say about the bridge?", "And what did they tell her about it?"),
        ("What did Ruth Pell say about the bridge?", "Did she say when it closes?"),
        ("Who is Ruth Pell?", "What about France?"),
        ("How many jobs were cut in Port Merrow?", "What about May?"),
        ("How many jobs were cut in May?", "What about Port Merrow?"),
        ("When was the quay wall built?", "And what did she say about it?"),
        ("How many boats sank in Port Velden?", "What about Ada Brent?"),
        ("How many boats sank in Velden?", "What about Dr Brent?"),
        ("How many boats sank in Velden?", "What about Marwick last week?"),
        ("What did Odo Farrant say about the quay in Marwick?", "What about Ada Brent?"),
        ("What did Odo Farrant say about the quay in Marwick?", "What about Velden?"),
        ("What did Odo Farrant say about Sund Line?", "What about Ada Brent?"),
        ("What was sold in Port Velden?", "What about Easter?"),
        ("What was sold in Port Velden?", "What about New Year’s Eve?"),
        ("What was sold at Christmas?", "What about Velden?"),
        ("How did Portugal do against Spain?", "What about Spain?"),
        ("Who owns the Isle of Velden?", "What about Marwick?"),
        ("What did Ada Brent say about the skipper?", "When was he fined?"),
        ("What did Ada Brent say about the skipper?", "What did he say?"),
        ("What did Ada Brent say about her nephew?", "What does he want?"),
        ("What did Ada Brent say about Odo Farrant?", "What did he think?"),
        ("What did Ada Brent say to Odo Farrant about the quay?", "What did he think about it?"),
        ("What did Ada Brent say about the quay?", "When was she sacked?"),
        ("What did The Lantern say about the queen?", "How old is she?"),
        ("What did The Lantern say about the quay?", "What did she say about it?"),
    ],
)
def test_where_in_doubt_the_words_are_left_and_the_topic_stands_beside_them(
    asked: str, question: str
) -> None:
    assert standalone(question, [Turn(asked)]).startswith(f"{question} (")


def test_a_name_that_was_asked_for_already_takes_no_place() -> None:
    assert standalone("What about Spain?", [Turn("How many boats sank in Spain?")]) == "What about Spain?"


def test_after_a_follow_up_in_own_words_the_next_one_is_about_what_that_asked() -> None:
    history = [Turn("When will the lock open in Velden?"), Turn("What about Marwick?")]
    assert standalone("And how much did it cost?", history) == "And how much did it cost? (lock open Marwick)"
    history += [Turn("And how much did it cost?")]
    assert standalone("Who built it?", history) == "Who built it? (lock open Marwick)"


@pytest.mark.parametrize(
    ("asked", "question", "carried"),
    [
        (["How many people were injured in the ferry collision?"], "And how many died?", "ferry collision"),
        (["What did Wexley Mills tell staff?", "How many jobs were cut?"], "Who is buying it?", "Wexley Mills"),
        (["What did Wexley Mills do in May?", "How many jobs were cut?"], "How much do they pay?", "Wexley Mills"),
        (["Who leads Sund Line?", "How many were sacked at the plant?"], "When did it open?", "plant Sund Line"),
        (["Who leads Sund Line?", "How many houses were lost in the Pell fire?"], "Who started it?", "Pell fire"),
        (["Who leads Sund Line?", "When was the quay wall built?"], "And what did it cost?", "quay wall built"),
        (["How many seals were counted off Gannet Rock?"], "How many of them were pups?", "Gannet Rock"),
        (["Why was the mill closed?"], "Who owns it?", "mill closed"),
    ],
)  # fmt: skip
def test_what_was_asked_of_a_thing_is_left_and_the_thing_taken_over(
    asked: list[str], question: str, carried: str
) -> None:
    assert standalone(question, [Turn(one) for one in asked]) == f"{question} ({carried})"


def test_he_or_she_is_the_person_with_whom_the_turn_before_was_answered() -> None:
    text = "The designer of the bridge was Odo Farrant."
    cited = Citation(1, "a", 0, len(text), text, "", None, None, datetime(2025, 1, 1, tzinfo=UTC))
    start = text.index("Odo")
    sentence = AnswerSentence(text, (cited,), focus=(start, start + len("Odo Farrant")))
    answer = Answer("Who designed the bridge?", Status.ANSWERED, (sentence,), (cited,))
    history = [Turn("Who designed the bridge?", answer)]
    assert standalone("Where did he live?", history) == "Where did he live? (Odo Farrant designed bridge)"
    assert "Farrant" not in standalone("Who paid for it?", history)
    unmarked = replace(answer, sentences=(replace(sentence, focus=None),))
    assert "Farrant" not in standalone("Where did he live?", [Turn("Who designed the bridge?", unmarked)])
