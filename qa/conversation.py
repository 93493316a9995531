"""Turns of a conversation, and a follow-up -> a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answers import Answer
from qa.words import STOP_WORDS, is_name, tokens

_OPENING = re.compile(
    r"^\W*(and|but|also|so|what about|how about|why|how many of (them|those)|which of)\b", re.IGNORECASE
)
_POINTING = re.compile(
    r"\b(he|she|him|his|hers?|it|its|they|them|their|theirs|this|that|those|these|there|then|"
    r"the (?:same|former|latter|move|decision|plan|deal|company|minister|man|woman))\b",
    re.IGNORECASE,
)
_SHORT = 4  # content words: a shorter question without a name hardly stands alone


@dataclass(frozen=True, slots=True)
class Turn:
    """A question asked before, and its answer where it is known."""

    question: str
    answer: Answer | None = None


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question with what it leaves unsaid put in front, taken from the turns before."""
    if not history or not _follows_up(question):
        return question
    carried = _carried(question, history)
    return f"{question.strip()} ({carried})" if carried else question


def _follows_up(question: str) -> bool:
    named = any(is_name(token, position) for position, token in enumerate(tokens(question)))
    pointing = bool(_POINTING.search(question))
    content = [token for token in tokens(question) if token.text.casefold() not in STOP_WORDS]
    return (
        bool(_OPENING.search(question)) or (pointing and not named) or (len(content) < _SHORT and not named)
    )


def _carried(question: str, history: Sequence[Turn]) -> str:
    """Content words of the last question that stood alone, without those that are in this one already."""
    own = {token.stem for token in tokens(question)}
    words: list[str] = []
    for turn in _back_to_the_topic(history):
        for token in tokens(turn.question):
            if token.text.casefold() not in STOP_WORDS and token.stem not in own:
                own.add(token.stem)
                words.append(token.text)
    return " ".join(words)


def _back_to_the_topic(history: Sequence[Turn]) -> list[Turn]:
    """The latest turns up to the one that was no follow-up itself, newest first."""
    turns: list[Turn] = []
    for turn in reversed(history):
        turns.append(turn)
        if not _follows_up(turn.question):
            break
    return turns[-1:] if len(turns) > 2 else turns
