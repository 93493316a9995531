"""The page around the answers -> escaped markup; pure functions. Each foreign word goes through `markup`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ui.limits import Limits
from ui.markup import Inert, joined, markup
from ui.phrases import count, period
from ui.render_answer import render_answer, render_sentence
from ui.render_tools import render_asking_again, render_limits, render_tools
from ui.turns import limits_text

if TYPE_CHECKING:
    from indexes.reports import Statistics
    from qa.answers import AnswerSentence
    from ui.known import Known
    from ui.sent import Asking
    from ui.turns import KeptTurn


def render_header(statistics: Statistics) -> Inert:
    """The name and the collection in numbers."""
    facts = [
        count(statistics.articles, "article"),
        count(len(statistics.sources), "outlet") if statistics.sources else "",
        period(statistics.oldest, statistics.newest),
    ]
    spans = (markup("<span>{}</span>", fact) for fact in facts if fact)
    return markup(
        '<header class="masthead"><h1>Citewire</h1><nav aria-label="Page">'
        '<button type="button" class="open-conversations" aria-controls="conversations" aria-expanded="false">'
        'Conversations</button><button type="button" class="new-conversation">New</button>'
        '<button type="button" class="open-archive" aria-pressed="false">Articles</button></nav><p>{}</p></header>',
        joined(spans, " "),
    )


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


def render_follow_ups(questions: Sequence[str]) -> Inert:
    """Questions that might come next; empty without any."""
    buttons = joined(markup('<li><button type="button">{}</button></li>', question) for question in questions)
    return markup('<ul aria-label="What might follow">{}</ul>', buttons) if questions else Inert("")


def render_thread(
    sections: Iterable[Inert], conversation: str | None = None, waiting: Sequence[Asking] = ()
) -> Inert:
    """The conversation with that id, and what waits in it, which waiting.js asks.

    What is new in it is told to screen readers by ask.js, once it is whole.
    """
    return markup(
        '<div class="turns" role="region" aria-label="Answers" data-conversation="{}" data-waiting="{}">{}</div>',
        conversation or "",
        json.dumps([_waiting(one) for one in waiting]),
        joined(sections),
    )


def _waiting(asked: Asking) -> dict[str, object]:
    """A question as the page sends it."""
    limits = json.loads(limits_text(asked.limits))
    return {"question": asked.question, **limits, "token": asked.token, "replaces": asked.replaces}


def render_turn(
    number: int,
    turn: KeptTurn,
    conversation: str,
    known: Known | None = None,
) -> Inert:
    """A finished turn; `number` counts from 1 in the conversation. `known` as for `render_answer`."""
    if turn.answer is None:
        reason = "This answer was kept by another version of Citewire. Ask the question again."
        body = markup('<p class="problem">{}</p>', reason)
    else:
        body = render_answer(number, turn.answer, turn.asked, known)
    parts = [render_limits(turn.limits), body, render_tools(number, turn, conversation, known)]
    return _section(number, turn.question, joined(parts), moment=turn.moment)


def render_progress(number: int, question: str, sentences: Sequence[AnswerSentence]) -> Inert:
    """A turn whose answer is still being read together."""
    so_far = joined(render_sentence(number, sentence) for sentence in sentences)
    working = Inert(
        '<p class="working"><span>Reading the articles<span aria-hidden="true">…</span></span> <span class="patience">'
        '</span><button type="button" class="stop">Stop</button></p>'
    )
    return _section(number, question, markup('<div class="answer">{}{}</div>', so_far, working), busy=True)


def render_problem(number: int, question: str, reason: str, limits: Limits | None = None) -> Inert:
    """A turn that could not be answered for a reason that lies in the question or the server."""
    body = markup('<p class="problem">{}</p>{}', reason, render_asking_again(question, limits or Limits()))
    return _section(number, question, body)


def _section(number: int, question: str, body: Inert, *, busy: bool = False, moment: str = "") -> Inert:
    return markup(
        '<section class="turn" id="turn-{}" data-number="{}" data-moment="{}" aria-busy="{}">'
        '<h2 class="question">{}</h2>{}</section>',
        number,
        number,
        moment,
        "true" if busy else "false",
        question,
        body,
    )
