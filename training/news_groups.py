"""News-quiz questions as training groups; the labels are distant, so sentences that share little count for little.

The data has sentences without their articles, so a few of them together stand in for a window.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from qa.ranker_input import Window
from training.groups import Group, Place
from training.near_misses import near_miss
from training.news_questions import Example

TRUST = 0.5  # an answer string may stand in a sentence by accident
NEAR_MISSES = 0.2  # chance that a question is asked once more as a near miss
_LEAST_WORTH = 0.15
_ANSWERING, _OTHERS = 2, 7  # sentences that answer and that do not, drawn anew for each group
_TOGETHER = (1, 1, 2, 3, 4)  # how many sentences make a window


def news_groups(examples: Sequence[Example], seed: int) -> list[Group]:
    """A group for each example, and one more for some of them that asks a near miss."""
    rng, asked = random.Random(seed), [example.question for example in examples]  # noqa: S311
    return [group for example in examples for group in _groups(example, asked, rng)]


def held_out_group(example: Example) -> Group:
    """All sentences of an example, each read alone: the later questions are measured on these."""
    worth = _worth(example)
    windows = tuple(Window((text,)) for text in (*example.answering, *example.others))
    return Group(example.question, windows, tuple((n, 0) for n in range(len(worth))), tuple(worth), TRUST)


def _groups(example: Example, asked: Sequence[str], rng: random.Random) -> Iterator[Group]:
    drawn = rng.sample(range(len(example.answering)), min(_ANSWERING, len(example.answering)))
    others = rng.sample(example.others, min(_OTHERS, len(example.others)))
    worth = _worth(example)
    told: list[tuple[str, float | None]] = [(example.answering[n], worth[n]) for n in drawn]
    told += [(text, None) for text in others]
    rng.shuffle(told)
    group = _gathered(example.question, told, rng)
    yield group
    if rng.random() < NEAR_MISSES:
        changed = near_miss(example.question, example.answering[drawn[0]], rng.sample(asked, 25), rng)
        if changed:
            holding = sorted({window for window, _ in group.answering})
            yield Group(changed, tuple(group.windows[n] for n in holding), trust=TRUST)


def _gathered(question: str, told: Sequence[tuple[str, float | None]], rng: random.Random) -> Group:
    windows: list[Window] = []
    places: list[Place] = []
    worth: list[float] = []
    start, size = 0, rng.choice(_TOGETHER)
    while start < len(told):
        together = told[start : start + size]
        for n, (_, value) in enumerate(together):
            if value is not None:
                places.append((len(windows), n))
                worth.append(value)
        windows.append(Window(tuple(text for text, _ in together)))
        start += len(together)
        size = rng.choice(_TOGETHER) if len(together) == size else size
    return Group(question, tuple(windows), tuple(places), tuple(worth), TRUST)


def _worth(example: Example) -> list[float]:
    """An answering sentence is worth its share of the question's words."""
    most = max(example.overlaps)
    return [max(_LEAST_WORTH, overlap / max(most, 0.01)) for overlap in example.overlaps]
