"""What can be done with an answer -> markup: copy, ask again, edit, judge, save."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ui.exporting import answer_as_text
from ui.limits import limits_in_words
from ui.markup import Inert, joined, markup
from ui.turns import limits_text

if TYPE_CHECKING:
    from ui.known import Known
    from ui.limits import Limits
    from ui.turns import KeptTurn

_TIMELINE: Final = Inert(
    '<button type="button" class="tool show-timeline" aria-expanded="false">Timeline</button>'
)
FORMATS: Final = {"md": "Markdown with footnotes", "html": "HTML page", "json": "Evidence (JSON)"}


def render_tools(number: int, turn: KeptTurn, conversation: str, known: Known | None = None) -> Inert:
    """The tools of a finished turn. 'Ask again' and 'Edit' show on the last turn only, by tools.css."""
    parts = [_again(turn.question, turn.limits), _judging(turn)]
    if turn.answer is not None:
        copied = answer_as_text(turn.answer, known)
        parts.insert(
            0, markup('<button type="button" class="tool copy" data-copy="{}">Copy</button>', copied)
        )
        parts.append(_TIMELINE)
        parts.append(render_saving(f"page/conversations/{conversation}/{number}"))
    return markup('<div class="tools" role="group" aria-label="This answer">{}</div>', joined(parts))


def render_limits(limits: Limits) -> Inert:
    """To what the reader limited the question; empty where to nothing."""
    said = limits_in_words(limits)
    return markup('<p class="limited">Only {}</p>', said) if said else Inert("")


def render_saving(path: str) -> Inert:
    """A list of downloads of what is at `path`, one for each format."""
    links = joined(
        markup('<a href="{}.{}" download>{}</a>', path, ending, name) for ending, name in FORMATS.items()
    )
    return markup(
        '<details class="saving"><summary class="tool">Save</summary><div>{}</div></details>', links
    )


def render_asking_again(question: str, limits: Limits) -> Inert:
    """For a turn that could not be answered: the same question again, or another."""
    return markup(
        '<div class="tools" role="group" aria-label="This question">{}</div>', _again(question, limits)
    )


def _again(question: str, limits: Limits) -> Inert:
    document = json.dumps({"question": question, "limits": json.loads(limits_text(limits))})
    return markup(
        '<button type="button" class="tool retry" data-asked="{}">Ask again</button>'
        '<button type="button" class="tool edit" data-asked="{}">Edit question</button>',
        document,
        document,
    )


def _judging(turn: KeptTurn) -> Inert:
    """Two buttons of which one may be pressed, and a field for the reason, shown by tools.js."""
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
