"""Corrections, retractions and earlier versions of an article -> markup; pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from indexes.moments import day
from ui.known import GONE, NOTICES
from ui.markup import Inert, joined, markup
from ui.phrases import count, reference

if TYPE_CHECKING:
    from indexes.notices import NoticeKind
    from qa.answers import Answer
    from ui.history import Noticed, Revision, Told

_DETAILS: Final = {
    "title": "Title",
    "url": "Address",
    "source": "Outlet",
    "author": "Author",
    "published": "Date",
}
_NOTHING: Final = "–"


def render_marks(kinds: Iterable[NoticeKind]) -> Inert:
    """A small mark for each kind of notice, the same kind once."""
    marks = (
        markup('<span class="noted {}">{}</span>', kind.value, NOTICES[kind]) for kind in dict.fromkeys(kinds)
    )
    return joined(marks, " ")


def render_gone(answer: Answer, gone: frozenset[str]) -> Iterator[Inert]:
    """For each cited article that has been removed since: that it has."""
    removed = {one.article_id: one for one in answer.citations if one.article_id in gone}
    for one in removed.values():
        words = f"{reference(one)}, {one.title or 'Untitled article'}"
        yield markup('<p class="notice told"><strong>{}</strong>: {}.</p>', GONE, words)


def render_noticed(answer: Answer, noticed: Noticed) -> Iterator[Inert]:
    """For each cited article that takes something back: that it does, where, and in which words, unless they are quoted."""
    quoted = {citation.quote for citation in answer.citations}
    for article_id in dict.fromkeys(citation.article_id for citation in answer.citations):
        for told in noticed.get(article_id, ()):
            if told.words not in quoted:
                yield _noticed(told)


def render_versions_line(versions: int, article_id: str) -> Inert:
    """That the article has changed, which unfolds to what; the page asks for that when it is unfolded."""
    if versions < 2:
        return Inert("")
    return markup(
        '<details class="versions" data-article="{}"><summary>{}: what changed</summary>'
        '<div class="changes" aria-live="polite"></div></details>',
        article_id,
        count(versions, "version"),
    )


def render_revisions(found: Sequence[Revision]) -> Inert:
    """What each later version inserted and removed, the newest first."""
    if not found:
        return Inert("<p>Nothing has changed since it came in.</p>")
    return joined(_revision(one) for one in found)


def render_changes_gone() -> Inert:
    """Where the article has been removed meanwhile."""
    return Inert('<p class="problem">This article has been removed from the collection.</p>')


def _noticed(told: Told) -> Inert:
    return markup(
        '<p class="notice told {}"><strong>{}</strong> ({}): “{}” '
        '<button type="button" class="carrier" data-article="{}">Open the article</button></p>',
        told.kind.value,
        NOTICES[told.kind],
        reference(told.article),
        told.words,
        told.article.id,
    )


def _revision(one: Revision) -> Inert:
    parts = [_removed(words) for words in one.changes.removed]
    parts += [_inserted(words) for words in one.changes.inserted]
    parts += [_detail(*changed) for changed in one.details]
    nothing = Inert("<li>Only its layout.</li>")
    return markup(
        '<section class="revision"><h3>Version {}, in the collection since {}</h3><ul>{}</ul></section>',
        one.number,
        day(one.since),
        joined(parts) if parts else nothing,
    )


def _removed(words: str) -> Inert:
    return markup('<li class="removed"><span class="unseen">Removed: </span><del>{}</del></li>', words)


def _inserted(words: str) -> Inert:
    return markup('<li class="inserted"><span class="unseen">Inserted: </span><ins>{}</ins></li>', words)


def _detail(name: str, before: str, after: str) -> Inert:
    return markup(
        '<li class="detail">{}: <del>{}</del> → <ins>{}</ins></li>',
        _DETAILS.get(name, name.capitalize()),
        before or _NOTHING,
        after or _NOTHING,
    )
