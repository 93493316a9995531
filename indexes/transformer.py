"""A sentence-transformers model as an embedder. The only file that imports sentence-transformers and torch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from indexes.arrays import FloatArray
from indexes.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Span = tuple[int, int]

_BATCH_TOKENS = 4096  # padded tokens in one forward pass
_DEFAULT_WINDOW = 512  # tokens, for a model that names none
_MOST_THREADS = 8  # more do not make batches of this size faster


@dataclass(frozen=True, slots=True)
class _Window:
    """Tokens that are read at once, of the text with this number. `offsets` (n, 2) are their character spans."""

    text: int
    ids: list[int]
    offsets: npt.NDArray[np.int64]


class SentenceTransformerEmbedder:
    """A sentence-transformers model on the CPU. Loading takes seconds; ModelError if it cannot be loaded."""

    def __init__(self, name: str, folder: Path, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._model = _load(name, folder)
        self._tokenizer: Any = self._model.tokenizer
        self._frame = _frame(self._tokenizer)
        self._pools_by_mean = self._frame is not None and _pools_by_mean(self._model)
        self.dimension: int = self._model.encode("news", show_progress_bar=False).shape[0]
        self.max_tokens: int = self._model.get_max_seq_length() or _DEFAULT_WINDOW

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without special tokens."""
        if self._frame is None:
            return [_count(self._tokenizer, text) for text in texts]
        return [len(ids) for ids in self._tokens(texts)["input_ids"]] if texts else []

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """(n, dimension) float32, rows of length 1."""
        return self._embed([self._prompt("document") + text for text in texts])

    def embed_queries(self, texts: Sequence[str]) -> FloatArray:
        """Like `embed`, with the model's own prompt for queries in front if it has one."""
        return self._embed([self._prompt("query") + text for text in texts])

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[FloatArray, list[FloatArray]]:
        """Vectors of the texts and of the spans within them, in one forward pass where the model allows it.

        Where it does not (no mean pooling, or a tokenizer without offsets) the spans' texts are read alone.
        """
        prompt = self._prompt("document")
        if not self._pools_by_mean:
            alone = [text[start:end] for text, of in zip(texts, spans, strict=True) for start, end in of]
            stops = np.cumsum([len(of_text) for of_text in spans])[:-1]
            return self.embed(texts), list(np.split(self.embed(alone), stops)) if texts else []
        shifted = [[(start + len(prompt), end + len(prompt)) for start, end in of_text] for of_text in spans]
        return self._read([prompt + text for text in texts], shifted)

    def _prompt(self, kind: str) -> str:
        return self._model.prompts.get(kind) or ""

    def _embed(self, texts: Sequence[str]) -> FloatArray:
        if self._frame is not None:
            return self._read(texts, [()] * len(texts))[0]
        pieces = [(n, piece) for n, text in enumerate(texts) for piece in self._pieces(text)]
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        found = self._model.encode([piece for _, piece in pieces], show_progress_bar=False)
        for (number, piece), vector in zip(pieces, normalized(found), strict=True):
            sums[number] += vector * len(piece)
        return normalized(sums)

    def _pieces(self, text: str) -> Iterator[str]:
        """The text in runs of words that each fit the window, for a tokenizer without offsets."""
        piece = ""
        for word in text.split():
            longer = f"{piece} {word}".strip()
            if piece and _count(self._tokenizer, longer) > self.max_tokens:
                yield piece
                longer = word
            piece = longer
        yield piece

    def _read(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[FloatArray, list[FloatArray]]:
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        span_sums = [np.zeros((len(of_text), self.dimension), dtype=np.float32) for of_text in spans]
        for window, vector, token_vectors in self._forward(self._windows(texts)):
            sums[window.text] += vector * max(len(window.ids), 1)
            for number, (start, end) in enumerate(spans[window.text]):
                first = np.searchsorted(window.offsets[:, 1], start, side="right")
                stop = np.searchsorted(window.offsets[:, 0], end, side="left")
                span_sums[window.text][number] += token_vectors[first:stop].sum(axis=0)
        return normalized(sums), [normalized(of_text) for of_text in span_sums]

    def _tokens(self, texts: Sequence[str]) -> Any:
        return self._tokenizer(
            list(texts),
            add_special_tokens=False,
            return_offsets_mapping=True,
            truncation=False,
            verbose=False,
        )

    def _windows(self, texts: Sequence[str]) -> list[_Window]:
        """All tokens of all texts; a text that is too long in windows of nearly equal length."""
        assert self._frame is not None
        room = self.max_tokens - len(self._frame[0]) - len(self._frame[1])
        windows = []
        tokens = self._tokens(texts) if texts else {"input_ids": [], "offset_mapping": []}
        for number, (ids, offsets) in enumerate(
            zip(tokens["input_ids"], tokens["offset_mapping"], strict=True)
        ):
            parts = max(1, -(-len(ids) // room))
            for part in range(parts):
                some = slice(part * len(ids) // parts, (part + 1) * len(ids) // parts)
                spans = np.array(offsets[some], dtype=np.int64).reshape(-1, 2)
                windows.append(_Window(number, ids[some], spans))
        return windows

    def _forward(self, windows: Sequence[_Window]) -> Iterator[tuple[_Window, FloatArray, FloatArray]]:
        """Each window with its vector (dimension) and its tokens' vectors (n, dimension), longest first."""
        import torch

        assert self._frame is not None
        before, after = self._frame
        for batch in _batches(windows):
            framed = {"input_ids": [[*before, *window.ids, *after] for window in batch]}
            features = self._tokenizer.pad(framed, return_tensors="pt", verbose=False)
            with torch.inference_mode():
                found = self._model(dict(features))
            vectors = normalized(found["sentence_embedding"].numpy())
            token_vectors = found["token_embeddings"].numpy()
            for window, vector, of_tokens, mask in zip(
                batch, vectors, token_vectors, features["attention_mask"].numpy(), strict=True
            ):
                read = of_tokens[mask == 1]
                yield window, vector, read[len(before) : len(before) + len(window.ids)]


def normalized(vectors: FloatArray) -> FloatArray:
    """The rows scaled to length 1; rows of zeros stay as they are."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: FloatArray = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def _batches(windows: Sequence[_Window]) -> Iterator[list[_Window]]:
    """Windows of similar length together, so that little is padding."""
    batch: list[_Window] = []
    for window in sorted(windows, key=lambda window: -len(window.ids)):
        if batch and (len(batch) + 1) * len(batch[0].ids) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _load(name: str, folder: Path) -> SentenceTransformer:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # the folder is on this machine: nothing is to be fetched
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.set_num_threads(min(len(os.sched_getaffinity(0)), _MOST_THREADS))
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)
    except Exception as error:
        raise ModelError(f"the embedding model {name!r} in {folder} cannot be loaded: {error}") from error
    model.eval()
    return model


def _frame(tokenizer: Any) -> tuple[list[int], list[int]] | None:
    """The special tokens before and after a text; None for a tokenizer that cannot give offsets."""
    if not getattr(tokenizer, "is_fast", False):
        return None
    full, inner = (tokenizer("news", add_special_tokens=special)["input_ids"] for special in (True, False))
    for start in range(len(full) - len(inner) + 1):
        if full[start : start + len(inner)] == inner:
            return full[:start], full[start + len(inner) :]
    return None


def _pools_by_mean(model: SentenceTransformer) -> bool:
    """Whether a text's vector is the mean of its tokens' vectors, so that a span's can be too."""
    kinds = [type(module).__name__ for module in model]
    return (
        kinds[:2] == ["Transformer", "Pooling"]
        and set(kinds[2:]) <= {"Normalize"}
        and (model[1].get_config_dict().get("pooling_mode") == "mean")
    )


def _count(tokenizer: Any, text: str) -> int:
    encoded = tokenizer.encode(text)
    return len(getattr(encoded, "ids", encoded))
