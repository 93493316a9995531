"""A turn as it is kept: question, answer, when it was asked, and what the reader limited it to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from indexes.errors import CitewireError
from qa.answers import Answer
from qa.conversation import Turn
from qa.serialization import dump_answer, load_answer
from ui.limits import Limits


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """One question and its answer; None where another version of Citewire wrote it and this one cannot read it.

    `helpful` is the reader's judgement, if one was given.
    """

    question: str
    answer: Answer | None
    asked: datetime = field(default_factory=lambda: datetime.now(UTC))
    limits: Limits = field(default_factory=Limits)
    helpful: bool | None = None

    @property
    def moment(self) -> str:
        """When it was asked (ISO): what names it within its conversation."""
        return self.asked.isoformat()

    def as_turn(self) -> Turn:
        """As the assistant takes it for history."""
        return Turn(self.question, self.answer)


def answer_text(turn: KeptTurn) -> str:
    """The answer as the document that is stored."""
    return dump_answer(turn.answer, indent=None) if turn.answer else ""


def read_answer(text: str) -> Answer | None:
    """The stored answer; None if it is not of a form that this version knows."""
    try:
        return load_answer(text)
    except CitewireError:
        return None


def limits_text(limits: Limits) -> str:
    """The limits as a JSON object."""
    return json.dumps({"outlets": limits.outlets, "first_day": limits.first_day, "last_day": limits.last_day})


def read_limits(text: str) -> Limits:
    """The limits that `limits_text` wrote."""
    found = json.loads(text)
    return Limits(tuple(found["outlets"]), found["first_day"], found["last_day"])


def searchable(turn: KeptTurn) -> str:
    """Question and quotes, case folded: what a search of conversations looks through."""
    return "\n".join([turn.question, *_quotes(turn.answer)]).casefold()


def history(turns: Sequence[KeptTurn]) -> list[Turn]:
    """The turns as the assistant takes them."""
    return [turn.as_turn() for turn in turns]


def _quotes(answer: Answer | None) -> Iterator[str]:
    if answer is not None:
        yield from (sentence.text for sentence in answer.sentences)
