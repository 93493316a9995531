"""Vectors from token vectors: a text's and its spans' from one forward pass, over windows that cut nothing off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from indexes.arrays import FloatArray, normalized
from indexes.batches import batches
from indexes.transformer import SentenceTransformerEmbedder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Span = tuple[int, int]
Frame = tuple[list[int], list[int]]

_BATCH_TOKENS = 2048  # padded tokens in one forward pass: 1,024 to 4,096 measured equally fast
_PADDED_TO = 16
"""Windows are padded to a multiple of this many tokens, by themselves and not to their neighbours' length.

So a text is always read in one shape, and its vector is the same to the last bit whatever is read beside it,
in bfloat16 too. Costs 7% of padding on news passages.
"""


@dataclass(frozen=True, slots=True)
class _Window:
    """Tokens read at once, of the text with this number. `offsets` (n, 2) are their character spans."""

    text: int
    ids: list[int]
    offsets: npt.NDArray[np.int64]


class TokenEmbedder(SentenceTransformerEmbedder):
    """A model whose tokenizer tells where tokens stand in the text."""

    def __init__(self, name: str, model: SentenceTransformer, fingerprint: str, frame: Frame) -> None:
        super().__init__(name, model, fingerprint)
        self._before, self._after = frame
        self._pools_by_mean = _pools_by_mean(model)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without special tokens."""
        return [len(ids) for ids in self._tokens(texts)["input_ids"]] if texts else []

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[FloatArray, list[FloatArray]]:
        """Vectors of the texts, and of the spans as read within them if the model pools by mean."""
        if not self._pools_by_mean:
            return super().embed_with_spans(texts, spans)
        prompt = self._prompt("document")
        shifted = [[(start + len(prompt), end + len(prompt)) for start, end in of_text] for of_text in spans]
        return self._read([prompt + text for text in texts], shifted)

    def _embed(self, texts: Sequence[str]) -> FloatArray:
        return self._read(texts, [()] * len(texts))[0]

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

    def _tokens(self, texts: Sequence[str]) -> Any:  # noqa: ANN401  (transformers' BatchEncoding)
        return self._tokenizer(
            list(texts),
            add_special_tokens=False,
            return_offsets_mapping=True,
            truncation=False,
            verbose=False,
        )

    def _windows(self, texts: Sequence[str]) -> list[_Window]:
        """All tokens of all texts; of a text that is too long, windows of nearly equal length."""
        if not texts:
            return []
        room = self.max_tokens - len(self._before) - len(self._after)
        tokens = self._tokens(texts)
        windows = []
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
        """Each window with its vector (dimension) and its tokens' vectors (n, dimension)."""
        import torch

        fast = _has_bfloat16()
        for length, batch in self._batches(windows):
            framed = {"input_ids": [[*self._before, *window.ids, *self._after] for window in batch]}
            features = self._tokenizer.pad(
                framed, padding="max_length", max_length=length, return_tensors="pt"
            )
            with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=fast):
                found = self._model(dict(features))
            vectors = normalized(found["sentence_embedding"].float().numpy())
            tokens = found["token_embeddings"].float().numpy()
            for window, vector, of_tokens, mask in zip(
                batch, vectors, tokens, features["attention_mask"].numpy(), strict=True
            ):
                read = of_tokens[mask == 1]
                yield window, vector, read[len(self._before) : len(self._before) + len(window.ids)]

    def _batches(self, windows: Sequence[_Window]) -> Iterator[tuple[int, list[_Window]]]:
        """Windows of equal padded length, in tokens, together."""
        by_length: dict[int, list[_Window]] = defaultdict(list)
        for window in windows:
            length = len(self._before) + len(window.ids) + len(self._after)
            by_length[min(-(-length // _PADDED_TO) * _PADDED_TO, self.max_tokens)].append(window)
        for length, alike in sorted(by_length.items()):
            for batch in batches(alike, max(1, _BATCH_TOKENS // length)):
                yield length, batch


def frame_of(model: SentenceTransformer) -> Frame | None:
    """The special tokens before and after a text; None if the tokenizer does not tell where tokens stand."""
    tokenizer: Any = model.tokenizer
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
    if kinds[:2] != ["Transformer", "Pooling"] or set(kinds[2:]) - {"Normalize"}:
        return False
    return bool(model[1].get_config_dict().get("pooling_mode") == "mean")


def _has_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 itself.

    Measured 2.7 times as fast as float32, at cosines of 0.99997 with its vectors.
    """
    import torch

    found: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(found.get("avx512_bf16") or found.get("amx_bf16"))
