"""`Answer` -> escaped markup; pure functions. Each word of a question or article goes through `markup`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from indexes.moments import day
from qa.answers import Answer, AnswerSentence, Citation, NearestPassage, Searched, Status
from ui.markup import Inert, joined, markup
from ui.phrases import count, outlets, period, reference, references
from ui.source import cite_key, near_key

if TYPE_CHECKING:
    from indexes.reports import Statistics
    from qa.conversation import Turn

_UNDERSTOOD = {"question": "Understood as"}


def render_header(statistics: Statistics) -> Inert:
    """The name and the collection in numbers."""
    facts = [
        count(statistics.articles, "article"),
        count(len(statistics.sources), "outlet"),
        period(statistics.oldest, statistics.newest),
    ]
    spans = (markup("<span>{}</span>", fact) for fact in facts if fact)
    return markup('<header class="masthead"><h1>Citewire</h1><p>{}</p></header>', joined(spans, " "))


def render_welcome(suggestions: Sequence[str]) -> Inert:
    """The empty page: what this is, and questions to begin with."""
    buttons = joined(
        markup('<li><button type="button" class="suggestion">{}</button></li>', question)
        for question in suggestions
    )
    return markup(
        '<div class="welcome"><p class="lede">Ask the archive.</p><p class="promise">Every sentence of an '
        "answer is an exact quote. Its number opens the article at that sentence. When the articles do not tell, "
        "Citewire says so.</p>{}</div>",
        markup('<ul class="suggestions" aria-label="Suggestions">{}</ul>', buttons) if suggestions else "",
    )


def render_thread(sections: Iterable[Inert]) -> Inert:
    """The conversation; screen readers hear what is added to it."""
    return markup(
        '<div class="turns" role="log" aria-live="polite" aria-label="Answers">{}</div>', joined(sections)
    )


def render_turn(number: int, turn: Turn) -> Inert:
    """A finished turn; `number` counts from 1 in the conversation."""
    return _section(number, turn.question, render_answer(number, turn.answer) if turn.answer else Inert(""))


def render_progress(number: int, question: str, sentences: Sequence[AnswerSentence]) -> Inert:
    """A turn whose answer is still being read together."""
    so_far = joined(_sentence(number, sentence) for sentence in sentences)
    working = Inert('<p class="working">Reading the articles<span aria-hidden="true">…</span></p>')
    return _section(number, question, markup('<div class="answer">{}{}</div>', so_far, working), busy=True)


def render_problem(number: int, question: str, reason: str) -> Inert:
    """A turn that could not be answered for a reason that lies in the question or the server."""
    return _section(number, question, markup('<p class="problem">{}</p>', reason))


def render_notice(reason: str) -> Inert:
    """Why nothing was asked, for the place between the filters and the question box."""
    return markup('<p class="notice" role="alert">{}</p>', reason)


def render_answer(number: int, answer: Answer) -> Inert:
    """The body of an answer: how it was understood, its sentences with chips, where they come from."""
    if answer.status is Status.NOT_FOUND:
        return joined([_understood(answer), _not_found(number, answer)])
    partial = Inert('<p class="notice">The articles answer only a part of this question.</p>')
    return markup(
        '{}<div class="answer {}">{}{}</div>{}',
        _understood(answer),
        str(answer.status),
        partial if answer.status is Status.PARTIAL else "",
        joined(_sentence(number, sentence) for sentence in answer.sentences),
        _origins(answer),
    )


def _section(number: int, question: str, body: Inert, *, busy: bool = False) -> Inert:
    return markup(
        '<section class="turn" id="turn-{}" aria-busy="{}"><h2 class="question">{}</h2>{}</section>',
        number,
        "true" if busy else "false",
        question,
        body,
    )


def _understood(answer: Answer) -> Inert:
    lines = (
        markup("<span>{}: {}</span>", _UNDERSTOOD.get(name, name.replace("_", " ").capitalize()), words)
        for name, words in answer.understood.items()
    )
    return markup('<p class="understood">{}</p>', joined(lines, " ")) if answer.understood else Inert("")


def _sentence(turn: int, sentence: AnswerSentence) -> Inert:
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
        '<p class="searched">{}</p>{}</div>',
        _searched(answer.searched),
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
