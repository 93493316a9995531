"""News-quiz questions as training groups; the labels are distant, so sentences that share little count for little."""

from __future__ import annotations

import random
from collections.abc import Sequence

from qa.ranker_input import RankerInput
from training.groups import Group
from training.near_misses import near_miss
from training.news_questions import Example

TRUST = 0.5  # an answer string may stand in a sentence by accident
NEAR_MISSES = 0.2  # chance that a question is asked once more as a near miss
_LEAST_WORTH = 0.15


def news_groups(examples: Sequence[Example], seed: int) -> list[Group]:
    """A group for each example, and one more for some of them that asks a near miss."""
    rng, asked = random.Random(seed), [example.question for example in examples]  # noqa: S311
    groups = [news_group(example) for example in examples]
    misses = [_as_near_miss(group, asked, rng) for group in groups if rng.random() < NEAR_MISSES]
    return groups + [miss for miss in misses if miss]


def news_group(example: Example) -> Group:
    """All sentences of an example; an answering one is worth its share of the question's words."""
    most = max(example.overlaps)
    worth = tuple(max(_LEAST_WORTH, overlap / max(most, 0.01)) for overlap in example.overlaps)
    answering = tuple(RankerInput(sentence) for sentence in example.answering)
    return Group(example.question, answering, worth, tuple(map(RankerInput, example.others)), TRUST)


def _as_near_miss(group: Group, asked: Sequence[str], rng: random.Random) -> Group | None:
    changed = near_miss(
        group.question, group.answering[0].sentence, rng.sample(asked, min(25, len(asked))), rng
    )
    return Group(changed, (), (), (*group.answering[:2], group.others[0]), TRUST) if changed else None
