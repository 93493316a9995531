"""The short answer inside a sentence: the words of the kind asked for that stand closest to what is asked about."""

from __future__ import annotations

import re

from qa.answer_spans import Span, answer_spans, new_spans
from qa.kinds import AnswerKind
from qa.words import STOP_WORDS, tokens

_MARKED = (
    AnswerKind.PERSON, AnswerKind.PLACE, AnswerKind.NUMBER, AnswerKind.MONEY, AnswerKind.SHARE, AnswerKind.DATE,
    AnswerKind.DURATION, AnswerKind.NAME,
)  # fmt: skip
_COUNTED = (AnswerKind.NUMBER, AnswerKind.SHARE, AnswerKind.MONEY, AnswerKind.DURATION)
_HOW_MANY = re.compile(r"\bhow many (\w+)|\bhow (old)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(\d{1,3})-year-old|(?:,|aged) (\d{1,3})(?=[,.)\s])")


def focus(kind: AnswerKind, question: str, question_stems: frozenset[str], sentence: str) -> Span | None:
    """The half-open span of `sentence` that is the short answer, or None where the kind has none or none is new."""
    if kind not in _MARKED:
        return None
    asked = _HOW_MANY.search(question)
    if asked and asked.group(2):
        return _age(sentence)
    spans = new_spans(kind, sentence, question_stems)
    if kind in _COUNTED:
        dates = answer_spans(AnswerKind.DATE, sentence)
        spans = [span for span in spans if not any(start < span[1] and span[0] < end for start, end in dates)]
    return min(spans, key=lambda span: (_distance(span, sentence, question_stems), span)) if spans else None


def _age(sentence: str) -> Span | None:
    match = _AGE.search(sentence)
    return match.span(1 if match.group(1) else 2) if match else None


def _distance(span: Span, sentence: str, question_stems: frozenset[str]) -> float:
    """Characters to the words of the question that the sentence holds, near ones counting most; after beats before."""
    near = 0.0
    for token in tokens(sentence):
        told = token.stem in question_stems and token.text.casefold() not in STOP_WORDS
        if told and not span[0] <= token.start < span[1]:
            gap = token.start - span[1] if token.start >= span[1] else 1.5 * (span[0] - token.end)
            near += 1.0 / (3.0 + max(0.0, gap))
    return -near
