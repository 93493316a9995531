"""The list of conversations -> markup; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexes.moments import day
from ui.markup import Inert, joined, markup
from ui.phrases import count
from ui.render_tools import render_saving

if TYPE_CHECKING:
    from ui.conversations import ConversationSummary


def render_drawer() -> Inert:
    """The frame of the list: heading, search, and the place that conversations.js fills with `render_listed`."""
    return Inert(
        '<nav class="drawer" aria-label="Conversations"><div class="bar"><h2>Conversations</h2>'
        '<button type="button" class="close" aria-label="Close the conversations" title="Close (Esc)">✕</button></div>'
        '<button type="button" class="new-conversation wide">New conversation</button>'
        '<label class="search"><span>Search conversations</span><input type="search" maxlength="200"></label>'
        '<div class="listed"></div>'
        '<p class="more"><a href="page/feedback.jsonl" download>Save my feedback</a></p></nav>'
    )


def render_listed(conversations: Sequence[ConversationSummary], words: str) -> Inert:
    """The conversations found, or that there is none."""
    if not conversations:
        return markup("<p>{}</p>", f"Nothing found for “{words}”." if words else "None yet.")
    return markup("<ul>{}</ul>", joined(_listed(one) for one in conversations))


def _questions(one: ConversationSummary) -> str:
    """'3 questions', '1 question, not answered yet', '3 questions, 2 not answered yet'."""
    told = count(one.turns + one.waiting, "question")
    unanswered = f"{one.waiting} " if one.turns or one.waiting > 1 else ""
    return f"{told}, {unanswered}not answered yet" if one.waiting else told


def _listed(one: ConversationSummary) -> Inert:
    return markup(
        '<li data-conversation="{}" data-name="{}"><button type="button" class="reopen"><span class="name">{}</span>'
        '<span class="when">{}, {}</span></button><span class="acts">'
        '<button type="button" class="rename" aria-label="Rename {}">Rename</button>{}'
        '<button type="button" class="delete" aria-label="Delete {}">Delete</button></span></li>',
        one.id,
        one.name,
        one.name,
        day(one.changed),
        _questions(one),
        one.name,
        render_saving(f"page/conversations/{one.id}"),
        one.name,
    )
