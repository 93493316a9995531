"""Weights that are rounded to what ships while they are trained (straight-through: Bengio et al. 2013, arXiv 1308.3432)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch.nn.utils import parametrize

from qa.packed_weights import GROUP, LARGEST, SMALLEST

if TYPE_CHECKING:
    from transformers import PreTrainedModel


class Rounded(torch.nn.Module):
    """A matrix as `qa.packed_weights` gives it back; the gradient passes as if it were not rounded."""

    def forward(self, matrix: torch.Tensor) -> torch.Tensor:
        """(rows, columns), rounded in groups of GROUP columns."""
        groups = matrix.detach().reshape(matrix.shape[0], -1, GROUP)
        scales = (groups.abs().amax(-1, keepdim=True) / LARGEST).clamp(min=SMALLEST).half().float()
        rounded = (groups / scales).round().clamp(-LARGEST, LARGEST) * scales
        return matrix + (rounded.reshape(matrix.shape) - matrix.detach())


def round_while_training(network: PreTrainedModel) -> None:
    """Every matrix of the layers is used rounded from now on."""
    for layer in network.bert.encoder.layer.modules():
        if isinstance(layer, torch.nn.Linear):
            parametrize.register_parametrization(layer, "weight", Rounded())


def settle(network: PreTrainedModel) -> None:
    """The rounded matrices become the network's own."""
    for layer in network.bert.encoder.layer.modules():
        if isinstance(layer, torch.nn.Linear) and parametrize.is_parametrized(layer):
            parametrize.remove_parametrizations(layer, "weight", leave_parametrized=True)
