"""What can be done with an answer -> markup: copy, ask again, edit, judge, save."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ui.exporting import answer_as_text
from ui.markup import Inert, joined, markup
from ui.turns import limits_text

if TYPE_CHECKING:
    from ui.limits import Limits
    from ui.turns import KeptTurn

_TIMELINE: Final = Inert(
    '<button type="button" class="tool show-timeline" aria-expanded="false">Timeline</button>'
)
FORMATS: Final = {"md": "Markdown with footnotes", "html": "HTML page", "json": "Evidence (JSON)"}


def render_tools(number: int, turn: KeptTurn, conversation: str) -> Inert:
    """The tools of a finished turn. 'Ask again' and 'Edit' show on the last turn only, by page.css."""
    parts = [_again(turn), _judging(turn)]
    if turn.answer is not None:
        copied = answer_as_text(turn.answer)
        parts.insert(
            0, markup('<button type="button" class="tool copy" data-copy="{}">Copy</button>', copied)
        )
        parts.append(_TIMELINE)
        parts.append(render_saving(f"page/conversations/{conversation}/{number}"))
    return markup('<div class="tools" role="group" aria-label="This answer">{}</div>', joined(parts))


def render_limits(limits: Limits) -> Inert:
    """To what the reader limited the question; empty where to nothing."""
    days = [
        f"{word} {value}" for word, value in (("from", limits.first_day), ("to", limits.last_day)) if value
    ]
    parts = [", ".join(limits.outlets), " ".join(days)]
    said = "; ".join(part for part in parts if part)
    return markup('<p class="limited">Only {}</p>', said) if said else Inert("")


def render_saving(path: str) -> Inert:
    """A list of downloads of what is at `path`, one for each format."""
    links = joined(
        markup('<a href="{}.{}" download>{}</a>', path, ending, name) for ending, name in FORMATS.items()
    )
    return markup(
        '<details class="saving"><summary class="tool">Save</summary><div>{}</div></details>', links
    )


def _again(turn: KeptTurn) -> Inert:
    document = json.dumps({"question": turn.question, "limits": json.loads(limits_text(turn.limits))})
    return markup(
        '<button type="button" class="tool retry" data-asked="{}">Ask again</button>'
        '<button type="button" class="tool edit" data-asked="{}">Edit question</button>',
        document,
        document,
    )


def _judging(turn: KeptTurn) -> Inert:
    """Two buttons of which one may be pressed, and a field for the reason, shown by page.js."""
    buttons = joined(
        markup(
            '<button type="button" class="tool judge" data-helpful="{}" aria-pressed="{}">{}</button>',
            value,
            "true" if turn.helpful is (value == "true") else "false",
            label,
        )
        for value, label in (("true", "Helpful"), ("false", "Not helpful"))
    )
    return markup('<span class="judging">{}</span>', buttons)
