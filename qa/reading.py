"""Reading question and sentence together: the seam at which a model stands, loaded when it is first needed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Protocol

from qa.ranker import AnswerRanker
from qa.ranker_input import Window
from qa.token_scores import WindowScores


class SentenceReader(Protocol):
    """Scores sentences for answering a question; safe to call from several threads."""

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        """For each window the logits (sentences,) float32: higher is better, sigmoid(logit) a probability; and where in
        each sentence the answer would stand, if the reader tells."""


class BundledReader:
    """The ranker shipped with the package. One model serves all threads, one question at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ranker: AnswerRanker | None = None

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        """What the bundled ranker makes of each. Raises ModelError if it cannot be loaded."""
        with self._lock:
            if self._ranker is None:
                self._ranker = AnswerRanker.load()
            return self._ranker.read(question, windows)


def reader_of(reranker: str | None) -> SentenceReader:
    """The reader that the setting asks for: the bundled ranker, or a CrossEncoder by name or path."""
    if reranker is None:
        return BundledReader()
    from qa.cross_encoder import CrossEncoderReader

    return CrossEncoderReader(reranker)
