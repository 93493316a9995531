"""Different figures for the same thing: articles that give another number, sum, share or length than the best sentence.

Only figures that speak of the same thing count: the words of the question stand by both, what is counted is the
same, and no other year or day is meant. A correction is not set against what it corrects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from indexes.moments import MONTHS
from qa.answer_spans import Span, answer_spans
from qa.candidates import Candidate
from qa.corrections import corrected_texts, sets_right
from qa.evidence import RankedSentence
from qa.figures import Figure, figure_of
from qa.focus import ASKS_TIME
from qa.kinds import AnswerKind
from qa.question import Question
from qa.short_answers import marked
from qa.words import STOP_WORDS, stem, tokens

_KINDS = (AnswerKind.NUMBER, AnswerKind.MONEY, AnswerKind.SHARE, AnswerKind.DURATION)
_SIZE = re.compile(
    r"\b(?:nation|country|state|island|town|city|village|population|community|crew|staff|workforce|capacity) of (?:\w+ )?$",
    re.IGNORECASE,
)
_ON_TOP = re.compile(
    r"\b(?:another|further|extra|additional|of whom|among them|including|of the|first)\s$", re.IGNORECASE
)
_OF_MORE = re.compile(r"\s(?:of (?:them|those|whom|the)|more|further|others?|additional)\b", re.IGNORECASE)
NEAR = 3.0  # logits below the best sentence within which another can answer the same
LOOKED_AT = 10  # ranked sentences that are compared
SAME_TIME = timedelta(days=31)  # reports further apart tell of different states, not of different counts
_COUNTED = 2  # words after a figure among which is what it counts
_MONTHS = frozenset(map(stem, MONTHS))
_ALIKE = 0.75  # share of the question's words by the best figure that must stand by the other


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that a sentence gives for what is asked, and its half-open span in it."""

    candidate: Candidate
    span: Span
    figure: Figure


def differing(
    question: Question, chosen: Sequence[Candidate], ranked: Sequence[RankedSentence]
) -> list[Given]:
    """The figures that different articles give, that of the best chosen sentence first; none where they agree."""
    if not _is_counted(question) or question.latest or any(sets_right(one) for one in chosen):
        return []
    first = next((given for one in chosen if (given := _given(question, one))), None)
    if first is None:
        return []
    others = [
        given
        for one in near_the_best(ranked, first.candidate)
        if (given := _given(question, one)) and _same_thing(question, first, given)
    ]
    found, settled = [first], _settled(ranked)
    for other in others:
        if other.figure.value not in settled and all(_rivals(question, known, other) for known in found):
            found.append(other)
    return found if len(found) > 1 else []


def _rivals(question: Question, known: Given, other: Given) -> bool:
    """Whether two articles give figures for the same thing that cannot both be right."""
    apart = known.candidate.reading.article.id != other.candidate.reading.article.id
    return apart and other.figure.differs_from(known.figure) and _same_thing(question, known, other)


def _settled(ranked: Sequence[RankedSentence]) -> frozenset[float]:
    """The figures that corrections among the articles speak of: which of them is right is said there."""
    articles = {one.candidate.reading.article.id: one.candidate.reading.article.text for one in ranked}
    texts = (text for article in articles.values() for text in corrected_texts(article))
    figures = (
        figure_of(text[slice(*span)])
        for text in texts
        for kind in _KINDS
        for span in answer_spans(kind, text)
    )
    return frozenset(figure.value for figure in figures if figure)


def _is_counted(question: Question) -> bool:
    """Whether a figure is asked for, or a time of day."""
    return question.kind in _KINDS or (
        question.kind is AnswerKind.DATE and bool(ASKS_TIME.search(question.text))
    )


def near_the_best(
    ranked: Sequence[RankedSentence], first: Candidate, within: timedelta = SAME_TIME
) -> Iterator[Candidate]:
    """Sentences of other articles, published within so long of the first's, that rank near the best."""
    own = first.reading.article
    for one in ranked[:LOOKED_AT]:
        other = one.candidate.reading.article
        apart = other.published and own.published and abs(other.published - own.published) > within
        if one.score >= ranked[0].score - NEAR and other.id != own.id and not apart:
            yield one.candidate


