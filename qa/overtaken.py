"""What is planned and how things stand: a newer statement takes the place of an older one on the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa.answer_spans import Span
from qa.candidates import Candidate
from qa.evidence import RankedSentence
from qa.kinds import AnswerKind
from qa.question import Question
from qa.short_answers import marked
from qa.words import STOP_WORDS, tokens

_STANDS = re.compile(
    r"\bwill\b|\bwhen(?:['’]s| is| are| does| do| can)\b|\b(?:due|expected|scheduled|planned|going) to\b"
    r"|\b(?:now|new|still|currently|latest)\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(
    r"\b(?:original\w*|at first|first|initial\w*|before|earlier|previous\w*|supposed|old|was|were|had|did)\b",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\b(?:(?:was|were|had been) (?:\w+ly )?(?:due|to|scheduled|expected|planned|meant|supposed|set|put|estimated|first)"
    r"|(?:push(?:ed|es)?|raise[sd]?|moved?|put back|postponed|changed|increase[sd]?|up|down|climbed|rose|risen) from"
    r"|instead of|rather than|original(?:ly)?)\b"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
_BACK_THEN = re.compile(
    r"[^.;]{0,60}\b(?:when (?:it|they|the \w+) (?:was|were)|(?:has|have|had) since|at the time|at first|originally)\b",
    re.IGNORECASE,
)
_KINDS = (AnswerKind.DATE, AnswerKind.MONEY)
_NEAR = 4.0  # logits below the best sentence within which one tells of the same thing
_LIKELY = -2.0  # log odds of the answer standing in its words
_ABOUT = 0.5  # share of the question's words that stand in it and around it


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that gives what is asked for, in which words, when it was printed, and whether it says so itself that
    this holds no longer."""

    candidate: Candidate
    words: frozenset[str]
    printed: date
    past: bool

    def overtakes(self, other: Statement) -> bool:
        """Whether it says otherwise, and later or where the other speaks of what was to be."""
        differs = not (self.words <= other.words or other.words <= self.words)
        return differs and (other.past or self.printed > other.printed)


def without_overtaken(
    question: Question, chosen: Sequence[Candidate], ranked: Sequence[RankedSentence]
) -> list[Candidate]:
    """The chosen sentences, best first, where a plan or a price is asked for: the newest statement first, and no older ones
    that say otherwise, but where the latest is asked for these stand behind it.
    """
    found = list(_statements(question, ranked)) if _asks_what_stands(question) else []
    newest = max((one for one in found if not one.past), key=lambda one: one.printed, default=None)
    old = [one.candidate for one in found if newest and newest.overtakes(one)]
    if newest is None or not any(one in old for one in chosen):
        return list(chosen)
    left = chosen if question.latest else [one for one in chosen if one not in old]
    return [newest.candidate, *(one for one in left if one != newest.candidate)]


def _asks_what_stands(question: Question) -> bool:
    """Whether it asks for a plan or a state of today, not of a time that it names or of how it was at first."""
    text = question.text
    asks = question.kind in _KINDS and bool(_STANDS.search(text)) and not _AT_FIRST.search(text)
    return asks and not question.periods


def _statements(question: Question, ranked: Sequence[RankedSentence]) -> Iterator[Statement]:
    asked = frozenset(question.stems)
    for one in ranked:
        candidate = one.candidate
        if one.score < ranked[0].score - _NEAR or candidate.published is None:
            continue
        span = marked(question, candidate)
        about = len(asked & candidate.surrounding_stems) >= _ABOUT * len(asked)
        if span and about and (one.tokens is None or one.tokens.strength(span) >= _LIKELY):
            yield Statement(
                candidate, _words(candidate, span), candidate.published.date(), _is_past(candidate, span)
            )


def _words(candidate: Candidate, span: Span) -> frozenset[str]:
    found = tokens(candidate.text[slice(*span)])
    return frozenset(token.stem for token in found if token.text.casefold() not in STOP_WORDS)


def _is_past(candidate: Candidate, span: Span) -> bool:
    before, after = candidate.text[: span[0]], candidate.text[span[1] :]
    return bool(_NO_LONGER.search(before) or _BACK_THEN.match(after))
