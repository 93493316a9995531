"""The outputs of the base model's lower layers, which are never trained: computed once for each pair.

Reading all pairs takes half a minute; each epoch then pays for the upper layers alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch

from indexes.bundled_model import bundled_model_folder
from qa.ranker import RankerConfig, encode_pairs

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

_BATCH = 64


class FrozenStates:
    """Hidden states of many pairs, end to end: (tokens of all pairs, 384) bfloat16."""

    def __init__(self, states: torch.Tensor, lengths: torch.Tensor) -> None:
        self._states = states
        self.lengths = lengths
        self._starts = torch.cumsum(lengths, 0) - lengths

    def batch(self, rows: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """The states (n, longest, 384) of these pairs and the mask (n, longest) of their tokens."""
        chosen = torch.tensor(rows)
        lengths, places = self.lengths[chosen], torch.arange(int(self.lengths[chosen].max()))
        mask = places[None, :] < lengths[:, None]
        at = (self._starts[chosen][:, None] + places[None, :]).clamp(max=len(self._states) - 1)
        return self._states[at], mask


def read_pairs(groups: Sequence[tuple[str, Sequence[str]]], config: RankerConfig) -> FrozenStates:
    """The states of every (question, sentence) pair, in order, after the layers that stay as they are."""
    tokenizer, network = _lower_layers(config.frozen_layers)
    pairs = [pair for question, texts in groups for pair in encode_pairs(tokenizer, config, question, texts)]
    lengths = np.array([len(pair["input_ids"]) for pair in pairs])
    starts = np.cumsum(lengths) - lengths
    states = torch.empty(int(lengths.sum()), network.config.hidden_size, dtype=torch.bfloat16)
    order = np.argsort(lengths, kind="stable")
    for begin in range(0, len(order), _BATCH):
        rows = order[begin : begin + _BATCH]
        found = _forward(tokenizer, network, [pairs[row] for row in rows])
        for row, state in zip(rows, found, strict=True):
            states[starts[row] : starts[row] + lengths[row]] = state[: lengths[row]]
    return FrozenStates(states, torch.from_numpy(lengths))


def _lower_layers(count: int) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    from transformers import AutoModel, AutoTokenizer

    folder = str(bundled_model_folder())
    network = AutoModel.from_pretrained(folder, local_files_only=True, dtype=torch.bfloat16).eval()
    network.encoder.layer = network.encoder.layer[:count]
    return AutoTokenizer.from_pretrained(folder, local_files_only=True), network


def _forward(
    tokenizer: PreTrainedTokenizerBase, network: PreTrainedModel, pairs: list[dict[str, list[int]]]
) -> torch.Tensor:
    features = tokenizer.pad(pairs, return_tensors="pt", verbose=False)
    with torch.inference_mode():
        states: torch.Tensor = network(**features).last_hidden_state
    return states
