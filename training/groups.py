"""What the ranker is trained on: a question with windows, in which some sentences answer it and the others do not."""

from __future__ import annotations

from dataclasses import dataclass

from qa.ranker_input import Window

Place = tuple[int, int]
"""Which window, and which sentence of it."""


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """Where the answer itself stands: a sentence and a half-open range of its characters."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """A question and its windows. `worth` weighs the answering sentences against each other; without any, nothing answers.

    `left_out` are sentences that hold the answer's words as well and count neither way. `trust` is how far each label is
    believed when it stands alone, 0 to 1.
    """

    question: str
    windows: tuple[Window, ...]
    answering: tuple[Place, ...] = ()
    worth: tuple[float, ...] = ()
    trust: float = 1.0
    span: AnswerSpan | None = None
    left_out: frozenset[Place] = frozenset()

    @property
    def places(self) -> tuple[Place, ...]:
        """All sentences, window by window."""
        return tuple((n, k) for n, window in enumerate(self.windows) for k in range(len(window.sentences)))

    @property
    def others(self) -> tuple[Place, ...]:
        """The sentences that do not answer."""
        told = {*self.answering, *self.left_out}
        return tuple(place for place in self.places if place not in told)
