"""The learned ranker: which sentences of a window answer this question?

A cross-encoder of twelve small layers (MiniLM, Wang et al. 2020, arXiv 2002.10957) that reads the question with some
neighbouring sentences at once, so that each is understood from what stands around it. Its token embeddings are the
bundled embedding model's; layers and heads come from `qa/ranker_weights`, started from a published MS MARCO re-ranker
and trained further by `training/answer_ranker.py` (see its MODEL_CARD.md).
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
from qa.ranker_input import REINSTALL, Encoded, RankerConfig, Window, encode
from qa.ranker_network import network_of, sentence_scores, token_scores
from qa.token_scores import TokenScores, WindowScores

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

    def read(self, question: str, windows: Sequence[Window], *, batch_size: int = 8) -> list[WindowScores]:
        """For each window the logits (sentences,) float32 of its sentences: higher is better, sigmoid is a probability.

        With them the scores of the tokens: where in each sentence the answer would stand.

        Costs one forward pass of twelve small layers for each batch; the caller bounds the windows.
        """
        import torch

        encoded = encode(self._tokenizer, self.config, question, windows)
        read = [WindowScores(np.zeros(0, dtype=np.float32))] * len(windows)
        with torch.inference_mode():
            for length, rows in _batches([len(one.ids) for one in encoded], batch_size):
                tokens = token_scores(self._network, [encoded[row] for row in rows], length)
                for row, scores in zip(rows, tokens, strict=True):
                    logits = self._calibrated(scores, encoded[row])
                    read[row] = WindowScores(logits, _of_sentences(scores, encoded[row], logits))
        return read

    def _calibrated(self, tokens: torch.Tensor, window: Encoded) -> npt.NDArray[np.float32]:
        if not window.spans:
            return np.zeros(0, dtype=np.float32)
        scores = sentence_scores(tokens, window).numpy()
        return np.asarray(scores / self.config.temperature + self.config.offset, dtype=np.float32)


def _of_sentences(
    tokens: torch.Tensor, window: Encoded, logits: npt.NDArray[np.float32]
) -> tuple[TokenScores, ...]:
    scores: npt.NDArray[np.float32] = tokens.numpy()
    found = zip(window.offsets, window.spans, logits.tolist(), strict=True)
    return tuple(TokenScores.of(ranges, scores[first:last], logit) for ranges, (first, last), logit in found)


def _batches(lengths: Sequence[int], size: int) -> Iterator[tuple[int, list[int]]]:
    """Padded lengths and the rows that have them: a window's scores do not hang on what is read beside it."""
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
    """The tokenizer, and the network with the base model's embeddings and the trained layers and heads."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # the files are on this machine: nothing is to be fetched
    import torch
    from safetensors.numpy import load_file
    from transformers import AutoTokenizer

    try:
        network = network_of(base, config.layers)
        embeddings = {f"bert.{n}": t for n, t in load_file(base / "model.safetensors").items() if _embeds(n)}
        tensors = {**embeddings, **unpack(load_file(weights))}
        network.load_state_dict({name: torch.from_numpy(tensor) for name, tensor in tensors.items()})
        tokenizer = AutoTokenizer.from_pretrained(str(base), local_files_only=True)
    except Exception as error:
        raise ModelError(f"the ranker in {weights} cannot be loaded ({error!r}): {REINSTALL}") from error
    return tokenizer, network.to(dtype).eval()


def _embeds(name: str) -> bool:
    return name.startswith("embeddings.") and not name.endswith("position_ids")
