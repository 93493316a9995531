"""The words of a sentence that are marked as the short answer: none rather than wrong ones."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from qa.answer_spans import Span
from qa.candidates import Candidate
from qa.corrected_figures import FIGURES, correction_with, is_taken_back
from qa.counted_things import asks_score, counts_it, names_it, scores
from qa.figures import figure_of
from qa.focus import ASKS_TIME, candidates_for, choose, is_time
from qa.full_names import TITLE_WORDS
from qa.kinds import AnswerKind
from qa.measures import measures_it
from qa.months import MONTHS_AND_DAYS
from qa.persons import is_asked_for
from qa.question import Question
from qa.quoted_words import words_asked
from qa.speakers import speaker_in
from qa.standing import holds
from qa.token_scores import TokenScores
from qa.words import Token, is_name, tokens

_NAMES = re.compile(r"\b(?:called|named|name|names)\b", re.IGNORECASE)
_IS_CALLED = re.compile(
    r"\b(?:named|called|dubbed|nicknamed|christened|known as|titled|entitled|name (?:is|was|of))"
    r"\s(?:the\s|her\s|him\s|it\s)?[“\"‘']?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\bwhen (?:is|are|does|do|will|can)\b|\bwill\b|\bdue\b", re.IGNORECASE)
_ASKS_WRONG = re.compile(
    r"\b(?:wrong\w*|mistake\w*|incorrect\w*|first|original\w*|misreport\w*)\b", re.IGNORECASE
)
YEAR = 4  # digits
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
    return choose(fitting(kind, question, stems, sentence, article), kind, question, stems, sentence)


def fitting(
    kind: AnswerKind, question: str, stems: frozenset[str], sentence: str, article: str = ""
) -> list[Span]:
    """The half-open spans of `sentence` that fit what is asked, in order; one of which is the short answer."""
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
    return spans


def _fits(span: Span, kind: AnswerKind, question: str, stems: frozenset[str], sentence: str) -> bool:
    if kind is AnswerKind.NUMBER:
        return counts_it(span, question, sentence) and measures_it(span, question, sentence)
    return kind is not AnswerKind.PERSON or is_asked_for(span, question, stems, sentence)


def marked(question: Question, candidate: Candidate) -> Span | None:
    """The short answer in a candidate sentence; None where nothing there or beside it names what is asked about."""
    if words := words_asked(question.text):
        return speaker_in(words, candidate)
    if not _names_placed(question, candidate):
        return None
    text, article = candidate.text, candidate.reading.article
    span = _held(question, candidate)
    past = (
        span is not None
        and _AHEAD.search(question.text)
        and _is_past_year(text[slice(*span)], article.published)
    )
    return None if past else span


def _held(question: Question, candidate: Candidate) -> Span | None:
    """The short answer among what the sentence tells as it is; only where there is none among what was or is denied."""
    kind, asked, text = question.kind, frozenset(question.stems), candidate.text
    if kind is AnswerKind.NUMBER and asks_score(question.text):
        return next(iter(scores(text)), None)
    spans = _fitting_in(question, candidate)
    held = [span for span in spans if holds(kind, question.text, text, span)]
    return choose(held or spans, kind, question.text, asked, text)


def has_rival(question: Question, candidate: Candidate, span: Span, scores_of: TokenScores) -> bool:
    """Whether the ranker sees the answer in other words of the kind at least as strongly as in the span."""
    strength = scores_of.strength(span)
    return any(
        scores_of.strength(other) >= strength
        for other in _fitting_in(question, candidate)
        if not (other[0] < span[1] and span[0] < other[1])
        and holds(question.kind, question.text, candidate.text, other)
    )


def is_own_name(question: Question, words: str) -> bool:
    """Whether the words are a name of the question, with a title or without: 'Mr Dunn' where Sam Dunn is asked about."""
    asked = {token.stem for name in names_of(question) for token in name}
    found = list(tokens(words))
    named = [token for token in found if token.stem in asked]
    return bool(named) and all(token.stem in asked or token.text.casefold() in TITLE_WORDS for token in found)


def _fitting_in(question: Question, candidate: Candidate) -> list[Span]:
    """The spans that fit, without figures that the sentence or the next one takes back."""
    spans = _fitting_as_told(question, candidate)
    if question.kind not in FIGURES or _ASKS_WRONG.search(question.text):
        return spans
    return [span for span in spans if not is_taken_back(candidate, span)]


def _fitting_as_told(question: Question, candidate: Candidate) -> list[Span]:
    asked, article = frozenset(question.stems), candidate.reading.article
    return fitting(question.kind, question.text, asked, candidate.text, article.text)


def stands_for_the_wrong(question: Question, candidate: Candidate, span: Span) -> bool:
    """Whether the figure in a span is put in the place of a wrong one that would have answered, there or in the sentence
    before: 'The correct number is 16' needs not say again what it counts."""
    made = correction_with(candidate, span) if question.kind in FIGURES else None
    if made is None:
        return False
    wrong = {value for value, _ in made.wrong}
    before = candidate.reading.before(candidate.position)
    told = [candidate]
    if before is not None:
        told.append(replace(candidate, sentence=candidate.reading.sentences[before]))
    figures = (figure_of(one.text[slice(*at)]) for one in told for at in _fitting_as_told(question, one))
    return any(figure is not None and figure.value in wrong for figure in figures)


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
        if is_name(token, place)
        and token.stem in question.stems
        and token.text.casefold() not in MONTHS_AND_DAYS
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
