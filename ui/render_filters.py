"""What a question may be limited to -> markup of the chips above the question box; pure functions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from ui.markup import Inert, joined, markup

if TYPE_CHECKING:
    from indexes.reports import Statistics

_RANGES: Final = {
    "Newest week": 7,
    "Newest month": 31,
    "Newest year": 366,
}  # days, counted from the newest article


def render_filters(statistics: Statistics) -> Inert:
    """Two chips that unfold, dates and outlets; filters.js puts what is chosen beside them."""
    return markup(
        '<div class="filters" role="group" aria-label="Limits of the search">{}{}<span class="chosen"></span></div>',
        _unfolding("Dates", "dates", _dates(statistics)),
        _unfolding("Outlets", "outlets", _outlets(statistics.sources)),
    )


def _unfolding(label: str, name: str, inside: Inert) -> Inert:
    return markup(
        '<details class="filter" data-filter="{}"><summary>{}</summary><div class="sheet">{}</div></details>',
        name,
        label,
        inside,
    )


def _dates(statistics: Statistics) -> Inert:
    newest = statistics.newest
    quick = (
        joined(_range(label, newest.date(), days) for label, days in _RANGES.items()) if newest else Inert("")
    )
    return markup(
        '<p class="ranges">{}</p><label id="first-day">From <input type="date"></label>'
        '<label id="last-day">To <input type="date"></label>'
        '<button type="button" class="range ask-with">Ask with these dates</button>',
        quick,
    )


def _range(label: str, newest: date, days: int) -> Inert:
    first = date.fromordinal(max(1, newest.toordinal() - days + 1))
    return markup(
        '<button type="button" class="range" data-first="{}" data-last="{}">{}</button>',
        first.isoformat(),
        newest.isoformat(),
        label,
    )


def _outlets(names: tuple[str, ...]) -> Inert:
    boxes = joined(
        markup('<label><input type="checkbox" value="{}"> <span>{}</span></label>', name, name)
        for name in names
    )
    return markup("<fieldset><legend>Only these outlets</legend>{}</fieldset>", boxes)
