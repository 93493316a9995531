"""What the ranker is trained on: a question with inputs that answer it and inputs that do not."""

from __future__ import annotations

from dataclasses import dataclass

from qa.ranker_input import RankerInput


@dataclass(frozen=True, slots=True)
class Group:
    """A question's inputs. `worth` weighs the answering ones against each other; without them, nothing here answers.

    `trust` is how far each label is believed when it stands alone, 0 to 1.
    """

    question: str
    answering: tuple[RankerInput, ...]
    worth: tuple[float, ...]
    others: tuple[RankerInput, ...]
    trust: float = 1.0

    @property
    def inputs(self) -> tuple[RankerInput, ...]:
        """All inputs, the answering ones first."""
        return self.answering + self.others
