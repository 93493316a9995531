"""Which of the figures and names in a sentence hold: not those that were to be at first, and not those it denies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer_spans import Span, answer_spans
from qa.kinds import AnswerKind

_NO_LONGER = re.compile(
    r"\b(?:(?:was|were|had been) (?:\w+ly )?(?:due|to|scheduled|expected|planned|meant|supposed|set|estimated|first"
    r"|put(?! off| back| up))"
    r"|(?:push(?:ed|es)?|raise[sd]?|moved?|put back|postponed|changed|increase[sd]?|up|down|climbed|rose|risen) from"
    r"|replac(?:ed|es|ing) (?:an?|the|its) (?:earlier|previous|first|old|original)|instead of|rather than|original(?:ly)?)\b"
    r"[^.;:]{0,60}$",
    re.IGNORECASE,
)
_BACK_THEN = re.compile(
    r"[^.;]{0,60}\b(?:when (?:it|they|the \w+) (?:was|were)|(?:has|have|had) since|at the time|(?<!than )at first"
    r"|(?<!than )originally)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no longer|cannot|neither|nor)\b(?! (?:only|just|merely)\b)|n[’']t\b)([^.,;:]{0,60})$",
    re.IGNORECASE,
)
_HOLDS_AGAIN = re.compile(
    r"\b(?:until|till|before|but|will|only|more than|less than|fewer than|later than|earlier than)\b",
    re.IGNORECASE,
)


_ASKS_AT_FIRST = re.compile(
    r"\b(?:original\w*|at first|initial\w*|previous\w*|earlier|supposed|old)\b"
    r"|\b(?:was|were|had)\b.*\b(?:due|to|scheduled|planned|expected|meant)\b",
    re.IGNORECASE,
)
_ASKS_DENIED = re.compile(r"\b(?:not|never|no longer|cannot)\b|n[’']t\b|\bden(?:y|ied|ies)\b", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"\d[ ]?[ap]\.?m\b|^\d{1,2}[:.]\d\d$", re.IGNORECASE)


def holds(kind: AnswerKind, question: str, text: str, span: Span) -> bool:
    """Whether the words in a half-open span of a sentence are told as what is, not as what was to be or is denied.

    A question that itself asks for how it was at first, or for what is denied, may be given that.
    """
    others = [
        one
        for one in answer_spans(kind, text)
        if not (one[0] < span[1] and span[0] < one[1]) and not _TIME_OF_DAY.search(text[slice(*one)])
    ]
    past = not _ASKS_AT_FIRST.search(question) and is_past(text, span, others)
    return not past and (bool(_ASKS_DENIED.search(question)) or not is_denied(text, span, others))


def is_past(text: str, span: Span, others: Sequence[Span] = ()) -> bool:
    """Whether the sentence says that the words in a half-open span held once and hold no longer.

    What says so governs the nearest of the `others` of the kind only: in 'raised from £5m to £9m' the £5m.
    """
    before = _NO_LONGER.search(text, _end_before(span, others), span[0])
    after = _BACK_THEN.match(text, span[1], _start_behind(text, span, others))
    return bool(before or after)


def is_denied(text: str, span: Span, others: Sequence[Span] = ()) -> bool:
    """Whether the sentence denies what it says of the words in a half-open span: 'will not open on 1 May'."""
    found = _DENIED.search(text, _end_before(span, others), span[0])
    return bool(found and not _HOLDS_AGAIN.search(found.group(1)))


def _end_before(span: Span, others: Sequence[Span]) -> int:
    return max((end for _, end in others if end <= span[0]), default=0)


def _start_behind(text: str, span: Span, others: Sequence[Span]) -> int:
    return min((start for start, _ in others if start >= span[1]), default=len(text))
