"""The learned answer-sentence ranker: does this sentence answer this question?

The bundled all-MiniLM-L6-v2 read as a cross-encoder: question and sentence as one pair, the token vectors of
the last layer averaged, one linear head. The lower layers are the base model's own; the upper ones and the
head come from `qa/ranker_weights`, trained by `training/answer_ranker.py` (see its MODEL_CARD.md).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import numpy.typing as npt

from indexes.bundled_model import SHA256 as BASE_SHA256
from indexes.bundled_model import bundled_model_folder
from indexes.errors import ModelError

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

WEIGHTS = Path(__file__).parent / "ranker_weights"
_PADDED_TO = 16  # tokens
_REINSTALL = (
    "reinstall Citewire, or train it again: python -m training.answer_ranker DATA --out qa/ranker_weights"
)


@dataclass(frozen=True, slots=True)
class RankerInput:
    """A sentence that may answer, with the sentence before it, the title and the date (each may be empty)."""

    sentence: str
    before: str = ""
    title: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class RankerConfig:
    """What `config.json` beside the weights says."""

    base_sha256: str
    frozen_layers: int  # the base model's lower layers, as shipped
    max_tokens: int  # of question and sentence together; the sentence is cut
    max_question_tokens: int
    temperature: float  # logit = score / temperature + offset: fitted on held-out questions
    offset: float

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The configuration in a folder; ModelError if it is missing or cannot be read."""
        file = folder / "config.json"
        try:
            fields = json.loads(file.read_text("utf-8"))
            return cls(**{name: fields[name] for name in cls.__slots__})
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"the ranker's {file} cannot be read ({error!r}): {_REINSTALL}") from error


def encode_pairs(
    tokenizer: PreTrainedTokenizerBase, config: RankerConfig, question: str, sentences: Sequence[str]
) -> list[dict[str, list[int]]]:
    """'[CLS] question [SEP] sentence [SEP]' as token ids for each sentence, within the bounds of the config.

    A long question keeps its end, where the question stands; a long sentence its beginning.
    """
    if not sentences:
        return []
    asked, *read = tokenizer([question, *sentences], add_special_tokens=False, verbose=False)["input_ids"]
    first = [tokenizer.cls_token_id, *asked[-config.max_question_tokens :], tokenizer.sep_token_id]
    room = config.max_tokens - len(first) - 1
    seconds = [[*ids[:room], tokenizer.sep_token_id] for ids in read]
    return [
        {
            "input_ids": first + second,
            "token_type_ids": [0] * len(first) + [1] * len(second),
            "attention_mask": [1] * (len(first) + len(second)),
        }
        for second in seconds
    ]


class AnswerRanker:
    """Scores sentences for answering a question. Load once (half a second with torch loaded), use often."""

    def __init__(
        self,
        config: RankerConfig,
        tokenizer: PreTrainedTokenizerBase,
        network: PreTrainedModel,
        head: torch.nn.Linear,
    ) -> None:
        self.config = config
        self._tokenizer = tokenizer
        self._network = network
        self._head = head

    @classmethod
    def load(cls, folder: Path = WEIGHTS, *, precision: str = "auto") -> Self:
        """The ranker in a folder; ModelError if it is missing, damaged or was trained on another base model.

        `precision` is 'float32', 'bfloat16' (three times faster where the CPU computes in it) or 'auto'.
        """
        config = RankerConfig.read(folder)
        if config.base_sha256 != BASE_SHA256:
            raise ModelError(
                f"the ranker in {folder} was trained on a base model with SHA-256 {config.base_sha256}, "
                f"the bundled one has {BASE_SHA256}: {_REINSTALL}"
            )
        base = bundled_model_folder()
        tokenizer, network, head = _assemble(base, folder / "ranker.safetensors", config, _dtype(precision))
        return cls(config, tokenizer, network, head)

    def score(
        self, question: str, candidates: Sequence[RankerInput], *, batch_size: int = 16
    ) -> npt.NDArray[np.float32]:
        """Logits (n,) float32, higher is better; sigmoid(logit) is the probability that the sentence answers.

        Costs one forward pass of six small layers for each batch; the caller bounds the candidates.
        """
        import torch

        logits = np.zeros(len(candidates), dtype=np.float32)
        texts = [candidate.sentence for candidate in candidates]
        pairs = encode_pairs(self._tokenizer, self.config, question, texts)
        with torch.inference_mode():
            for length, rows in _batches([len(pair["input_ids"]) for pair in pairs], batch_size):
                logits[rows] = self._forward([pairs[row] for row in rows], length)
        return logits / np.float32(self.config.temperature) + np.float32(self.config.offset)

    def _forward(self, pairs: list[dict[str, list[int]]], length: int) -> npt.NDArray[np.float32]:
        features = self._tokenizer.pad(pairs, padding="max_length", max_length=length, return_tensors="pt")
        vectors = self._network(**features).last_hidden_state.float()
        mask = features["attention_mask"].unsqueeze(-1).float()
        pooled = (vectors * mask).sum(dim=1) / mask.sum(dim=1)
        scores: npt.NDArray[np.float32] = self._head(pooled).squeeze(-1).numpy()
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
) -> tuple[PreTrainedTokenizerBase, PreTrainedModel, torch.nn.Linear]:
    """The tokenizer, the base model with its upper layers exchanged, and the head."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # the files are on this machine: nothing is to be fetched
    import torch
    from safetensors.torch import load_file
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    try:
        tensors = load_file(weights)
        network = AutoModel.from_pretrained(str(base), local_files_only=True)
        network.pooler = None  # token vectors are averaged instead
        head = torch.nn.Linear(network.config.hidden_size, 1)
        upper = torch.nn.ModuleDict({"layers": network.encoder.layer[config.frozen_layers :], "head": head})
        upper.load_state_dict({name: tensor.float() for name, tensor in tensors.items()})
        tokenizer = AutoTokenizer.from_pretrained(str(base), local_files_only=True)
    except Exception as error:
        raise ModelError(f"the ranker in {weights} cannot be loaded ({error!r}): {_REINSTALL}") from error
    return tokenizer, network.to(dtype).eval(), head.eval()
