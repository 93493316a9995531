"""That several outlets carried one text -> markup; pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ui.markup import Inert, joined, markup
from ui.phrases import Dated, count, reference

if TYPE_CHECKING:
    from indexes.articles import Article
    from qa.answers import Answer
    from ui.carried import Carried


def render_carried(answer: Answer, carried: Carried) -> Iterator[Inert]:
    """For each cited text that others carried too: how many outlets did, and which, each a way to its article."""
    cited = {citation.article_id: citation for citation in reversed(answer.citations)}
    for article_id, others in carried.items():
        if article_id in cited:
            yield render_carriers(cited[article_id], others)


def render_carriers(own: Dated, others: Sequence[Article]) -> Inert:
    """How many outlets carried the text of `own`, which unfolds to the others."""
    names = dict.fromkeys([own.source, *(one.source for one in others)])
    known = len([name for name in names if name])
    told = count(known, "outlet") if known > 1 else count(len(others) + 1, "article")
    return render_group(f"{told} carried this text" if known > 1 else f"{told} tell the same", others)


def render_group(words: str, others: Sequence[Article]) -> Inert:
    """The words, which unfold to a list of the articles."""
    items = joined(
        markup(
            '<li><button type="button" class="carrier" data-article="{}">{}: {}</button></li>',
            one.id,
            reference(one),
            one.title or "Untitled article",
        )
        for one in others
    )
    return markup('<details class="carried"><summary>{}</summary><ul>{}</ul></details>', words, items)
