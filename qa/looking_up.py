"""What a question is read against: the words of the articles, asked in small bounded look-ups."""

from __future__ import annotations

from collections.abc import Sequence
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


def passage_texts(collection: Collection, stems: Sequence[str], most: int) -> list[str]:
    """The words of at most `most` passages that hold all of these stems."""
    return [text for hit in collection.passages_with(stems, top_k=most) if (text := _text(collection, hit))]


def _text(collection: Collection, hit: Hit) -> str:
    try:
        return collection.article(hit.passage.article_id).text[hit.passage.start : hit.passage.end]
    except ArticleNotFound:  # removed a moment ago
        return ""
