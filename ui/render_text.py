"""The text of an article -> markup: paragraphs, with the quotes, notices and what is never cited told apart; pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ui.markup import Inert, joined, markup
from ui.source import Source
from ui.spans import Span, Spans


def render_text(source: Source) -> Inert:
    """The paragraphs, with exactly one `<mark>`: the active quote, unless it is empty."""
    shown = _Shown(source)
    return joined(shown.paragraph(start, end) for start, end in paragraphs(source))


def paragraphs(source: Source) -> Iterator[Span]:
    """Spans of the paragraphs, without the breaks between them. The active quote is never broken."""
    first, last = source.active
    open_span: Span | None = None
    for start, end in _lines(source.article.text):
        if open_span is not None and open_span[1] < last and first < start:  # the break lies in the quote
            open_span = open_span[0], end
            continue
        if open_span is not None:
            yield open_span
        open_span = start, end
    if open_span is not None:
        yield open_span


def _lines(text: str) -> Iterator[Span]:
    """Spans of the lines that hold more than white space, without that around it."""
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            yield first, first + len(bare)
        start += len(line) + 1


class _Shown:
    """How each place of one source's text is shown."""

    def __init__(self, source: Source) -> None:
        self._text = source.article.text
        self._active = source.active
        notices = Spans((notice.start, notice.end) for notice in source.notices)
        self._muted = Spans(source.muted)
        self._ways = (
            (Spans(source.cited), '<span class="cited">{}</span>'),
            (notices, '<span class="told">{}</span>'),
            (self._muted, '<span class="muted">{}</span>'),
        )

    def paragraph(self, start: int, end: int) -> Inert:
        """One paragraph."""
        muted = self._muted.hold(start, end)
        return markup('<p class="{}">{}</p>', "muted" if muted else "", joined(self._pieces(start, end)))

    def _pieces(self, start: int, end: int) -> Iterator[Inert]:
        """The stretch from `start` to `end`, cut wherever the way it is shown changes."""
        first, last = self._active
        inner = {
            edge for spans, _ in self._ways for edge in spans.edges(start, end) if not first < edge < last
        }
        inner |= {edge for edge in self._active if start < edge < end}
        for piece in pairwise([start, *sorted(inner), end]):
            yield markup(self._way(piece[0]), self._text[slice(*piece)])

    def _way(self, position: int) -> str:
        if self._active[0] <= position < self._active[1]:
            return '<mark id="active-quote">{}</mark>'
        return next((way for spans, way in self._ways if spans.hold(position, position + 1)), "{}")
