"""Articles over time -> markup: a line with a point an article, columns with the outlets stacked; pure functions.

Plain elements placed by percent: each point is a link that keys and screen readers reach, which a drawn plot is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from indexes.moments import day
from ui.markup import Inert, joined, markup
from ui.phrases import count, reference
from ui.ticks import ticks
from ui.timeline import Column, Dot, Overview, overview, placed

if TYPE_CHECKING:
    from indexes.reports import ArticleSummary

_COLOURS: Final = (
    7  # outlets with a colour of their own; timeline.css has one more for all others, or for an eighth
)
_LANE: Final = 30  # pixels
_GAPS: Final = 3  # told
_UNKNOWN: Final = "Outlet unknown"
_POINTS: Final = 60  # articles found that stand on a line one by one; more are counted in columns
_KEY: Final = Inert(
    '<p class="key"><span><span class="sample cited"></span>cited</span> <span><span class="sample"></span>found</span></p>'
)
_POINTED: Final = Inert('<p class="pointed" aria-hidden="true">Press a point to open its article.</p>')


def render_timeline(dots: Iterable[Dot]) -> Inert:
    """The line, oldest left, with a point for each article: filled where it is cited, hollow where it was found."""
    line = _line(dots)
    return joined([line, _KEY]) if line else Inert("<p>None of these articles has a date.</p>")


def render_found(articles: Sequence[ArticleSummary]) -> Inert:
    """The articles that a search has found: a point each, or columns where there are too many."""
    if len(articles) > _POINTS:
        return render_overview(overview(articles), of="Found")
    dots = [Dot(one.id, one.title, one.source, one.published) for one in articles if one.published]
    line = _line(dots)
    if not line:
        return Inert("")
    undated = len(articles) - len(dots)
    told = markup('<p class="facts">{} without a date.</p>', count(undated, "article")) if undated else ""
    return joined([Inert('<h3>Found over time</h3><div class="timeline">'), line, told, Inert("</div>")])


def _line(dots: Iterable[Dot]) -> Inert:
    """The line with its points, days and marks; empty without a dot."""
    points = placed(dots)
    if not points:
        return Inert("")
    height = (max(point.lane for point in points) + 1) * _LANE
    marks = joined(_point(one.dot, one.share, one.lane) for one in points)
    first, last = points[0].dot.published, points[-1].dot.published
    ends = (day(first), day(last)) if first.date() != last.date() else ("", day(first))
    return markup(
        '<div class="line" role="list" aria-label="Articles from {} to {}" style="height: {}px">{}</div>'
        '<div class="ticks" aria-hidden="true">{}</div><p class="ends"><span>{}</span><span>{}</span></p>{}',
        day(first),
        day(last),
        height,
        marks,
        joined(_ticks(first, last)),
        *ends,
        _POINTED,
    )


def _ticks(first: datetime, last: datetime) -> Iterable[Inert]:
    for share, name in ticks(first, last):
        yield markup('<span style="left: {}%">{}</span>', f"{share * 100:.2f}", name)


def render_overview(found: Overview, *, of: str = "Articles") -> Inert:
    """Columns that limit the table to their days, a legend, the newest, the oldest and the gaps.

    `of` heads them: 'Found' where they count what a search has found, not the whole collection.
    """
    if not found.columns:
        return Inert("")
    outlets = Counter[str]()
    for column in found.columns:
        outlets.update(dict(column.outlets))
    named = _named(outlets)
    most = max(column.articles for column in found.columns)
    filled = [column for column in found.columns if column.outlets]
    return markup(
        '<h3>{} by {}</h3><div class="bins" role="group" aria-label="{} by {}">{}</div>'
        '<p class="ends"><span>{}</span><span>{}</span></p>{}<ul class="legend">{}</ul><p class="facts">{}</p>',
        of,
        found.step.value,
        of,
        found.step.value,
        joined(_column(column, named, most, reached=column is filled[0]) for column in found.columns),
        f"Oldest: {day(found.oldest)}" if found.oldest else "",
        f"Newest: {day(found.newest)}" if found.newest else "",
        Inert('<p class="pointed" aria-hidden="true">Press a column to see its articles alone.</p>'),
        joined(_legend(named, outlets, found.undated)),
        " ".join(_facts(found, "None" if of == "Articles" else "None found")),
    )


def _point(dot: Dot, share: float, lane: int) -> Inert:
    words = f"{reference(dot)}: {dot.title or 'Untitled article'}"
    return markup(
        '<span role="listitem" style="left: {}%; bottom: {}px"><button type="button" class="point{}" '
        'data-key="{}" data-article="{}" title="{}" aria-label="{}"></button></span>',
        f"{share * 100:.2f}",
        lane * _LANE,
        " cited" if dot.key else "",
        dot.key,
        dot.article_id,
        words,
        words,
    )


def _column(column: Column, named: list[str], most: int, *, reached: bool) -> Inert:
    """A button if it holds articles. Only one is `reached` by the Tab key: timeline.js leads on by arrows."""
    if not column.outlets:
        return Inert('<span class="bin empty"></span>')
    counts = dict(column.outlets)
    ordered = [name for name in named if name in counts] + [name for name in counts if name not in named]
    parts = ", ".join(f"{name or _UNKNOWN} {counts[name]}" for name in ordered)
    words = f"{day(column.first)} to {day(column.last)}: {count(column.articles, 'article')} ({parts})"
    stacked = joined(_segment(name, counts[name], named) for name in ordered)
    return markup(
        '<button type="button" class="bin" data-first="{}" data-last="{}" title="{}" aria-label="{}"{}>'
        '<span class="stack" style="height: {}%">{}</span></button>',
        column.first.isoformat(),
        column.last.isoformat(),
        words,
        words,
        Inert("") if reached else Inert(' tabindex="-1"'),
        f"{column.articles / most * 100:.1f}",
        stacked,
    )


def _segment(name: str, number: int, named: list[str]) -> Inert:
    colour = named.index(name) if name in named else _COLOURS
    return markup('<span class="outlet-{}" style="flex-grow: {}"></span>', colour, number)


def _named(outlets: Counter[str]) -> list[str]:
    """Those with a name in the legend, in the order in which every column stacks them: most articles at the bottom.

    Where only one is left over, it is named too: 'Others' would be it alone.
    """
    ordered = sorted(outlets, key=lambda name: (-outlets[name], name))
    return ordered if len(ordered) == _COLOURS + 1 else ordered[:_COLOURS]


def _legend(named: list[str], outlets: Counter[str], undated: int) -> Iterable[Inert]:
    for colour, name in enumerate(named):
        yield markup(
            '<li><span class="sample outlet-{}"></span>{} ({})</li>', colour, name or _UNKNOWN, outlets[name]
        )
    if others := sum(number for name, number in outlets.items() if name not in named):
        yield markup('<li><span class="sample outlet-{}"></span>Others ({})</li>', _COLOURS, others)
    if undated:
        yield markup("<li>Not counted here: {} without a date</li>", count(undated, "article"))


def _facts(found: Overview, none: str) -> Iterable[str]:
    for first, last in found.gaps[:_GAPS]:
        yield f"{none} from {day(first)} to {day(last)}."
    if len(found.gaps) > _GAPS:
        yield f"And {count(len(found.gaps) - _GAPS, 'shorter gap')}."
