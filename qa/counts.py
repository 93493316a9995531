"""Which figures of a sentence count what is asked: no dates, ages, times or shares where people are counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer_spans import Span, answer_spans
from qa.kinds import AnswerKind
from qa.words import stem

_HOW_MANY = re.compile(r"\bhow many\b|\bnumber of\b|\bhow often\b", re.IGNORECASE)
_ASKED_UNIT = re.compile(r"\bhow many (\w+)(?: (\w+))?", re.IGNORECASE)
_HOW_LONG_A_THING = re.compile(
    r"\bhow long (?:is|was|are|were) (?:the|a|an|its|his|her|their|this|that)\b", re.IGNORECASE
)
_AGE = re.compile(
    r"\b(\d{1,3})-(?:year|month|week|day)-old|(?:,|aged) (\d{1,3})(?=[,.)]|,? of\b|,? who\b)|\bthe age of (\d{1,3}(?: years and \d+ days)?)"
)
_SPAN_OF_LIFE = re.compile(r"\b\d{1,3} (?:years|months|weeks|days) old\b|\b\d{1,3} years and \d{1,3} days\b")
_OLD = re.compile(r"\b[\w-]+-(?:year|month|week|day)-olds?\b")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?(?!\d)(?=\s?[ap]\.?m|\s+(?:local|GMT|BST|on|that)\b|\b)",
    re.IGNORECASE,
)
_UNITS = (
    r"mph|km/h|kph|knots|miles?(?: an hour| per hour)?|yards?|feet|foot|ft|inch(?:es)?|metres?|meters?|kilomet(?:re|er)s?|km|m\b|cm|mm|"
    r"kg|kilos?|kilograms?|grams?|pounds|tonnes?|tons?|acres?|hectares?|degrees(?: (?:Celsius|Fahrenheit))?|C\b|F\b|°[CF]|"
    r"lit(?:re|er)s?|gallons?|barrels?|megawatts?|gigawatts?|MW|GW|parts per (?:million|billion)|ppb|ppm|points?|percentage points?|"
    r"per ?cent|%|square (?:miles|feet|metres|kilometres)|stor(?:ey|y|eys|ies)|lines|pages"
)
_UNIT = re.compile(rf"\s?-?(?:{_UNITS})(?![\w-])")
_TIME_UNIT = re.compile(
    r"[\s-](seconds?|minutes?|hours?|days?|weeks?|months?|years?|nights?)\b", re.IGNORECASE
)
_APART = re.compile(r"\s(?:after|before|later|earlier|ago)\b")
_ONE_IN = re.compile(r"\b(?:one|two|three|\d) (?:in|out of) $", re.IGNORECASE)
_OUT_OF = re.compile(r"^(?:one|two|three)$", re.IGNORECASE)


def ages(sentence: str) -> list[Span]:
    """The ages that the sentence gives, longest form first where two begin together."""
    found = [match.span() for match in _SPAN_OF_LIFE.finditer(sentence)]
    return found or [match.span(match.lastindex or 0) for match in _AGE.finditer(sentence)]


def counted(kind: AnswerKind, question: str, sentence: str, spans: Sequence[Span]) -> list[Span]:
    """The spans that may count what is asked; all that are no dates if that leaves none."""
    others = [
        *answer_spans(AnswerKind.DATE, sentence),
        *(match.span() for match in _CLOCK.finditer(sentence)),
    ]
    if kind is AnswerKind.NUMBER:
        others += ages(sentence)
    others += [match.span() for match in _OLD.finditer(sentence)]
    free = [span for span in spans if not any(start < span[1] and span[0] < end for start, end in others)]
    if kind is AnswerKind.DURATION and not free and _HOW_LONG_A_THING.search(question):
        measured = (
            span for span in answer_spans(AnswerKind.NUMBER, sentence) if _UNIT.match(sentence, span[1])
        )
        return list(measured)
    if kind is AnswerKind.DURATION:
        return [span for span in free if not _APART.match(sentence, span[1])] or free
    if kind is not AnswerKind.NUMBER:
        return free
    good = [span for span in free if _may_count(span, question, sentence)]
    return good or free


def _may_count(span: Span, question: str, sentence: str) -> bool:
    words, after = sentence[slice(*span)], sentence[span[1] :]
    if _OUT_OF.match(words) and re.match(r" (?:in|of the|of them|out of) ", after):
        return False
    if _ONE_IN.search(sentence[: span[0]]):
        return False
    if not _HOW_MANY.search(question):
        return bool(re.search(r"\d", words))  # 'four strong earthquakes' does not say how strong
    if re.match(r"\s?(?:%|per ?cent|percentage)", after) or re.search(r"[$£€%]|per ?cent", words):
        return False
    unit = _TIME_UNIT.match(after) or _UNIT.match(after)
    return unit is None or _is_asked(unit.group().strip(" -"), question)


def _is_asked(unit: str, question: str) -> bool:
    asked = _ASKED_UNIT.search(question)
    return asked is not None and any(word and stem(word) == stem(unit) for word in asked.groups())


def with_unit(span: Span, sentence: str) -> Span:
    """The span with the unit of measure that follows it."""
    unit = _UNIT.match(sentence, span[1])
    return (span[0], unit.end()) if unit else span
