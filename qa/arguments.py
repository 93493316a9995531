"""What callers pass -> the types inside: moments, filters, turns."""

from __future__ import annotations

from collections.abc import Sequence

from indexes.errors import QuestionError
from indexes.filters import Filters
from qa.answers import Answer
from qa.conversation import Turn
from qa.moments import Moment, moment_of
from qa.words import well_formed

__all__ = ["Moment", "Past", "filters_of", "moment_of", "positive", "turns_of"]

Past = str | Answer | Turn


def filters_of(sources: str | Sequence[str] | None, after: Moment | None, before: Moment | None) -> Filters:
    """The limits of a search. Raises QuestionError where the dates are in the wrong order."""
    names = (sources,) if isinstance(sources, str) else None if sources is None else _listed(sources)
    if names is not None and not names:
        raise QuestionError(
            "sources is empty: nothing would be searched. Leave it out to search all outlets."
        )
    if not all(isinstance(name, str) for name in names or ()):
        raise QuestionError(f"sources holds {names!r}; pass names of outlets.")
    first, last = moment_of(after), moment_of(before)
    if first and last and first >= last:
        raise QuestionError(
            f"published_after ({first:%Y-%m-%d}) must be earlier than published_before ({last:%Y-%m-%d})."
        )
    return Filters(tuple(well_formed(name) for name in names or ()), first, last)


def turns_of(history: Sequence[Past] | None) -> tuple[Turn, ...]:
    """Earlier questions, answers or turns as turns. Raises QuestionError for anything else."""
    if isinstance(history, str) or not isinstance(history, Sequence | None):
        raise QuestionError(f"history is one {type(history).__name__}; pass a list of the earlier questions.")
    return tuple(_turn(past) for past in history or ())


def _listed(sources: Sequence[str]) -> tuple[str, ...]:
    try:
        return tuple(sources)
    except TypeError as error:
        raise QuestionError(f"sources is {sources!r}; pass names of outlets.") from error


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
