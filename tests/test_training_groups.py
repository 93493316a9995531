"""Near misses made for training: one thing in the question changed, and the sentence no longer answers."""

import random

import pytest

from training.near_misses import near_miss
from training.news_groups import held_out_group, news_groups
from training.news_questions import Example

ANSWER = "Fourteen boats sank off Sandle in the storm of 2019, the harbour office said."
OTHERS = ["How many guests were lost off Port Merrow?", "Who drank from the wells in Calder?"]


@pytest.mark.parametrize("seed", range(20))
def test_exactly_one_thing_is_changed_and_does_not_stand_in_the_sentence(seed: int) -> None:
    question = "How many boats sank off Sandle in 2019?"
    changed = near_miss(question, ANSWER, OTHERS, random.Random(seed))
    assert changed is not None
    old, new = set(question.split()), set(changed.split())
    assert old != new
    assert not any(word.strip("?").casefold() in ANSWER.casefold() for word in new - old)


def test_a_question_with_nothing_specific_has_no_near_miss() -> None:
    assert near_miss("What is it?", ANSWER, OTHERS, random.Random(0)) is None


def test_an_answering_sentence_is_worth_its_share_of_the_questions_words() -> None:
    example = Example(
        "How many boats sank?", "2024-01-01", (ANSWER, "14 people came."), (0.8, 0.1), ("Rain fell.",)
    )
    group = held_out_group(example)
    assert group.worth == (1.0, 0.15)
    assert [window.sentences for window in group.windows] == [
        (ANSWER,),
        ("14 people came.",),
        ("Rain fell.",),
    ]


def test_near_misses_have_no_answering_sentence() -> None:
    examples = [
        Example(
            f"How many boats sank off Sandle in {year}?", "2024-01-01", (ANSWER,), (0.8,), ("Rain fell.",)
        )
        for year in range(1950, 2010)
    ]
    misses = [group for group in news_groups(examples, 0) if not group.answering]
    assert misses
    assert all(ANSWER in window.sentences for group in misses for window in group.windows)