def _given(question: Question, candidate: Candidate) -> Given | None:
    text = candidate.text
    span = marked(question, candidate)
    figure = figure_of(text[slice(*span)], text[max(0, span[0] - 40) : span[0]]) if span else None
    return Given(candidate, span, figure) if span and figure and not sets_right(candidate) else None


def _same_thing(question: Question, first: Given, other: Given) -> bool:
    """Whether both figures answer the question in the same sense."""
    return (
        _counts_the_same(question, first, other)
        and _asked_beside(question, other) >= _ALIKE * _asked_beside(question, first)
        and _times(other) <= _times(first) | _asked_times(question)
        and not _part_of_whole(other)
        and not _part_of_whole(first)
        and not _tells_of_both(first, other)
    )


def _tells_of_both(first: Given, other: Given) -> bool:
    """Whether one sentence gives both figures: 'up from 6 to 9' tells of a change."""
    return _holds(other.candidate.text, first.figure) or _holds(first.candidate.text, other.figure)


def _holds(text: str, figure: Figure) -> bool:
    figures = (figure_of(text[slice(*span)]) for kind in _KINDS for span in answer_spans(kind, text))
    return any(one and one.value == figure.value for one in figures)


def _counts_the_same(question: Question, first: Given, other: Given) -> bool:
    """Numbers count the same thing; and no rate ('each', 'a day') stands against a whole, nor three days against five."""
    here, there = _counted(first.candidate.text, first.span), _counted(other.candidate.text, other.span)
    same = (
        bool(frozenset(here) & frozenset(there))
        or bool(first.figure.unit)
        or question.kind is not AnswerKind.NUMBER
    )
    return same and _is_rate(first) == _is_rate(other) and not _other_scope(first, other)


def _counted(text: str, span: Span) -> list[str]:
    """The first words behind a figure, as stems: what it counts."""
    ended = re.split(r"[,.;:—()]", text[span[1] :], maxsplit=1)[0]
    words = [token.stem for token in tokens(ended) if token.text.casefold() not in STOP_WORDS]
    return words[:_COUNTED]


def _is_rate(given: Given) -> bool:
    text, (start, end) = given.candidate.text, given.span
    after = re.match(
        r"[^,.;]{0,25}?\b(?:each|apiece|per|every|an? (?:day|week|month|year|head|share|night))\b", text[end:]
    )
    return bool(after or re.search(r"\b(?:each|every|per)\b[^,.;]{0,60}$", text[:start], re.IGNORECASE))


def _other_scope(first: Given, other: Given) -> bool:
    """Whether the sentences count something else too, and differently: 'the first three days', 'all five days'."""
    here, there = _further_counts(first), _further_counts(other)
    return any(here[word] != there[word] for word in here.keys() & there.keys())


def _further_counts(given: Given) -> dict[str, float]:
    text, counts = given.candidate.text, {}
    for span in answer_spans(AnswerKind.NUMBER, text):
        figure, words = figure_of(text[slice(*span)]), _counted(text, span)
        if figure and words and not (span[0] < given.span[1] and given.span[0] < span[1]):
            counts[words[0]] = figure.value
    return counts


def _asked_beside(question: Question, given: Given) -> int:
    """How many words of the question stand in the sentence, beside it or in its title."""
    asked = (one for one in question.stems if not one[:1].isdigit() and one not in _MONTHS)
    return len(given.candidate.surrounding_stems.intersection(asked))


def _times(given: Given) -> frozenset[str]:
    """The years and words such as 'last year' in the sentence."""
    text = given.candidate.text
    dates = (text[slice(*span)].casefold() for span in answer_spans(AnswerKind.DATE, text))
    return frozenset(one for one in dates if re.search(r"\b(?:1[5-9]|20)\d\d\b|\blast (?:year|month)\b", one))


def _asked_times(question: Question) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.findall(r"\b(?:1[5-9]|20)\d\d\b", question.standalone))


def _part_of_whole(given: Given) -> bool:
    """'Three of them', 'another 12', '5 more' are a part or come on top; 'a nation of 410,000' tells a size."""
    text, (start, end) = given.candidate.text, given.span
    return any(pattern.search(text[:start]) for pattern in (_SIZE, _ON_TOP)) or bool(
        _OF_MORE.match(text[end:])
    )
