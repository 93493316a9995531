"""Any sentence-transformers model as an embedder. The only file that imports sentence-transformers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from indexes.arrays import FloatArray, normalized
from indexes.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Span = tuple[int, int]

_DEFAULT_WINDOW = 512  # tokens, for a model that names none


class SentenceTransformerEmbedder:
    """A model on the CPU that reads whole texts, and spans of them as texts of their own.

    `TokenEmbedder` does the same faster and better where the model's tokenizer tells where tokens stand.
    """

    def __init__(self, name: str, model: SentenceTransformer, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._model = model
        self._tokenizer: Any = model.tokenizer
        self.dimension: int = model.encode("news", show_progress_bar=False).shape[0]
        self.max_tokens: int = model.get_max_seq_length() or _DEFAULT_WINDOW

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text."""
        encoded = [self._tokenizer.encode(text) for text in texts]
        return [len(getattr(tokens, "ids", tokens)) for tokens in encoded]

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """(n, dimension) float32, rows of length 1."""
        return self._embed([self._prompt("document") + text for text in texts])

    def embed_queries(self, texts: Sequence[str]) -> FloatArray:
        """Like `embed`, with the model's own prompt for queries in front if it has one."""
        return self._embed([self._prompt("query") + text for text in texts])

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[FloatArray, list[FloatArray]]:
        """Vectors of the texts, and for each text those of its spans read alone."""
        alone = [
            text[start:end] for text, of_text in zip(texts, spans, strict=True) for start, end in of_text
        ]
        stops = np.cumsum([len(of_text) for of_text in spans])
        return self.embed(texts), np.split(self.embed(alone), stops)[: len(texts)]

    def _prompt(self, kind: str) -> str:
        return self._model.prompts.get(kind) or ""

    def _embed(self, texts: Sequence[str]) -> FloatArray:
        pieces = [(number, piece) for number, text in enumerate(texts) for piece in self._pieces(text)]
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if pieces:
            vectors = self._model.encode([piece for _, piece in pieces], show_progress_bar=False)
            for (number, piece), vector in zip(pieces, normalized(vectors), strict=True):
                sums[number] += vector * max(len(piece), 1)
        return normalized(sums)

    def _pieces(self, text: str) -> Iterator[str]:
        """The text in runs of words that each fit the window: nothing is cut off."""
        piece = ""
        for word in text.split():
            longer = f"{piece} {word}" if piece else word
            if piece and self.count_tokens([longer])[0] > self.max_tokens:
                yield piece
                longer = word
            piece = longer
        yield piece


def _cores() -> int:
    """Processor cores that this process may use; macOS and Windows tell only how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load_model(name: str, folder: Path) -> SentenceTransformer:
    """The model in `folder`, for the CPU and without the network; ModelError. Takes seconds the first time."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # the folder is on this machine: nothing is to be fetched
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault(
        "OMP_WAIT_POLICY", "passive"
    )  # on a busy machine spinning threads took 2.4 times the CPU
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.set_num_threads(min(torch.get_num_threads(), _cores()))
    try:
        model = SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},  # never a pickle
        )
    except Exception as error:  # whatever a damaged folder makes of it
        raise ModelError(f"the embedding model {name!r} in {folder} cannot be loaded: {error}") from error
    return model.eval()
