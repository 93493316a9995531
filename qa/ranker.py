"""The learned answer-sentence ranker: does this sentence answer this question?

A cross-encoder of twelve small layers (MiniLM, Wang et al. 2020, arXiv 2002.10957) that reads question and sentence as
one pair. Its token embeddings are the bundled embedding model's; layers and head come from `qa/ranker_weights`,
started from a published MS MARCO re-ranker and trained further by `training/answer_ranker.py` (see its MODEL_CARD.md).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import numpy.typing as npt

from indexes.bundled_model import SHA256 as BASE_SHA256
from indexes.bundled_model import bundled_model_folder
from indexes.errors import ModelError
from qa.packed_weights import unpack
from qa.ranker_input import REINSTALL, RankerConfig, RankerInput, encode_pairs

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

WEIGHTS = Path(__file__).parent / "ranker_weights"
_PADDED_TO = 16  # tokens


class AnswerRanker:
    """Scores sentences for answering a question. Load once (half a second with torch loaded), use often."""

    def __init__(
        self, config: RankerConfig, tokenizer: PreTrainedTokenizerBase, network: PreTrainedModel
    ) -> None:
        self.config = config
        self._tokenizer = tokenizer
        self._network = network

    @classmethod
    def load(cls, folder: Path = WEIGHTS, *, precision: str = "auto") -> Self:
        """The ranker in a folder; ModelError if it is missing, damaged or was trained on another base model.

        `precision` is 'float32', 'bfloat16' (three times faster where the CPU computes in it) or 'auto'.
        """
        config = RankerConfig.read(folder)
        if config.base_sha256 != BASE_SHA256:
            raise ModelError(
                f"the ranker in {folder} was trained on a base model with SHA-256 {config.base_sha256}, "
                f"the bundled one has {BASE_SHA256}: {REINSTALL}"
            )
        base = bundled_model_folder()
        return cls(config, *_assemble(base, folder / "ranker.safetensors", config, _dtype(precision)))

    def score(
        self, question: str, candidates: Sequence[RankerInput], *, batch_size: int = 16
    ) -> npt.NDArray[np.float32]:
        """Logits (n,) float32, higher is better; sigmoid(logit) is the probability that the sentence answers.

        Costs one forward pass of twelve small layers for each batch; the caller bounds the candidates.
        """
        import torch

        logits = np.zeros(len(candidates), dtype=np.float32)
        pairs = encode_pairs(self._tokenizer, self.config, question, candidates)
        with torch.inference_mode():
            for length, rows in _batches([len(pair["input_ids"]) for pair in pairs], batch_size):
                logits[rows] = self._forward([pairs[row] for row in rows], length)
        return logits / np.float32(self.config.temperature) + np.float32(self.config.offset)

    def _forward(self, pairs: list[dict[str, list[int]]], length: int) -> npt.NDArray[np.float32]:
        features = self._tokenizer.pad(pairs, padding="max_length", max_length=length, return_tensors="pt")
        scores: npt.NDArray[np.float32] = self._network(**features).logits.float().squeeze(-1).numpy()
        return scores


def _batches(lengths: Sequence[int], size: int) -> Iterator[tuple[int, list[int]]]:
    """Padded lengths and the rows that have them: a pair's score does not hang on what is scored beside it."""
    padded = [-(-length // _PADDED_TO) * _PADDED_TO for length in lengths]
    for length in sorted(set(padded)):
        alike = [row for row, of_row in enumerate(padded) if of_row == length]
        yield from ((length, alike[start : start + size]) for start in range(0, len(alike), size))


def _dtype(precision: str) -> torch.dtype:
    import torch

    able = torch.cpu.get_capabilities()
    native = able.get("avx512_bf16") or able.get("amx_bf16")  # without them bfloat16 is emulated, and slow
    chosen = ("bfloat16" if native else "float32") if precision == "auto" else precision
    return {"float32": torch.float32, "bfloat16": torch.bfloat16}[chosen]


def _assemble(
    base: Path, weights: Path, config: RankerConfig, dtype: torch.dtype
) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    """The tokenizer, and the network with the base model's embeddings and the trained layers and head."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # the files are on this machine: nothing is to be fetched
    import torch
    from safetensors.numpy import load_file
    from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer

    try:
        shape = AutoConfig.from_pretrained(
            str(base), local_files_only=True, num_hidden_layers=config.layers, num_labels=1
        )
        network = AutoModelForSequenceClassification.from_config(shape)
        embeddings = {f"bert.{n}": t for n, t in load_file(base / "model.safetensors").items() if _embeds(n)}
        tensors = {**embeddings, **unpack(load_file(weights))}
        network.load_state_dict({name: torch.from_numpy(tensor) for name, tensor in tensors.items()})
        tokenizer = AutoTokenizer.from_pretrained(str(base), local_files_only=True)
    except Exception as error:
        raise ModelError(f"the ranker in {weights} cannot be loaded ({error!r}): {REINSTALL}") from error
    return tokenizer, network.to(dtype).eval()


def _embeds(name: str) -> bool:
    return name.startswith("embeddings.") and not name.endswith("position_ids")
