"""The part that is trained: the base model's upper layers and a linear head on the mean of the token vectors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from indexes.bundled_model import bundled_model_folder
from training.frozen_layers import FrozenStates

_CHUNK = 20  # pairs of similar length in one pass: short passes stay in the CPU's caches


class UpperLayers(nn.Module):
    """Hidden states of the frozen layers -> one score a pair."""

    def __init__(self, frozen_layers: int, dropout: float) -> None:
        from transformers import AutoModel

        super().__init__()
        base = AutoModel.from_pretrained(
            str(bundled_model_folder()),
            local_files_only=True,
            attn_implementation="eager",  # the fused kernel's backward pass is slower on a CPU
            hidden_dropout_prob=dropout,
            attention_probs_dropout_prob=0.0,
        )
        self.layers = nn.ModuleList(base.encoder.layer[frozen_layers:])
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(base.config.hidden_size, 1)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores (n,) float32 of states (n, tokens, 384) under the mask (n, tokens)."""
        away = torch.zeros(mask.shape, dtype=states.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            out = layer(states, attention_mask=away)
            states = out[0] if isinstance(out, tuple) else out
        weights = mask[..., None].float()
        pooled = (states.float() * weights).sum(1) / weights.sum(1)
        scores: torch.Tensor = self.head(self.dropout(pooled)).squeeze(-1).float()
        return scores

    def scores(self, frozen: FrozenStates, rows: Sequence[int]) -> torch.Tensor:
        """Scores (n,) of these pairs, in the given order, computed in bfloat16."""
        order = np.argsort(frozen.lengths[torch.tensor(rows)].numpy(), kind="stable")
        chunks = np.array_split(order, max(1, len(order) // _CHUNK))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = [self(*frozen.batch([rows[place] for place in chunk])) for chunk in chunks]
        return torch.cat(found)[torch.from_numpy(np.argsort(order))]

    def save(self, file: Path) -> None:
        """Write layers and head in half precision."""
        from safetensors.torch import save_file

        save_file({name: tensor.half().contiguous() for name, tensor in self.state_dict().items()}, str(file))
