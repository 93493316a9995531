"""That articles give different figures, or contradict each other -> markup: quotes side by side; pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qa.answers import Answer, Citation, DifferingFigure, Disagreement, DisagreementKind
from ui.markup import Inert, joined, markup
from ui.phrases import reference
from ui.source import citations_of, cite_key

_HEADS: Final = {
    DisagreementKind.FIGURES: "The articles disagree",
    DisagreementKind.STATEMENTS: "The articles contradict each other",
}


def render_disagreement(turn: int, answer: Answer, found: Disagreement) -> Inert:
    """A box of the answer of that turn: each figure or statement, marked in its quote, with outlet and date."""
    by_number = {citation.number: citation for citation in citations_of(answer)}
    about = markup(" on “{}”", found.part) if found.part else ""
    return markup(
        '<section class="differing" aria-label="Disagreement"><p class="head">{}{}</p><ul>{}</ul></section>',
        _HEADS[found.kind],
        about,
        joined(_side(turn, one, by_number) for one in found.figures),
    )


def _side(turn: int, given: DifferingFigure, by_number: Mapping[int, Citation]) -> Inert:
    citation = by_number.get(given.citation)
    quote = _marked(citation.quote, given.span) if citation else ""
    return markup(
        '<li><p class="figure">{}</p><p class="origin">{}</p>{}</li>',
        given.figure,
        reference(given),
        markup(
            '<blockquote>{} <a class="cite" role="button" tabindex="0" href="#{}" title="{}" '
            'aria-controls="source">{}</a></blockquote>',
            quote,
            cite_key(turn, citation),
            reference(citation),
            citation.number,
        )
        if citation
        else "",
    )


def _marked(quote: str, span: tuple[int, int]) -> Inert:
    start, end = span
    return markup("{}<strong>{}</strong>{}", quote[:start], quote[start:end], quote[end:])
