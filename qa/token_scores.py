"""What the learned ranker makes of a window: a logit for each sentence, and where in each the answer would stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from indexes.arrays import FloatArray
from qa.answer_spans import Span

NOWHERE = -60.0  # the strength of words that were not read


@dataclass(frozen=True, slots=True)
class TokenScores:
    """The tokens of one sentence: half-open ranges of its characters, and a score (tokens,) float32 for each.

    As read once their exponentials add up to the odds that the sentence answers: a score is the log of a token's part
    in them. Averaged over two readings they add up to less, the more the readings differ on the place.
    """

    ranges: tuple[Span, ...]
    scores: FloatArray

    @classmethod
    def of(cls, ranges: Sequence[Span], raw: FloatArray, logit: float) -> Self:
        """From raw scores of any offset: shifted, so that they add up to the sentence's logit."""
        return cls(tuple(ranges), np.asarray(raw - _log_sum(raw) + logit, dtype=np.float32))

    @property
    def whole(self) -> float:
        """The log odds of the answer standing anywhere in the sentence: its logit, if read once."""
        return _log_sum(self.scores)

    def strength(self, span: Span) -> float:
        """The log odds of the answer standing in the span: those of the sentence, less what stands elsewhere in it.

        Of averaged scores it is at most the mean of both readings.
        """
        inside = [start < span[1] and span[0] < end for start, end in self.ranges]
        return _log_sum(self.scores[inside]) if any(inside) else NOWHERE

    def averaged(self, other: TokenScores | None) -> TokenScores:
        """The mean of the scores of two readings of one sentence, token by token, of tokens that both read."""
        if other is None or not other.ranges:
            return self
        count = min(len(self.ranges), len(other.ranges))
        mean = (self.scores[:count] + other.scores[:count]) / 2
        return TokenScores(self.ranges[:count], np.asarray(mean, dtype=np.float32))


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


def _log_sum(scores: FloatArray) -> float:
    """The log of the sum of exponentials."""
    if not len(scores):
        return NOWHERE
    highest = float(scores.max())
    return highest + float(np.log(np.exp(scores - highest).sum()))
