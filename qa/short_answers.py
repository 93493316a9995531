"""The words of a sentence that are marked as the short answer: none rather than wrong ones."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import groupby

from indexes.moments import MONTHS
from qa.answer_spans import Span
from qa.candidates import Candidate
from qa.counted_things import asks_score, counts_it, names_it, scores
from qa.focus import ASKS_TIME, candidates_for, choose, is_time
from qa.kinds import AnswerKind
from qa.persons import is_asked_for
from qa.question import Question
from qa.words import Token, is_name, tokens

_NAMES = re.compile(r"\b(?:called|named|name|names)\b", re.IGNORECASE)
_IS_CALLED = re.compile(
    r"\b(?:named|called|dubbed|nicknamed|christened|known as|titled|entitled|name (?:is|was|of))"
    r"\s(?:the\s|her\s|him\s|it\s)?[“\"‘']?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\bwhen (?:is|are|does|do|will|can)\b|\bwill\b|\bdue\b", re.IGNORECASE)
YEAR = 4  # digits
_CALENDAR = frozenset((*MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_AT = re.compile(r"\b(?:at|in|near|off|outside)\s(?:the\s)?$", re.IGNORECASE)


def short_answer(
    kind: AnswerKind, question: str, stems: frozenset[str], sentence: str, article: str = ""
) -> Span | None:
    """The half-open span of `sentence` that answers, or None where none fits what is asked.

    Stricter than `qa.focus.focus`, which takes what stands nearest to the question's words: a figure must count
    what is asked, a name must be whom it asks for.
    """
    if kind is AnswerKind.NUMBER and asks_score(question):
        return next(iter(scores(sentence)), None)
    spans = candidates_for(kind, question, stems, sentence, article)
    spans = [span for span in spans if _fits(span, kind, question, stems, sentence)]
    if kind is AnswerKind.DATE and ASKS_TIME.search(question):
        spans = [span for span in spans if is_time(sentence[slice(*span)])]
    if kind is AnswerKind.NUMBER:
        spans = [span for span in spans if names_it(span, question, sentence)] or spans
    if kind is AnswerKind.NAME and _NAMES.search(question):
        spans = [span for span in spans if _IS_CALLED.search(sentence[: span[0]])] or [
            span for span in spans if not _AT.search(sentence[: span[0]])
        ]
    return choose(spans, kind, question, stems, sentence)


def _fits(span: Span, kind: AnswerKind, question: str, stems: frozenset[str], sentence: str) -> bool:
    if kind is AnswerKind.NUMBER:
        return counts_it(span, question, sentence)
    return kind is not AnswerKind.PERSON or is_asked_for(span, question, stems, sentence)


def marked(question: Question, candidate: Candidate) -> Span | None:
    """The short answer in a candidate sentence; None where nothing there or beside it names what is asked about."""
    if not _names_placed(question, candidate):
        return None
    text, article = candidate.text, candidate.reading.article
    span = short_answer(question.kind, question.text, frozenset(question.stems), text, article.text)
    past = (
        span is not None
        and _AHEAD.search(question.text)
        and _is_past_year(text[slice(*span)], article.published)
    )
    return None if past else span


def _is_past_year(words: str, published: datetime | None) -> bool:
    return published is not None and words.isdigit() and len(words) == YEAR and int(words) < published.year


def _names_placed(question: Question, candidate: Candidate) -> bool:
    """Whether each name of the question stands in the sentence, beside it, in the title or in the first sentence."""
    around = candidate.surrounding_stems | candidate.reading.stems(0)
    return all(stands(name, around, candidate.reading.article.text) for name in names_of(question))


def names_of(question: Question) -> list[tuple[Token, ...]]:
    """The names in a question, each as the words it is written in; no months and weekdays, no outlets."""
    words = list(enumerate(tokens(question.standalone)))
    asked = [
        token
        if is_name(token, place) and token.stem in question.stems and token.text not in _CALENDAR
        else None
        for place, token in words
    ]
    return [
        tuple(token for token in run if token)
        for told, run in groupby(asked, key=lambda one: one is not None)
        if told
    ]


def stands(name: tuple[Token, ...], around: frozenset[str], article: str) -> bool:
    """A surname stands for the whole name; of 'Tollgate Bridge' the word that is no common noun must stand there."""
    *others, last = name
    common = bool(others) and bool(re.search(rf"\b{re.escape(last.text.lower())}\b", article))
    needed = others if common else [last]
    return any(token.stem in around for token in needed)
