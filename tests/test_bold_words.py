"""Bold words: none where others of the kind are as likely, where they are denied or old, or where the question has them."""

from __future__ import annotations

import numpy as np
import pytest
from test_denials import sentences

from indexes.reports import Statistics
from qa.composing import Chosen, compose
from qa.parties import is_anothers
from qa.question import understand
from qa.token_scores import TokenScores
from qa.words import tokens

COLLECTION = Statistics(1, 1, 1, (), None, None)
WHEN = "When will the lido at Sandle open?"
ACCUSED = "What did Ned Harrow accuse Ivy Cole of?"


def chosen(
    question: str, text: str, strengths: dict[str, float] | None = None, beside: bool = False
) -> Chosen:
    """The sentence, of which the ranker sees the answer in these words with these log odds; without any it does not tell."""
    (candidate,) = sentences(text)
    words = list(tokens(text))
    ranges = tuple((word.start, word.end) for word in words)
    raw = np.full(len(ranges), -30.0, dtype=np.float32)
    for told, strength in (strengths or {}).items():
        raw[[text.index(told) <= word.start < text.index(told) + len(told) for word in words]] = strength
    scores = TokenScores(ranges, raw) if strengths else None
    return Chosen(candidate, understand(question, COLLECTION), tokens=scores, beside=beside)


def bold(*found: Chosen) -> list[str | None]:
    shown = compose(found[0].question, found).sentences
    return [one.text[slice(*one.focus)] if one.focus else None for one in shown]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lido at Sandle, originally due to open on 14 May, will open on 2 July.", "2 July"),
        ("The lido at Sandle will open on 2 July, not on 14 May as originally planned.", "2 July"),
        ("The lido at Sandle will open on 2 July, a month later than originally planned.", "2 July"),
        ("The lido at Sandle will not open on 14 May.", None),
        ("The lido at Sandle won’t open on 14 May.", None),
        ("The lido at Sandle will not open until 2 July.", "2 July"),
        ("The lido at Sandle was originally due to open on 14 May.", None),
        ("The lido at Sandle will open on 2 July.", "2 July"),
    ],
)
def test_a_day_that_is_denied_or_was_to_be_at_first_is_not_marked(text: str, expected: str | None) -> None:
    assert bold(chosen(WHEN, text)) == [expected]
    seen = {day: strength for day, strength in (("14 May", 1.5), ("2 July", 1.4)) if day in text}
    assert bold(chosen(WHEN, text, seen)) == [expected]


def test_the_old_day_is_marked_where_it_is_asked_for() -> None:
    text = "The lido at Sandle was originally due to open on 14 May."
    assert bold(chosen("When was the lido at Sandle originally due to open?", text)) == ["14 May"]


@pytest.mark.parametrize(("other", "expected"), [(0.5, "2 July"), (1.0, None), (3.0, None)])
def test_nothing_where_another_day_is_as_likely(other: float, expected: str | None) -> None:
    text = "The lido at Sandle will open on 2 July and close for the winter on 30 September."
    assert bold(chosen(WHEN, text, {"2 July": 1.0, "30 September": other})) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Ned Harrow accused Ms Cole of selling the weathercock.",
        "Ms Ivy Cole was accused of selling the weathercock by Ned Harrow.",
    ],
)
def test_a_name_of_the_question_is_no_answer(text: str) -> None:
    assert bold(chosen(ACCUSED, text)) == [None]


def test_a_denial_beside_is_not_marked_with_what_another_sentence_tells() -> None:
    question = "Who sold the weathercock of Sandle?"
    claim = chosen(question, "Ivy Cole sold the weathercock of Sandle, the sexton said.")
    denial = "Ivy Cole denied that she sold the weathercock of Sandle."
    assert bold(claim, chosen(question, denial)) == ["Ivy Cole", "Ivy Cole"]
    assert bold(claim, chosen(question, denial, beside=True)) == ["Ivy Cole", None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hollis said on Friday that it would leave Sandle. It gets a fee of £17m.", None),
        ("Rowan Works said on Friday that it would leave Sandle. It gets a fee of £17m.", "£17m"),
        ("Hollis gets a fee of £17m, as Hollis and Sandle agreed.", None),
        ("Hollis pays Rowan a fee of £17m.", "£17m"),
        ("A fee of £17m was agreed.", "£17m"),
    ],
)
def test_a_sum_of_another_than_the_one_asked_about_is_not_marked(text: str, expected: str | None) -> None:
    question = understand("What is the fee that Rowan gets?", COLLECTION)
    last = sentences(text + " The chair of Hollis thanked Rowan.", title="Rowan and Hollis")[-2]
    assert bold(Chosen(last, question)) == [expected]


def test_a_day_of_another_meeting_is_not_marked_beside_that_of_all_who_are_named() -> None:
    question = understand("When do Harrow and Brent meet?", COLLECTION)
    text = "Ned Harrow is to meet Ivy Brent on Monday. Ivy Brent meets Hugh Marlow on Wednesday."
    both, other = (Chosen(one, question) for one in sentences(text))
    assert bold(both, other) == ["Monday", None]
    assert bold(other) == ["Wednesday"]


def test_a_question_word_is_no_party() -> None:
    question = understand("What pay do the staff of Rowan get?", COLLECTION)
    (one,) = sentences("Hollis Works, as Rowan is called, pays £17m.")
    assert not is_anothers(question, one)
    (other,) = sentences("Hollis Works pays £17m.")
    assert is_anothers(understand("How much will Rowan pay?", COLLECTION), other)
    assert not is_anothers(understand("What pay will there be?", COLLECTION), other)
