"""What the ranker is taught: groups of windows, and what a reading of them costs."""

from __future__ import annotations

import random

import pytest
import torch

from qa.ranker_input import Encoded, Window
from training.fitting import _rate
from training.groups import AnswerSpan, Group
from training.losses import Reading, group_loss
from training.news_groups import held_out_group, news_groups
from training.news_questions import Example
from training.reading_comprehension import _cut, _group

WINDOW = Window(("Tarn bought it.", "It rained."))
RIGHT, WRONG = (3.0, -3.0), (-3.0, 3.0)
TEXTS = [
    "The guild was founded in 1871. Ada Quill kept its books for thirty years. She found no bill. It met on Mondays.",
    "The guild met in a hall by the harbour. Its books were bound in red leather. Nobody kept minutes.",
    "Rain fell for a week. The harbour flooded twice. Boats were lost.",
]
TITLE = "The guild."


def reading(first: float, second: float) -> Reading:
    """Two sentences of two tokens each, behind two tokens of a question."""
    window = Encoded([0] * 6, [0, 0, 1, 1, 1, 1], ((2, 4), (4, 6)), (((0, 4), (5, 15)), ((0, 2), (3, 10))))
    scores = torch.tensor([9.0, 9.0, first, first, second, second], requires_grad=True)
    return Reading(((window, scores),))


def test_the_right_sentence_above_the_wrong_one_costs_less() -> None:
    group = Group("Who bought it?", (WINDOW,), ((0, 0),), (1.0,))
    assert group_loss(reading(*RIGHT), group) < group_loss(reading(*WRONG), group) / 5


def test_a_near_miss_costs_what_is_thought_of_its_likeliest_sentence() -> None:
    group = Group("Who sold it?", (WINDOW,))
    sure, unsure = group_loss(reading(*RIGHT), group), group_loss(reading(-3.0, -3.0), group)
    assert unsure < sure / 2


def test_the_answers_words_count_where_they_are_known() -> None:
    span = AnswerSpan((0, 0), 0, 4)
    with_words = Group("Who bought it?", (WINDOW,), ((0, 0),), (1.0,), span=span)
    without = Group("Who bought it?", (WINDOW,), ((0, 0),), (1.0,))
    assert group_loss(reading(*RIGHT), with_words) > group_loss(reading(*RIGHT), without)
    loss = group_loss(read := reading(*WRONG), with_words)
    loss.backward()  # type: ignore[no-untyped-call]
    slope = read.windows[0][1].grad
    assert slope is not None
    assert slope[2] < slope[3] < 0, "the answer's own token is raised most"
    assert slope[:2].eq(0).all(), "the question's tokens are no answers"


def test_a_sentence_that_is_left_out_counts_neither_way() -> None:
    group = Group("Who bought it?", (WINDOW,), ((0, 0),), (1.0,), left_out=frozenset({(0, 1)}))
    assert group.others == ()
    assert group_loss(reading(*WRONG), group).item() == 0.0


def test_a_quiz_question_becomes_windows_that_hold_each_sentence_once() -> None:
    others = tuple(f"Sentence {n} tells of something else." for n in range(9))
    example = Example(
        "Who bought the ferry?", "2024-01-01", ("Tarn bought the ferry.", "Tarn paid."), (0.8, 0.2), others
    )
    for seed in range(5):
        group = news_groups([example] * 30, seed)[0]
        told = [text for window in group.windows for text in window.sentences]
        assert len(told) == len(set(told)) == 9
        assert {group.windows[w].sentences[n] for w, n in group.answering} == set(example.answering)
        assert sorted(group.worth) == [0.25, 1.0]
    assert [len(window.sentences) for window in held_out_group(example).windows] == [1] * 11


def test_a_window_is_cut_around_the_answer_within_its_budget() -> None:
    rng = random.Random(3)
    at = TEXTS[0].index("Ada")
    for _ in range(20):
        cut = _cut(TEXTS[0] * 20, at, rng)
        assert cut is not None
        assert cut.first <= cut.around <= cut.last
        assert cut.sentences[cut.around].startswith("Ada Quill")
        assert sum(len(text.split()) for text in cut.window(TITLE, rng).sentences) <= 130
    assert _cut(TEXTS[0], 10_000, rng) is None


def test_a_group_knows_which_sentence_answers_and_with_which_words() -> None:
    stems = [set(text.casefold().split()) for text in TEXTS]
    qa = {
        "question": "Who kept the books of the guild?",
        "answers": [{"text": "Ada Quill", "answer_start": TEXTS[0].index("Ada")}],
    }
    group = _group(TEXTS, stems, TITLE, 0, qa, random.Random(1))
    assert group is not None
    ((window, sentence),) = group.answering
    told = group.windows[window].sentences[sentence]
    assert told == "Ada Quill kept its books for thirty years."
    assert group.span is not None
    assert told[group.span.start : group.span.end] == "Ada Quill"
    assert len(group.windows) == 3
    assert all("Ada" not in text for other in group.windows[1:] for text in other.sentences)


@pytest.mark.parametrize("at", [0, 1])
def test_another_sentence_with_the_answers_words_is_no_wrong_one(at: int) -> None:
    text = "Ada Quill kept the books. Ada Quill wrote the minutes too."
    qa = {
        "question": "Who wrote the minutes of the books?",
        "answers": [{"text": "Ada Quill", "answer_start": [0, 26][at]}],
    }
    group = _group([text, *TEXTS[1:]], [{"books"}] * 3, TITLE, 0, qa, random.Random(1))
    assert group is not None
    assert group.answering == ((0, at),)
    assert group.left_out == {(0, 1 - at)}


def test_the_rate_rises_holds_and_falls_to_nearly_nothing() -> None:
    rates = [_rate(step, steady=60, steps=100, warm_up=40) for step in range(100)]
    assert rates[0] == pytest.approx(1 / 40)
    assert rates[39:61] == [1.0] * 22
    assert rates[60:] == sorted(rates[60:], reverse=True)
    assert rates[-1] < 0.05
