"""The articles and what can be done with them -> markup; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from indexes.moments import day
from ui.collection import UNDO
from ui.markup import Inert, joined, markup
from ui.phrases import count
from ui.render_history import render_marks

if TYPE_CHECKING:
    from indexes.articles import Article
    from indexes.reports import ArticleSummary
    from ui.collection import Table
    from ui.history import Told

_COLUMNS: Final = {
    "title": "Title",
    "outlet": "Outlet",
    "date": "Date",
    "sentences": "Sentences",
    "added": "Added",
}
_SORTED: Final = {
    "added descending": "Added, newest first",
    "date descending": "Date, newest first",
    "date ascending": "Date, oldest first",
    "title ascending": "Title",
    "outlet ascending": "Outlet",
    "sentences descending": "Length, longest first",
}


def render_archive(*, editing: bool, web: bool) -> Inert:
    """The frame of the view; articles.js fills its places."""
    return markup(
        '<section class="archive" aria-labelledby="archive-heading"><h2 id="archive-heading">Articles</h2>{}'
        '<div class="overview"></div>'
        '<label class="search"><span>Search articles by title or outlet</span>'
        '<input type="search" maxlength="200"></label>{}'
        '<div class="undo" role="status"></div><div class="table"></div></section>',
        _adding(web=web) if editing else Inert('<p class="only-read">You may read this collection.</p>'),
        _ordering(),
    )


def render_table(table: Table, *, editing: bool) -> Inert:
    """The rows, under headings that sort, with the pages below."""
    if not table.rows:
        return Inert('<p class="none">No article fits.</p>')
    head = joined(_heading(name, label, table) for name, label in _COLUMNS.items())
    rows = joined(_row(one, table.noticed.get(one.id, ()), editing=editing) for one in table.rows)
    last = Inert('<th scope="col"><span class="unseen">Remove</span></th>') if editing else ""
    return markup(
        '<table><caption class="unseen">Articles</caption><thead><tr>{}{}</tr></thead><tbody>{}</tbody></table>{}',
        head,
        last,
        rows,
        _pages(table),
    )


def render_removed(token: str, article: Article) -> Inert:
    """What was removed, and the button that puts it back."""
    return markup(
        '<p>Removed “{}”. <button type="button" class="put-back" data-token="{}" data-seconds="{}">Undo</button></p>',
        article.title or "Untitled article",
        token,
        UNDO,
    )


def _ordering() -> Inert:
    """For narrow windows, whose table has no headings."""
    options = joined(
        markup('<option value="{}">{}</option>', value, words) for value, words in _SORTED.items()
    )
    return markup('<label class="ordering">Sort by <select>{}</select></label>', options)


def _adding(*, web: bool) -> Inert:
    address = Inert(
        '<form class="add-url"><h3>From the web</h3><label>Address of a page or a feed '
        '<input name="url" type="url" required maxlength="2000"></label><button>Fetch</button></form>'
    )
    return markup(
        '<details class="adding"><summary>Add articles</summary><div class="ways">'
        '<form class="add-files"><h3>Files</h3><label class="drop">Choose files or drop them here'
        '<input type="file" multiple></label></form>'
        '<form class="add-text"><h3>Text</h3><label>Title <input name="title" required maxlength="500"></label>'
        '<label>Outlet <input name="outlet" maxlength="200"></label><label>Date <input name="date" type="date"></label>'
        '<label>Address <input name="url" type="url" maxlength="2000"></label>'
        '<label>Text <textarea name="text" rows="6" required></textarea></label><button>Add</button></form>{}'
        '<form class="rebuild"><h3>Rebuild</h3><p>Splits and embeds all articles anew. Questions are answered '
        "meanwhile.</p><button>Rebuild</button></form></div></details>"
        '<div class="progress"></div>',
        address if web else "",
    )


def _heading(name: str, label: str, table: Table) -> Inert:
    mine = table.view.order == name
    order = ("descending" if table.view.descending else "ascending") if mine else "none"
    return markup(
        '<th scope="col" class="{}" aria-sort="{}"><button type="button" class="sort" data-order="{}">{}'
        '<span aria-hidden="true">{}</span></button></th>',
        name,
        order,
        name,
        label,
        {"ascending": " ▲", "descending": " ▼", "none": ""}[order],
    )


def _row(one: ArticleSummary, told: Sequence[Told], *, editing: bool) -> Inert:
    title = one.title or "Untitled article"
    remove = markup(
        '<td class="act"><button type="button" class="remove" data-article="{}" aria-label="Remove {}">Remove</button></td>',
        one.id,
        title,
    )
    return markup(
        '<tr><td class="title"><button type="button" class="read" data-article="{}">{}</button>{}</td>'
        '<td class="outlet">{}</td><td class="date">{}</td><td class="sentences">{}</td><td class="added">{}</td>{}</tr>',
        one.id,
        title,
        markup(" {}", render_marks(notice.kind for notice in told)) if told else "",
        one.source or "Unknown",
        day(one.published) if one.published else "Unknown",
        one.sentences,
        day(one.added),
        remove if editing else "",
    )


def _pages(table: Table) -> Inert:
    def step(to: int, label: str) -> Inert:
        off = Inert("" if 1 <= to <= table.pages else " disabled")
        return markup('<button type="button" class="page" data-page="{}"{}>{}</button>', to, off, label)

    page = table.view.page
    return markup(
        '<p class="pages">{} <span>{}, page {} of {}</span> {}</p>',
        step(page - 1, "Previous"),
        count(table.found, "article"),
        page,
        table.pages,
        step(page + 1, "Next"),
    )
