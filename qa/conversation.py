"""Turns of a conversation, and a follow-up -> a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answers import Answer
from qa.words import STOP_WORDS, is_name, tokens

_OPENING = re.compile(
    r"^\W*(?:(?:and|but|also|so)\b|what about\b|how about\b|how many of (?:them|those)\b|which of (?:them|those)\b"
    r"|(?:why|when|where|who|how|how many|how much|since when)\W*$)",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:he|she|him|his|hers?|they|them|their|theirs|the (?:same|former|latter))\b"
    r"|\bits?\b(?!\s+(?:safe|true|possible|likely|known|\w+ing)\b)"
    r"|\b(?:this|that|those|these)\b(?=\s*(?:\?|$|is\b|was\b|are\b|were\b|mean|happen|cost|work|said\b))",
    re.IGNORECASE,
)
_EXPLAINED = (
    2  # content words before a pronoun that can be what it means: 'Did the bridge close before it ...'
)
_CARRIED = 8  # words of the earlier question at most


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
    """Whether it opens as one, or points at something with nothing in it that could be meant."""
    if _OPENING.search(question):
        return True
    pointing = _POINTING.search(question)
    if pointing is None:
        return False
    before = question[: pointing.start()]
    named = any(is_name(token, place) for place, token in enumerate(tokens(question)))
    return not named and len(_content(before)) < _EXPLAINED


def _content(text: str) -> list[str]:
    return [token.text for token in tokens(text) if token.text.casefold() not in STOP_WORDS]


def _carried(question: str, history: Sequence[Turn]) -> str:
    """Content words of the last question that stood alone, without those that are in this one already."""
    alone = next((turn for turn in reversed(history) if not _follows_up(turn.question)), history[0])
    own = {token.stem for token in tokens(question)}
    words = (token for token in tokens(alone.question) if token.text.casefold() not in STOP_WORDS)
    new = {token.stem: token.text for token in words if token.stem not in own}
    return " ".join(list(new.values())[:_CARRIED])
