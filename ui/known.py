"""What the collection knows today of the articles that an answer cites: who else carried them, what they took back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from indexes.notices import NoticeKind
from ui.carried import Carried, carried
from ui.history import Noticed, noticed
from ui.phrases import reference

if TYPE_CHECKING:
    from indexes.index import NewsIndex
    from qa.answers import Answer

NOTICES: Final[Mapping[NoticeKind, str]] = {
    NoticeKind.CORRECTION: "Corrected",
    NoticeKind.CLARIFICATION: "Clarified",
    NoticeKind.RETRACTION: "Retracted",
}
GONE: Final = "No longer in the collection"


@dataclass(frozen=True, slots=True)
class Known:
    """By article id: the articles that carried the same text, and the notices; `gone` are those that were removed."""

    carried: Carried = field(default_factory=dict)
    noticed: Noticed = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


def known_of(answer: Answer | None, index: NewsIndex) -> Known:
    """What is known of the articles that the answer cites."""
    cited = list(dict.fromkeys(citation.article_id for citation in answer.citations)) if answer else []
    there = index.present(cited)
    return Known(carried(there, index), noticed(there, index), frozenset(cited) - frozenset(there))


def remarks(answer: Answer, known: Known) -> Iterator[str]:
    """What a reader of the quotes should know besides, in words: what was taken back, and what is gone."""
    quoted = {citation.quote for citation in answer.citations}
    for article_id in dict.fromkeys(citation.article_id for citation in answer.citations):
        for told in known.noticed.get(article_id, ()):
            if told.words not in quoted:
                yield f"{NOTICES[told.kind]} ({reference(told.article)}): “{told.words}”"
    gone = {one.article_id: one for one in answer.citations if one.article_id in known.gone}
    yield from (f"{GONE}: {reference(one)}, {one.title or 'Untitled article'}." for one in gone.values())
