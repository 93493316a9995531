"""What the learned ranker makes of a window: a score for each sentence, and where in each the answer would stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexes.arrays import FloatArray
from qa.answer_spans import Span


@dataclass(frozen=True, slots=True)
class TokenScores:
    """The tokens of one sentence: half-open ranges of its characters, and a score (tokens,) float32 for each, higher is
    likelier; a difference of 1 is a factor e of likelihood."""

    ranges: tuple[Span, ...]
    scores: FloatArray

    def share(self, span: Span) -> float:
        """How likely it is that the answer stands in the span, if it stands in the sentence: 0 to 1."""
        likely = np.exp(self.scores - self.scores.max(initial=0.0))
        inside = [start < span[1] and span[0] < end for start, end in self.ranges]
        return float(likely[inside].sum() / likely.sum()) if any(inside) else 0.0


@dataclass(frozen=True, slots=True)
class WindowScores:
    """For the sentences of a window: logits (sentences,) float32, and the scores of their tokens.

    `tokens` is empty where the reader does not tell where in a sentence the answer stands.
    """

    logits: FloatArray
    tokens: tuple[TokenScores, ...] = ()

    @property
    def each(self) -> Sequence[TokenScores | None]:
        """The scores of the tokens of each sentence, None where they are not told."""
        return self.tokens or (None,) * len(self.logits)
