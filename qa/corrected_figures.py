"""The figures that an article sets right: in which sentence, what was wrong, and what is right instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa.answer_spans import Span, answer_spans
from qa.candidates import Candidate, Reading
from qa.corrections import sets_right_at, takes_back_at
from qa.figures import figure_of
from qa.kinds import AnswerKind
from qa.words import tokens

FIGURES = (AnswerKind.NUMBER, AnswerKind.MONEY, AnswerKind.SHARE)
_NOT = re.compile(
    r",? (?:and )?(?:not|rather than|instead of) "
    r"(?:(?:the|as|we|it|had|said|stated|reported|about|around|some|nearly|over) ){0,4}"
    r"(?=[£$€]?\w)"
)
_ARTICLES = 64  # texts of which is remembered whether they correct: each sentence of an article asks


@dataclass(frozen=True, slots=True)
class Correction:
    """A sentence that sets a figure right: what is `right`, and what `wrong` with the stem of the word behind it."""

    sentence: Candidate
    wrong: frozenset[tuple[float, str]]
    right: frozenset[float] = frozenset()


def corrections_in(reading: Reading) -> list[Correction]:
    """The sentences of an article that set a figure right."""
    return _corrections_at(reading, range(len(reading.sentences)))


def _corrections_at(reading: Reading, places: Iterable[int]) -> list[Correction]:
    if not corrects(reading.article.text):
        return []
    within = (place for place in places if place < len(reading.sentences))
    made = (_correction(reading, place) for place in within if reading.sentences[place].citable)
    return [one for one in made if one]


def _correction(reading: Reading, place: int) -> Correction | None:
    text, before = reading.text(place), reading.text(place - 1)
    right = sets_right_at(text)
    denied = _denied(text)
    if denied and _takes_back(reading.article.text):
        wrong = set(list(figures_in(text[denied.end() :]))[:1])
        told = set(figures_in(text[: denied.start()]))
    elif right:
        told = set(figures_in(text[right[1] :]))
        wrong = set(figures_in(text[: right[0]])) or set(figures_in(before))
    else:
        return None
    values = {value for value, _ in told}
    wrong = {(value, counted) for value, counted in wrong if value not in values}
    if not told or not wrong:
        return None
    return Correction(
        Candidate(reading, reading.sentences[place], 1, 0.0), frozenset(wrong), frozenset(values)
    )


def _denied(text: str) -> re.Match[str] | None:
    """Where 'not' stands just before a figure: in 'could not be saved and 12 died' it does not."""
    return next((one for one in _NOT.finditer(text) if _begins_with_figure(text[one.end() :])), None)


def _begins_with_figure(text: str) -> bool:
    return any(start == 0 for start, _ in figure_spans(text))


def is_taken_back(candidate: Candidate, span: Span) -> bool:
    """Whether the figure in a half-open span of the sentence is one that it, or the next one, calls wrong."""
    figure = figure_of(candidate.text[slice(*span)])
    if figure is None:
        return False
    made = _corrections_at(candidate.reading, (candidate.position, candidate.position + 1))
    return any(figure.value == value for one in made for value, _ in one.wrong)


def correction_with(candidate: Candidate, span: Span) -> Correction | None:
    """The correction that the sentence makes, if the figure in the half-open span is what is right."""
    figure = figure_of(candidate.text[slice(*span)])
    made = _corrections_at(candidate.reading, (candidate.position,))
    return next((one for one in made if figure and figure.value in one.right), None)


@lru_cache(maxsize=_ARTICLES)
def corrects(text: str) -> bool:
    """Whether a text takes something back or sets it right."""
    return bool(_takes_back(text) or sets_right_at(text))


@lru_cache(maxsize=_ARTICLES)
def _takes_back(text: str) -> bool:
    return takes_back_at(text) is not None


def figures_in(text: str) -> Iterator[tuple[float, str]]:
    """The figures of a text that belong to no date, each with the stem of the word behind it."""
    for span in figure_spans(text):
        figure = figure_of(text[slice(*span)])
        behind = next(tokens(text[span[1] :]), None)
        if figure:
            yield figure.value, behind.stem if behind else ""


def figure_spans(text: str) -> list[Span]:
    """The half-open spans of the numbers, sums and shares of a text that belong to no date, in order."""
    dates = answer_spans(AnswerKind.DATE, text)
    found = {span for kind in FIGURES for span in answer_spans(kind, text)}
    whole = [
        span for span in found if not any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in found)
    ]
    return sorted(
        span for span in whole if not any(span[0] < end and start < span[1] for start, end in dates)
    )
