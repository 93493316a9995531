"""`Source` -> the markup of the side panel; pure functions."""

from __future__ import annotations

from typing import Final

from indexes.moments import day
from ui.markup import Inert, joined, markup
from ui.phrases import quoted, web_address
from ui.render_carried import render_carriers
from ui.render_history import render_marks, render_versions_line
from ui.render_text import render_text
from ui.source import Source

_EARLIER: Final = (
    "This article has changed since the answer was given. This is version {}, which the answer cites."
)


def render_source(source: Source) -> Inert:
    """The article with exactly one `<mark>` (the active quote) and the other cited quotes as `.cited`."""
    article = source.article
    return markup(
        '<article class="source" data-key="{}" data-article="{}" tabindex="-1" aria-label="Source">{}'
        '<p class="byline">{}</p><h2 class="headline">{}</h2>{}{}'
        '<div class="text" lang="{}">{}</div></article>',
        source.key,
        article.id,
        _bar(source),
        _byline(source),
        article.title or "Untitled article",
        _original(article.url),
        _history(source),
        article.language,
        render_text(source),
    )


def render_missing(reason: str) -> Inert:
    """The panel when a chip leads nowhere, with the reason."""
    return markup(
        '<article class="source missing" data-key="" data-article="" tabindex="-1" aria-label="Source">{}'
        '<p class="problem" role="alert">{}</p></article>',
        markup('<div class="bar">{}</div>', _CLOSE),
        reason,
    )


_CLOSE = Inert(
    '<button type="button" class="close" aria-label="Close the source" title="Back to the answer (Esc)">'
    '<span class="back" aria-hidden="true">‹ Answer</span><span class="cross" aria-hidden="true">✕</span></button>'
)


def _bar(source: Source) -> Inert:
    """Between the answer's quotes, the quote for the clipboard, and the way back."""
    copied = quoted(source.quote, source.article)
    copy = markup('<button type="button" class="copy" data-copy="{}">Copy quote</button>', copied)
    steps = _steps(source) if len(source.keys) > 1 else ""
    return markup('<div class="bar">{}{}{}</div>', steps, copy if source.quote else "", _CLOSE)


def _steps(source: Source) -> Inert:
    return markup(
        '<span class="steps" role="group" aria-label="Quotes of this answer">{}<span class="place">{} of {}</span>{}</span>',
        _step(source.beside(-1), "Previous quote", "‹"),
        source.place,
        len(source.keys),
        _step(source.beside(1), "Next quote", "›"),
    )


def _step(key: str | None, label: str, sign: str) -> Inert:
    return markup(
        '<button type="button" class="step" data-key="{}" aria-label="{}" title="{}"{}>{}</button>',
        key or "",
        label,
        label,
        Inert(" disabled") if key is None else "",
        sign,
    )


def _byline(source: Source) -> Inert:
    article = source.article
    date = day(article.published) if article.published else "Date unknown"
    parts = [markup('<span class="outlet">{}</span>', article.source or "Outlet unknown"), date]
    return joined([*parts, article.author] if article.author else parts, " · ")


def _original(url: str | None) -> Inert:
    address = web_address(url)
    if address is None:
        return Inert("")
    return markup(
        '<p class="original"><a href="{}" target="_blank" rel="noopener noreferrer nofollow">'
        "Read the original"
        '<span aria-hidden="true"> ↗</span></a></p>',
        address,
    )


def _history(source: Source) -> Inert:
    """What the article takes back, which of its versions this is, what changed, and who else carried it."""
    marks = render_marks(notice.kind for notice in source.notices)
    old = source.version < source.versions
    return joined(
        [
            markup('<p class="marks">{}</p>', marks) if marks else "",
            markup('<p class="notice">{}</p>', _EARLIER.format(source.version)) if old else "",
            render_versions_line(source.versions, source.article.id),
            render_carriers(source.article, source.others) if source.others else "",
        ]
    )
