"""Whose sum or day is it? Words that belong to another than whom the question asks about are not marked."""

from __future__ import annotations

import re

from qa.answer_spans import answer_spans, opening_name
from qa.candidates import Candidate
from qa.kinds import AnswerKind
from qa.question import Question
from qa.short_answers import names_of, stands
from qa.words import tokens

_NAME = r"[A-Z][\w’'-]*(?<![’']s)(?:\s[A-Z][\w’'-]*(?<![’']s))*"
_ASKING = r"(?!(?:What|Which|Who|Whose|How|When|Where|Why)\b)"
_PARTY = re.compile(
    rf"\b{_ASKING}(?P<name>{_NAME})\s(?:(?:will|would|is|was|has|have|did|to|be)\s){{0,3}}"
    r"(?:gets?|got|receives?d?|earn(?:s|ed)?|pa(?:ys?|id)|owe[sd]?|los(?:e|es|t)|offer(?:s|ed)?|bid|raised?|spen(?:d|ds|t)"
    r"|fined|charged?)\b"
)
_POINTS_BACK = re.compile(r"^\W*(?:it|he|she|they)\b", re.IGNORECASE)
_HEAD = 2  # characters, such as a quotation mark, before the name with which a sentence begins


def is_anothers(question: Question, candidate: Candidate) -> bool:
    """Whether the question asks what one party gets or pays, and the sentence begins with another and does not name it.

    'It' and 'she' stand for the name with which the sentence before begins.
    """
    party = _PARTY.search(question.text) if question.kind in (AnswerKind.MONEY, AnswerKind.NUMBER) else None
    if party is None:
        return False
    asked = {token.stem for token in tokens(party["name"])}
    place, reading = candidate.position, candidate.reading
    before = reading.before(place) if _POINTS_BACK.match(candidate.text) else None
    named = reading.stems(place) | (frozenset() if before is None else reading.stems(before))
    return not named & asked and _begins_with_a_name(candidate, place if before is None else before)


def names_all(question: Question, candidate: Candidate) -> bool:
    """Whether every name of the question, by its last word, stands in the sentence itself."""
    text = candidate.reading.article.text
    return all(stands(name, candidate.stems, text) for name in names_of(question))


def _begins_with_a_name(candidate: Candidate, place: int) -> bool:
    text = candidate.reading.text(place)
    spans = [*answer_spans(AnswerKind.PERSON, text), *opening_name(text, candidate.reading.article.text)]
    return any(start <= _HEAD for start, _ in spans)
