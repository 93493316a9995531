"""The ranker's network: twelve small layers over question and window, and how a sentence's score is read off them.

Each token of the window has a score of its own (does the answer stand here?), the window as a whole another (does
it answer at all?). A sentence's score is the log of the sum of its tokens' exponentiated scores, plus the window's:
the logits of one softmax over all tokens read, summed by sentence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qa.ranker_input import Encoded

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel

TYPICAL_LENGTH = math.log(20)  # of a sentence in tokens; keeps scores near those of a window as a whole
NOT_READ = -20.0  # the score of a sentence that had no room


def network_of(base: Path, layers: int, dropout: float = 0.0) -> PreTrainedModel:
    """An untrained network in the shape of the base model, with `layers` layers and a head of each kind."""
    import torch
    from transformers import AutoConfig, AutoModelForSequenceClassification

    shape = AutoConfig.from_pretrained(
        str(base),
        local_files_only=True,
        num_hidden_layers=layers,
        num_labels=1,
        attn_implementation="eager" if dropout else "sdpa",  # eager trains faster on a CPU
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,
    )
    network = AutoModelForSequenceClassification.from_config(shape)
    network.token_scores = torch.nn.Linear(shape.hidden_size, 1)
    torch.nn.init.zeros_(network.token_scores.weight)
    torch.nn.init.zeros_(network.token_scores.bias)
    return network


def token_scores(network: PreTrainedModel, windows: Sequence[Encoded], length: int) -> torch.Tensor:
    """(windows, length) float32: the score of each token, the window's own included; of padding meaningless."""
    import torch

    ids, types, mask = (torch.zeros(len(windows), length, dtype=torch.long) for _ in range(3))
    for row, one in enumerate(windows):
        size = len(one.ids)
        ids[row, :size], types[row, :size] = torch.tensor(one.ids), torch.tensor(one.types)
        mask[row, :size] = 1
    states = network.bert(input_ids=ids, token_type_ids=types, attention_mask=mask)
    whole: torch.Tensor = network.classifier(network.dropout(states.pooler_output)).float()
    tokens: torch.Tensor = network.token_scores(states.last_hidden_state).float().squeeze(-1)
    return tokens + whole


def sentence_scores(tokens: torch.Tensor, window: Encoded) -> torch.Tensor:
    """(sentences,): from the scores of the window's tokens (length,)."""
    import torch

    empty = tokens.new_tensor(NOT_READ)
    return torch.stack(
        [
            torch.logsumexp(tokens[start:stop], 0) - TYPICAL_LENGTH if stop > start else empty
            for start, stop in window.spans
        ]
    )
