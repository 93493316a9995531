"""What a question is read against: the words of the articles, asked in small bounded look-ups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from indexes.articles import Article
from indexes.errors import ArticleNotFound
from indexes.spans import Hit


class Collection(Protocol):
    """What must be asked of the articles; an `IndexView` is one."""

    def vocabulary(self, prefix: str) -> list[tuple[str, int]]:
        """The stems that begin with `prefix`, each with how many passages hold it."""

    def together(self, stems: Sequence[str]) -> int:
        """How many passages hold all of these stems."""

    def passages_with(self, stems: Sequence[str], *, top_k: int) -> list[Hit]:
        """Passages that hold all of these stems."""

    def article(self, article_id: str) -> Article:
        """The article with that id."""


_MORE = 5  # times as many passages are asked for as are wanted, since some are too new
_COUNTED = 50  # passages among which those that are not too new are counted


class KnownBefore:
    """A collection as it was before a moment: nothing is learned from articles published then or later.

    Articles without a date stay, as in `Filters.as_of`. Its vocabulary is still that of all articles; a word that only
    newer ones hold stands in no passage.
    """

    def __init__(self, articles: Collection, moment: datetime) -> None:
        self._articles = articles
        self._moment = moment

    def vocabulary(self, prefix: str) -> list[tuple[str, int]]:
        """As of the whole collection."""
        return self._articles.vocabulary(prefix)

    def together(self, stems: Sequence[str]) -> int:
        """How many of the best passages that hold all of these stems are old enough."""
        return len(self.passages_with(stems, top_k=_COUNTED))

    def passages_with(self, stems: Sequence[str], *, top_k: int) -> list[Hit]:
        """Passages of older articles that hold all of these stems."""
        found = self._articles.passages_with(stems, top_k=top_k * _MORE)
        return [hit for hit in found if self._is_old(hit)][:top_k]

    def article(self, article_id: str) -> Article:
        """The article with that id."""
        return self._articles.article(article_id)

    def _is_old(self, hit: Hit) -> bool:
        try:
            published = self._articles.article(hit.passage.article_id).published
        except ArticleNotFound:  # removed a moment ago
            return False
        return published is None or published < self._moment


def passage_texts(collection: Collection, stems: Sequence[str], most: int) -> list[str]:
    """The words of at most `most` passages that hold all of these stems."""
    return [text for hit in collection.passages_with(stems, top_k=most) if (text := _text(collection, hit))]


def _text(collection: Collection, hit: Hit) -> str:
    try:
        return collection.article(hit.passage.article_id).text[hit.passage.start : hit.passage.end]
    except ArticleNotFound:  # removed a moment ago
        return ""
