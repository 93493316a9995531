"""Turns of a conversation, and a follow-up -> a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.answers import Answer
from qa.kinds import AnswerKind, answer_kind
from qa.months import CALENDAR
from qa.rewriting import rewritten
from qa.tense import PAST
from qa.words import STOP_WORDS, Token, is_name, tokens

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
_COUNTED = re.compile(r"^\W*(?:and\s+)?how (?:many|much)\s+(?:of\s+)?[a-z]+", re.IGNORECASE)
_PAST = re.compile(rf"{PAST}|cut|set|let")
_SOMEBODY = re.compile(r"\b(?:he|she|him|his|hers?)\b", re.IGNORECASE)
_TELLING = 2  # words from which what a question is about stands for itself: 'ferry collision', not 'plant'
_CARRIED = 8  # words of the earlier question at most


@dataclass(frozen=True, slots=True)
class Turn:
    """A question asked before, and its answer where it is known."""

    question: str
    answer: Answer | None = None


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question with what it leaves unsaid, taken from the turns before: in its own words where that is certain."""
    if not history or not _follows_up(question):
        return question
    asked = _in_own_words(history)
    if whole := rewritten(question, asked[-1].question):
        return whole
    carried = _carried(question, asked)
    return f"{question.strip()} ({carried})" if carried else question


def _in_own_words(history: Sequence[Turn]) -> list[Turn]:
    """The turns, each follow-up that could be put into the words of the one before in those, the others as asked."""
    asked = [history[0]]
    for turn in history[1:]:
        whole = rewritten(turn.question, asked[-1].question) if _follows_up(turn.question) else None
        asked.append(replace(turn, question=whole) if whole else turn)
    return asked


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
    """What the last question that stood alone is about, and the names of earlier ones where it tells too little.

    Without what is in this question already. 'He' or 'she' is the person with whom the turn before was answered.
    """
    alone = [turn for turn in history if not _follows_up(turn.question)] or [history[0]]
    about = [*_person(question, history[-1]), *_about(alone[-1].question)]
    for turn in reversed(alone[:-1]):
        if len(about) >= _TELLING or any(word[:1].isupper() for word in about):
            break
        about += [token.text for token in _names(turn.question)]
    own = {token.stem for token in tokens(question)}
    new = {token.stem: token.text for word in about for token in tokens(word) if token.stem not in own}
    return " ".join(list(new.values())[:_CARRIED])


def _about(question: str) -> list[str]:
    """The content words of a question; where it counts, without what it counts and its verbs in the past.

    'How many people were injured in the ferry collision?' is about the ferry collision.
    """
    counted = _COUNTED.match(question)
    if counted is None:
        return _content(question)
    return [word for word in _content(question[counted.end() :]) if not _PAST.fullmatch(word)]


def _names(question: str) -> list[Token]:
    """Its names, without those of months and days: what came later is not of that time."""
    named = [token for place, token in enumerate(tokens(question)) if is_name(token, place)]
    return [token for token in named if token.text.casefold() not in CALENDAR]


def _person(question: str, last: Turn) -> list[str]:
    """The name marked as the short answer of the turn before, where the question says 'he' or 'she'."""
    if last.answer is None or not last.answer.sentences or not _SOMEBODY.search(question):
        return []
    first = last.answer.sentences[0]
    marked = first.text[slice(*first.focus)] if first.focus else ""
    return [marked] if answer_kind(last.question) is AnswerKind.PERSON and marked[:1].isupper() else []
