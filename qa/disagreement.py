"""Where articles disagree: other figures for the same thing, or opposite statements on the same point, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from qa.answer_spans import Span
from qa.answers import Answer, DifferingFigure, Disagreement, DisagreementKind
from qa.candidates import Candidate
from qa.corrections import sets_right
from qa.differing_figures import differing, near_the_best
from qa.evidence import RankedSentence
from qa.opposition import opposed
from qa.question import Question

_SAME_REPORT = timedelta(days=3)  # later, the contrary is news rather than another account


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence on one side, and the half-open span of the figure or words that the other side contradicts."""

    candidate: Candidate
    span: Span


def with_differing(
    question: Question, chosen: Sequence[Candidate], ranked: Sequence[RankedSentence], most: int
) -> list[Candidate]:
    """The chosen sentences, best first, with those that disagree with the best one behind it; at most `most`."""
    _, sides = _sides(question, chosen, ranked)
    rivals = [one.candidate for one in sides[1:]]
    return [*chosen[:1], *rivals, *(one for one in chosen[1:] if one not in rivals)][:most]


def told_apart(
    question: Question,
    words: str,
    chosen: Sequence[Candidate],
    ranked: Sequence[RankedSentence],
    answer: Answer,
) -> Disagreement | None:
    """What the cited sentences give differently or contradict each other in, with their citation numbers."""
    numbers = {(cited.article_id, cited.start): cited.number for cited in answer.citations}
    kind, sides = _sides(question, chosen, ranked)
    figures = [
        _as_cited(one, numbers[key])
        for one in sides
        if (key := (one.candidate.reading.article.id, one.candidate.sentence.start)) in numbers
    ]
    return Disagreement(words, tuple(figures), kind) if len(figures) > 1 else None


def opposing(question: Question, chosen: Sequence[Candidate], ranked: Sequence[RankedSentence]) -> list[Side]:
    """The best chosen sentence and one of another article, of the same days, that says the contrary; none if none does.

    Where something is set right, that tells what holds.
    """
    if not chosen or question.latest or any(sets_right(one) for one in chosen):
        return []
    first = chosen[0]
    for other in near_the_best(ranked, first, _SAME_REPORT):
        spans = opposed(first.text, other.text)
        if spans and not sets_right(other):
            return [Side(first, spans[0]), Side(other, spans[1])]
    return []


def _sides(
    question: Question, chosen: Sequence[Candidate], ranked: Sequence[RankedSentence]
) -> tuple[DisagreementKind, list[Side]]:
    """Figures where they differ, else statements."""
    figures = [Side(one.candidate, one.span) for one in differing(question, chosen, ranked)]
    if figures:
        return DisagreementKind.FIGURES, figures
    return DisagreementKind.STATEMENTS, opposing(question, chosen, ranked)


def _as_cited(side: Side, number: int) -> DifferingFigure:
    article = side.candidate.reading.article
    words = side.candidate.text[slice(*side.span)]
    return DifferingFigure(number, side.span, words, article.source, article.published)
