"""`Answer` -> escaped markup; pure functions. Each word of a question or article goes through `markup`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from indexes.moments import day
from qa.answers import Answer, AnswerSentence, Citation, NearestPassage, Searched, Status
from ui.known import Known
from ui.markup import Inert, joined, markup
from ui.phrases import count, outlets, period, reference, references
from ui.render_carried import render_carried
from ui.render_disagreement import render_disagreement
from ui.render_history import render_gone, render_noticed
from ui.source import cite_key, near_key
from ui.undated import days_read, without_dates

_UNDERSTOOD: Final = {"question": "Understood as", "order": "Looked for"}
_OF_ARTICLES: Final = re.compile(r"\bhow many (?:articles|reports|stories|news)\b", re.IGNORECASE)
_COUNTED: Final = Inert(
    '<p class="searched">Articles are not counted in answers. A search under “Articles” counts them, and shows them over '
    "time.</p>"
)
_OLD: Final = timedelta(days=3)  # a collection whose newest article is older does not know the latest


def render_answer(
    number: int,
    answer: Answer,
    asked: datetime | None = None,
    known: Known | None = None,
) -> Inert:
    """The body of an answer: how it was understood, its sentences with chips, where they come from.

    `asked` is when, for the notice that a collection is too old to know the latest; `known` is what
    the collection knows today of the cited articles.
    """
    known = known or Known()
    before = joined([_understood(answer), _old(answer, asked)])
    if answer.status is Status.NOT_FOUND:
        return joined([before, _not_found(number, answer)])
    return markup(
        '{}<div class="answer {}">{}{}{}{}</div>{}{}{}',
        before,
        str(answer.status),
        _missing(answer),
        joined(render_sentence(number, sentence) for sentence in answer.sentences),
        _conclusion(answer),
        joined([*render_noticed(answer, known.noticed), *render_gone(answer, known.gone)]),
        joined(render_disagreement(number, answer, one) for one in answer.differing),
        _origins(answer),
        joined(render_carried(answer, known.carried)),
    )


def _missing(answer: Answer) -> Inert:
    """That only a part is answered, and which parts are not."""
    if answer.status is not Status.PARTIAL and not answer.missing:
        return Inert("")
    head = "The articles answer only a part of this question." if answer.status is Status.PARTIAL else ""
    parts = (markup("<br>Not answered: “{}” ({}).", one.part, one.reason) for one in answer.missing)
    return markup('<p class="notice">{}{}</p>', head, joined(parts))


def _conclusion(answer: Answer) -> Inert:
    """What follows from the dates: nobody's words, and so not shown as a quote."""
    if answer.conclusion is None:
        return Inert("")
    return markup('<p class="notice conclusion">From the dates: {}</p>', answer.conclusion.text)


def _understood(answer: Answer) -> Inert:
    lines = (
        markup(
            '<span class="read">{}: {}{}</span>',
            _UNDERSTOOD.get(name, name.replace("_", " ").capitalize()),
            words,
            _undated(answer.question, words) if name == "dates" else "",
        )
        for name, words in answer.understood.items()
    )
    return markup('<p class="understood">{}</p>', joined(lines, " ")) if answer.understood else Inert("")


def _undated(question: str, dates: str) -> Inert:
    """Buttons that ask without the dates read in the question, or let the reader choose others."""
    bare = without_dates(question, dates)
    if bare is None:
        return Inert("")
    return markup(
        ' {}<button type="button" class="undate" data-question="{}" aria-label="Ask without these dates" '
        'title="Ask without these dates">✕</button>',
        _redate(bare, days) if (days := days_read(dates)) else "",
        bare,
    )


def _redate(question: str, days: tuple[str, str]) -> Inert:
    return markup(
        '<button type="button" class="redate" data-question="{}" data-first="{}" data-last="{}">Change</button>',
        question,
        *days,
    )


