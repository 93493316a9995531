"""Fitting the upper layers: for each question, the answering sentences against some of the others."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from training.frozen_layers import FrozenStates
from training.upper_layers import UpperLayers


@dataclass(frozen=True, slots=True)
class Group:
    """One question's pairs, as rows of the frozen states."""

    answering: tuple[int, ...]
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long, how fast and against how many."""

    epochs: int
    learning_rate: float
    others_each: int  # sentences without the answer that are drawn for a question, anew in each epoch
    questions_each: int = 16  # in one step
    weight_decay: float = 0.01
    warm_up: float = 0.1  # share of the steps


def groups_of(sizes: Sequence[tuple[int, int]]) -> list[Group]:
    """Groups over consecutive rows, given how many answering and other sentences each question has."""
    groups, start = [], 0
    for answering, others in sizes:
        middle, stop = start + answering, start + answering + others
        groups.append(Group(tuple(range(start, middle)), tuple(range(middle, stop))))
        start = stop
    return groups


def fit(
    network: UpperLayers, frozen: FrozenStates, groups: Sequence[Group], recipe: Recipe, seed: int
) -> float:
    """Train in place; the mean loss of the last epoch. The rate rises linearly, then falls to 0."""
    rng, losses = random.Random(seed), [math.nan]  # noqa: S311
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(_parameters(network, recipe.weight_decay), lr=recipe.learning_rate)
    steps = recipe.epochs * math.ceil(len(groups) / recipe.questions_each)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, recipe.warm_up))
    network.train()
    for _ in range(recipe.epochs):
        losses = []
        for batch in _batches(groups, recipe, rng):
            loss = _loss(network, frozen, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
    return sum(losses) / len(losses)


def _rate(step: int, steps: int, warm_up: float) -> float:
    return min(1.0, (step + 1) / (warm_up * steps + 1)) * max(0.0, 1 - step / steps)


def _parameters(network: UpperLayers, decay: float) -> list[dict[str, object]]:
    matrices = [parameter for parameter in network.parameters() if parameter.dim() > 1]
    vectors = [parameter for parameter in network.parameters() if parameter.dim() <= 1]
    return [{"params": matrices, "weight_decay": decay}, {"params": vectors, "weight_decay": 0.0}]


def _batches(groups: Sequence[Group], recipe: Recipe, rng: random.Random) -> Iterator[list[Group]]:
    shuffled = rng.sample(groups, len(groups))
    for start in range(0, len(shuffled), recipe.questions_each):
        chosen = shuffled[start : start + recipe.questions_each]
        yield [_drawn(group, recipe.others_each, rng) for group in chosen]


def _drawn(group: Group, count: int, rng: random.Random) -> Group:
    return Group(group.answering, tuple(rng.sample(group.others, min(count, len(group.others)))))


def _loss(network: UpperLayers, frozen: FrozenStates, batch: Sequence[Group]) -> torch.Tensor:
    """Mean over questions of the mean over answering sentences of: softmax of that one against the others."""
    scores = network.scores(frozen, [row for group in batch for row in group.answering + group.others])
    losses, start = [], 0
    for group in batch:
        middle = start + len(group.answering)
        stop = middle + len(group.others)
        losses.append(_softmax_loss(scores[start:middle], scores[middle:stop]))
        start = stop
    return torch.stack(losses).mean()


def _softmax_loss(answering: torch.Tensor, others: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of each answering sentence alone against all the others, averaged."""
    against = torch.logsumexp(others, dim=0)
    return (torch.logaddexp(answering, against) - answering).mean()
