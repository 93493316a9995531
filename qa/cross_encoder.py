"""A cross-encoder of the user's own in the place of the bundled ranker (`CITEWIRE_RERANKER`)."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexes.embedding import FloatArray
from indexes.errors import ModelError
from qa.ranker_input import Window
from qa.token_scores import WindowScores

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# Of the bundled ranker over one question: means of the four styles of `training.evidence_weights`.
TYPICAL_MEAN, TYPICAL_SPREAD = -5.0, 1.6


class CrossEncoderReader:
    """Any sentence-transformers CrossEncoder, by name or path; loaded at the first question.

    Models differ in scale, and the evidence weights are fitted to the bundled ranker's. So a question's scores
    are brought to that one's mean and spread: only their order and their distances among each other count.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._model: CrossEncoder | None = None

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        """For each window (sentences,) float32, higher is better: each sentence read alone.

        Raises ModelError if the model cannot be loaded, has not one output or gives what is no number.
        """
        pairs = [(question, sentence) for window in windows for sentence in window.sentences]
        if not pairs:
            return [WindowScores(np.zeros(0, dtype=np.float32)) for _ in windows]
        ends = np.cumsum([len(window.sentences) for window in windows])
        return [WindowScores(one) for one in np.split(_typical(self._scores(pairs)), ends[:-1])]

    def _scores(self, pairs: list[tuple[str, str]]) -> FloatArray:
        with self._lock:
            self._model = self._model or _load(self.name)
            raw = np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32)
        if raw.ndim != 1:
            raise ModelError(
                f"The reranker {self.name!r} gives {raw.shape[1]} scores a pair; one with a single score is needed."
            )
        if not np.isfinite(raw).all():
            raise ModelError(
                f"The reranker {self.name!r} gives scores that are no numbers; choose another one."
            )
        return raw


def _typical(raw: FloatArray) -> FloatArray:
    scaled = TYPICAL_MEAN + TYPICAL_SPREAD * (raw - raw.mean()) / (raw.std() + 1e-6)
    return np.asarray(scaled, dtype=np.float32)


def _load(name: str) -> CrossEncoder:
    local = Path(name).expanduser().is_dir()
    if local:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # all of it is on this machine
    import torch
    from sentence_transformers import CrossEncoder

    try:
        return CrossEncoder(
            name, device="cpu", activation_fn=torch.nn.Identity(), model_kwargs={"use_safetensors": True}
        )
    except Exception as error:
        raise ModelError(
            f"The reranker {name!r} cannot be loaded ({error}): give the name or path of a CrossEncoder, or leave it out."
        ) from error