def _old(answer: Answer, asked: datetime | None) -> Inert:
    """A notice where the latest is asked for and the newest article is too old to know it."""
    newest = answer.searched.newest
    if "order" not in answer.understood or asked is None or newest is None or asked - newest < _OLD:
        return Inert("")
    return markup(
        '<p class="notice">The newest article searched is of {}, {} before the question. '
        "What has happened since is not in this collection.</p>",
        day(newest),
        count((asked - newest).days, "day"),
    )


def render_sentence(turn: int, sentence: AnswerSentence) -> Inert:
    """A sentence of the turn with that number: its context, its speaker, its words, its chips."""
    context = sentence.context
    return markup(
        '<p class="sentence">{}{}{}{}</p>',
        markup('<span class="context">{}{}</span> ', context.quote, _chips(turn, [context]))
        if context
        else "",
        _speaker(sentence.citations),
        _focused(sentence),
        _chips(turn, sentence.citations),
    )


def _speaker(citations: Sequence[Citation]) -> Inert:
    names = dict.fromkeys(citation.speaker for citation in citations if citation.speaker)
    return markup('<span class="speaker">{}:</span> ', ", ".join(names)) if names else Inert("")


def _focused(sentence: AnswerSentence) -> Inert:
    start, end = sentence.focus or (0, 0)
    text = sentence.text
    focus = markup('<strong class="focus">{}</strong>', text[start:end]) if start < end else ""
    return markup('<span class="quote">{}{}{}</span>', text[:start], focus, text[end:] if focus else text)


def _chips(turn: int, citations: Sequence[Citation]) -> Inert:
    chips = (_chip(cite_key(turn, citation), citation.number, citation) for citation in citations)
    return markup('<span class="chips">&nbsp;{}</span>', joined(chips))


def _chip(key: str, number: int, item: Citation | NearestPassage) -> Inert:
    return markup(
        '<a class="cite" role="button" tabindex="0" href="#{}" title="{}" aria-controls="source">{}</a>',
        key,
        reference(item),
        number,
    )


def _origins(answer: Answer) -> Inert:
    cited = [citation for sentence in answer.sentences for citation in sentence.citations]
    if not cited:
        return Inert("")
    as_of = markup('<span class="as-of">As of {}</span>', day(answer.as_of)) if answer.as_of else ""
    return markup('<p class="origins"><span class="outlets">{}</span> {}</p>', references(cited), as_of)


def _not_found(turn: int, answer: Answer) -> Inert:
    nearest = joined(_nearest(turn, rank, passage) for rank, passage in enumerate(answer.nearest, 1))
    listed = markup('<p class="label">The nearest passages</p><ol class="nearest">{}</ol>', nearest)
    return markup(
        '<div class="answer not-found"><p class="verdict">The articles do not tell.</p>'
        '<p class="searched">{}</p>{}{}{}</div>',
        _searched(answer.searched),
        _COUNTED if _OF_ARTICLES.search(answer.question) else "",
        _missing(answer),
        listed if answer.nearest else "",
    )


def _nearest(turn: int, rank: int, passage: NearestPassage) -> Inert:
    chip = markup('<span class="chips">&nbsp;{}</span>', _chip(near_key(turn, rank), rank, passage))
    reason = markup('<p class="reason">{}</p>', passage.reason) if passage.reason else ""
    return markup(
        '<li><p class="passage"><span class="quote">{}</span>{}</p><p class="meta">{}</p>{}</li>',
        passage.quote,
        chip,
        joined(_about(passage), " · "),
        reason,
    )


def _about(passage: NearestPassage) -> Iterator[str]:
    if passage.title:
        yield passage.title
    yield reference(passage)


def _searched(searched: Searched) -> str:
    if not searched.articles:
        return "There was no article to search."
    names = (
        f" from {count(len(searched.sources), 'outlet')} ({outlets(searched.sources)})"
        if searched.sources
        else ""
    )
    dates = period(searched.oldest, searched.newest)
    return f"Searched {count(searched.articles, 'article')}{names}{f', {dates}' if dates else ''}."
