"""What callers pass -> the types inside: moments, filters, turns."""

from __future__ import annotations

from collections.abc import Sequence

from indexes.errors import QuestionError
from indexes.filters import Filters
from qa.answers import Answer
from qa.conversation import Turn
from qa.moments import Moment, moment_of

__all__ = ["Moment", "Past", "filters_of", "moment_of", "positive", "turns_of"]

Past = str | Answer | Turn


def filters_of(sources: str | Sequence[str] | None, after: Moment | None, before: Moment | None) -> Filters:
    """The limits of a search. Raises QuestionError where the dates are in the wrong order."""
    names = (sources,) if isinstance(sources, str) else None if sources is None else tuple(sources)
    if names is not None and not names:
        raise QuestionError(
            "sources is empty: nothing would be searched. Leave it out to search all outlets."
        )
    first, last = moment_of(after), moment_of(before)
    if first and last and first >= last:
        raise QuestionError(
            f"published_after ({first:%Y-%m-%d}) must be earlier than published_before ({last:%Y-%m-%d})."
        )
    return Filters(names or (), first, last)


def turns_of(history: Sequence[Past] | None) -> tuple[Turn, ...]:
    """Earlier questions, answers or turns as turns. Raises QuestionError for anything else."""
    if isinstance(history, str):
        raise QuestionError("history is one text; pass a list of the earlier questions.")
    return tuple(_turn(past) for past in history or ())


def positive(name: str, value: int) -> int:
    """The number as it is. Raises QuestionError unless it is a whole number of at least 1."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise QuestionError(f"{name} is {value!r}; give a whole number of at least 1.")
    return value


def _turn(past: Past) -> Turn:
    if isinstance(past, Turn):
        return past
    if isinstance(past, Answer):
        return Turn(past.question, past)
    if isinstance(past, str):
        return Turn(past)
    raise QuestionError(f"history holds {type(past).__name__}; pass questions (str), Answers or Turns.")
