"""Fitting the ranker: for each question, the sentences that answer it against those that do not."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch.nn.utils import parametrize

from qa.ranker_input import Encoded, RankerConfig, encode
from qa.ranker_network import sentence_scores, token_scores
from training.groups import Group
from training.losses import Reading, group_loss
from training.rounded_weights import round_while_training, settle

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

_CHUNK = 8  # windows of similar length in one pass: short passes stay in the CPU's caches
_REPORT, _KEEP = 20, 50  # steps
_SMOOTH = 0.97


@dataclass(frozen=True, slots=True)
class Recipe:
    """How fast, and how many questions at a time."""

    learning_rate: float = 4e-5
    head_learning_rate: float = 4e-4  # of the tokens' head
    questions_each: int = 12  # in one step
    weight_decay: float = 0.01
    warm_up: int = 40  # steps


@dataclass(frozen=True, slots=True)
class Course:
    """The groups in the order in which they are read: at a steady rate, and while it falls to nothing."""

    steady: Sequence[Group]
    falling: Sequence[Group]


@dataclass(frozen=True, slots=True)
class Reader:
    """The network with what is needed to feed it."""

    network: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    config: RankerConfig

    def read(self, groups: Sequence[Group]) -> list[Reading]:
        """What the network makes of each group's windows, computed in bfloat16."""
        encoded = [encode(self.tokenizer, self.config, one.question, one.windows) for one in groups]
        flat = [window for group in encoded for window in group]
        with parametrize.cached(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = iter(self._tokens(flat))
        return [Reading(tuple((window, next(scores)) for window in group)) for group in encoded]

    def scores(self, group: Group) -> torch.Tensor:
        """Raw scores of all sentences of a group in the order of its places: (sentences,)."""
        (reading,) = self.read([group])
        return torch.cat([sentence_scores(tokens, window) for window, tokens in reading.windows])

    def _tokens(self, windows: Sequence[Encoded]) -> list[torch.Tensor]:
        order = sorted(range(len(windows)), key=lambda n: len(windows[n].ids))
        found: dict[int, torch.Tensor] = {}
        for start in range(0, len(order), _CHUNK):
            rows = order[start : start + _CHUNK]
            length = max(len(windows[row].ids) for row in rows)
            found |= zip(
                rows, token_scores(self.network, [windows[row] for row in rows], length), strict=True
            )
        return [found[n] for n in range(len(windows))]


def fit(reader: Reader, course: Course, recipe: Recipe, seed: int, checkpoint: Path | None) -> None:
    """Train in place, once over the groups in their order; the rates rise linearly, hold, and fall over the last groups.

    Every fifty steps the state is kept at `checkpoint`, if one is named.
    """
    started, running = time.monotonic(), math.nan
    torch.manual_seed(seed)
    round_while_training(reader.network)
    optimizer = torch.optim.AdamW(_parameters(reader.network, recipe))
    groups, each = (*course.steady, *course.falling), recipe.questions_each
    batches = [groups[start : start + each] for start in range(0, len(groups), each)]
    steady = len(course.steady) // each
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: _rate(n, steady, len(batches), recipe.warm_up)
    )
    reader.network.train()
    for step, batch in enumerate(batches):
        value = _step(reader, batch, optimizer)
        schedule.step()
        running = value if math.isnan(running) else _SMOOTH * running + (1 - _SMOOTH) * value
        if step % _REPORT == 0:
            passed = time.monotonic() - started
            print(f"step {step} of {len(batches)}, loss {running:.3f}, {passed:.0f} s", flush=True)
        if checkpoint and step % _KEEP == _KEEP - 1:
            torch.save(reader.network.state_dict(), checkpoint)
    settle(reader.network)


def _step(reader: Reader, batch: Sequence[Group], optimizer: torch.optim.Optimizer) -> float:
    readings = reader.read(batch)
    loss = torch.stack([group_loss(one, group) for one, group in zip(readings, batch, strict=True)]).mean()
    if not torch.isfinite(loss):
        raise ArithmeticError("the loss is no number any more")
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(reader.network.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _rate(step: int, steady: int, steps: int, warm_up: int) -> float:
    falling = (step - steady) / (steps - steady) if step >= steady else 0.0
    return min(1.0, (step + 1) / warm_up) * max(0.02, 1 - falling)


def _parameters(network: PreTrainedModel, recipe: Recipe) -> list[dict[str, object]]:
    named = [(name, one) for name, one in network.named_parameters() if one.requires_grad]
    head = [one for name, one in named if name.startswith("token_scores.")]
    body = [one for name, one in named if not name.startswith("token_scores.")]
    rate, decay = recipe.learning_rate, recipe.weight_decay
    return [
        {"params": [one for one in body if one.dim() > 1], "lr": rate, "weight_decay": decay},
        {"params": [one for one in body if one.dim() <= 1], "lr": rate, "weight_decay": 0.0},
        {"params": head, "lr": recipe.head_learning_rate, "weight_decay": 0.0},
    ]
