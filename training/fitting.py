"""Fitting the ranker: for each question, the inputs that answer it against some of those that do not."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy
from torch.nn.utils import parametrize

from qa.ranker_input import RankerConfig, encode_pairs
from training.groups import Group
from training.rounded_weights import round_while_training, settle

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

_CHUNK = 20  # pairs of similar length in one pass: short passes stay in the CPU's caches
_REPORT = 20  # steps


@dataclass(frozen=True, slots=True)
class Recipe:
    """How fast, against how many, and how much each label counts on its own beside the comparison."""

    learning_rate: float = 6e-5
    answering_each: int = 2  # inputs that answer and that do not, drawn anew for a question each time
    others_each: int = 7
    questions_each: int = 12  # in one step
    alone: float = 0.5
    weight_decay: float = 0.01
    warm_up: float = 0.06  # share of the steps


@dataclass(frozen=True, slots=True)
class Reader:
    """The network with what is needed to feed it."""

    network: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    config: RankerConfig

    def scores(self, groups: Sequence[Group]) -> torch.Tensor:
        """Raw scores of all inputs of the groups, end to end, computed in bfloat16: (inputs,)."""
        pairs = [p for g in groups for p in encode_pairs(self.tokenizer, self.config, g.question, g.inputs)]
        order = sorted(range(len(pairs)), key=lambda n: len(pairs[n]["input_ids"]))
        chunks = [order[start : start + _CHUNK] for start in range(0, len(order), _CHUNK)]
        with parametrize.cached(), torch.autocast("cpu", dtype=torch.bfloat16):
            found = torch.cat([self._forward([pairs[n] for n in chunk]) for chunk in chunks])
        return found[torch.tensor(sorted(range(len(order)), key=order.__getitem__))]

    def _forward(self, pairs: list[dict[str, list[int]]]) -> torch.Tensor:
        features = self.tokenizer.pad(pairs, return_tensors="pt", verbose=False)
        scores: torch.Tensor = self.network(**features).logits.squeeze(-1).float()
        return scores


def fit(reader: Reader, groups: Sequence[Group], recipe: Recipe, seed: int, checkpoint: Path | None) -> None:
    """Train in place, once over the groups in their order; the rate rises linearly, then falls to 0.

    Every hundred steps the state is kept at `checkpoint`, if one is named.
    """
    rng, started = random.Random(seed), time.monotonic()  # noqa: S311
    torch.manual_seed(seed)
    round_while_training(reader.network)
    optimizer = torch.optim.AdamW(_parameters(reader.network, recipe.weight_decay), lr=recipe.learning_rate)
    batches = list(_batches(groups, recipe, rng))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: _rate(n, len(batches), recipe.warm_up))
    reader.network.train()
    running = math.nan
    for step, batch in enumerate(batches):
        loss = _loss(reader.scores(batch), batch, recipe.alone)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(reader.network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        value = float(loss.detach())
        running = value if math.isnan(running) else 0.97 * running + 0.03 * value
        if step % _REPORT == 0:
            print(
                f"step {step} of {len(batches)}, loss {running:.3f}, {time.monotonic() - started:.0f} s",
                flush=True,
            )
        if checkpoint and step % 100 == 99:
            torch.save(reader.network.state_dict(), checkpoint)
    settle(reader.network)


def _rate(step: int, steps: int, warm_up: float) -> float:
    return min(1.0, (step + 1) / (warm_up * steps + 1)) * max(0.02, 1 - step / steps)


def _parameters(network: PreTrainedModel, decay: float) -> list[dict[str, object]]:
    trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
    return [
        {"params": [parameter for parameter in trained if parameter.dim() > 1], "weight_decay": decay},
        {"params": [parameter for parameter in trained if parameter.dim() <= 1], "weight_decay": 0.0},
    ]


def _batches(groups: Sequence[Group], recipe: Recipe, rng: random.Random) -> Iterator[list[Group]]:
    for start in range(0, len(groups), recipe.questions_each):
        yield [_drawn(group, recipe, rng) for group in groups[start : start + recipe.questions_each]]


def _drawn(group: Group, recipe: Recipe, rng: random.Random) -> Group:
    places = rng.sample(range(len(group.answering)), min(recipe.answering_each, len(group.answering)))
    return replace(
        group,
        answering=tuple(group.answering[n] for n in places),
        worth=tuple(group.worth[n] for n in places),
        others=tuple(rng.sample(group.others, min(recipe.others_each, len(group.others)))),
    )


def _loss(scores: torch.Tensor, batch: Sequence[Group], alone: float) -> torch.Tensor:
    losses, start = [], 0
    for group in batch:
        middle, stop = start + len(group.answering), start + len(group.inputs)
        losses.append(_group_loss(scores[start:middle], scores[middle:stop], group, alone))
        start = stop
    return torch.stack(losses).mean()


def _group_loss(answering: torch.Tensor, others: torch.Tensor, group: Group, alone: float) -> torch.Tensor:
    """Each answering input against all the others (softmax), and every input alone (logistic); near misses alone only."""
    against = group.trust * cross_entropy(others, torch.zeros_like(others))
    if not group.answering:
        return 2 * alone * against
    worth = torch.tensor(group.worth)
    compared = (
        (torch.logaddexp(answering, torch.logsumexp(others, dim=0)) - answering) * worth
    ).sum() / worth.sum()
    told = cross_entropy(answering, torch.ones_like(answering), weight=worth * group.trust)
    return compared + alone * (told + against)
