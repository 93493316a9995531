"""A conversation -> one HTML document that needs nothing else: no script, no font, no host."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from indexes.moments import day
from qa.answers import Answer, AnswerSentence, Citation, Status
from ui.exporting import NOT_TOLD, UNREADABLE, beside, cited, read_as
from ui.known import Known
from ui.markup import Inert, joined, markup
from ui.phrases import reference, web_address

if TYPE_CHECKING:
    from ui.turns import KeptTurn

_STYLE: Final = Inert(
    "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.06rem/1.65 Georgia,serif;color:#1f1d1a;"
    "background:#fff}h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem}a{color:#7a1f1f}"
    "sup a{text-decoration:none;font-weight:700}ol{font-size:.92rem;color:#4a463f}"
    "blockquote{margin:0 0 1rem;padding-left:1rem;border-left:3px solid #ccc}small{color:#5d5850}"
)
# Opened from a disk there are no headers: the document itself forbids everything but its own style.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render_export(name: str, turns: Sequence[KeptTurn], known: Sequence[Known] = ()) -> Inert:
    """The whole document. `known` is what the collection knows today of the articles that each turn cites."""
    return markup(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        'content="{}"><meta name="viewport" content="width=device-width"><title>{}</title><style>{}</style></head>'
        "<body><h1>{}</h1>{}</body></html>\n",
        Inert(_POLICY),
        name,
        _STYLE,
        name,
        joined(_turn(number, *one) for number, one in enumerate(zip_longest(turns, known), 1)),
    )


def _turn(number: int, turn: KeptTurn, known: Known | None) -> Inert:
    read = joined(markup("<p><small>{}</small></p>", line) for line in read_as(turn))
    body = _body(number, turn.answer, known)
    return markup("<section><h2>{}</h2>{}{}</section>", turn.question, read, body)


def _body(turn: int, answer: Answer | None, known: Known | None) -> Inert:
    if answer is None:
        return markup("<p>{}</p>", UNREADABLE)
    if answer.status is Status.NOT_FOUND:
        quotes = (
            markup("<blockquote>{}<br><small>{}</small></blockquote>", one.quote, reference(one))
            for one in answer.nearest
        )
        return joined([markup("<p><em>{}</em></p>", NOT_TOLD), *_beside(answer, known), *quotes])
    sentences = joined(_sentence(turn, one) for one in answer.sentences)
    as_of = markup("<p><small>As of {}.</small></p>", day(answer.as_of)) if answer.as_of else ""
    notes = joined(_note(turn, one) for one in cited(answer))
    return joined([sentences, *_beside(answer, known), as_of, markup("<ol>{}</ol>", notes)])


def _beside(answer: Answer, known: Known | None) -> list[Inert]:
    return [markup("<p><em>{}</em></p>", line) for line in beside(answer, known)]


def _sentence(turn: int, sentence: AnswerSentence) -> Inert:
    speakers = ", ".join(dict.fromkeys(one.speaker for one in sentence.citations if one.speaker))
    context = sentence.context
    return markup(
        "<p>{}{}{}{}</p>",
        markup("<small>{}{}</small> ", context.quote, _mark(turn, context)) if context else "",
        f"{speakers}: " if speakers else "",
        sentence.text,
        joined(_mark(turn, one) for one in sentence.citations),
    )


def _mark(turn: int, citation: Citation) -> Inert:
    return markup('<sup><a href="#note-{}-{}">{}</a></sup>', turn, citation.number, citation.number)


def _note(turn: int, citation: Citation) -> Inert:
    address = web_address(citation.url)
    title = citation.title or "Untitled article"
    return markup(
        '<li id="note-{}-{}" value="{}">{}, {}: “{}”</li>',
        turn,
        citation.number,
        citation.number,
        reference(citation),
        markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>', address, title)
        if address
        else title,
        citation.quote,
    )
