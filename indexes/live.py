"""Reading an open index: each call sees the state of its moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

from indexes.arrays import FloatArray
from indexes.articles import Article
from indexes.connections import not_found
from indexes.contents import Contents
from indexes.filters import Filters
from indexes.generation import Generation
from indexes.readers.sources import place_of
from indexes.reports import ArticleSummary, Statistics
from indexes.spans import Hit, Passage, Sentence
from indexes.versions import Version
from indexes.view import IndexView

Result = TypeVar("Result")

_NO_FILTERS = Filters()


class LiveReading:
    """The reading half of `NewsIndex`. Two calls may see two states: `snapshot` is for what must agree."""

    def snapshot(self) -> AbstractContextManager[IndexView]:
        """The index as it is now, for as long as the context lasts."""
        raise NotImplementedError

    def _read(self, ask: Callable[[Generation], Result]) -> Result:
        """What the current generation says."""
        raise NotImplementedError

    def article(self, article_id: str) -> Article:
        """The article with that id; ArticleNotFound."""
        return self._read(lambda generation: generation.catalog.article(article_id))

    def present(self, article_ids: Sequence[str]) -> list[str]:
        """Those of these articles that are in the index, in the same order."""
        there = self._read(lambda generation: generation.catalog.digests(article_ids))
        return [article_id for article_id in article_ids if article_id in there]

    def article_ids(self) -> list[str]:
        """The ids of all articles, in the order in which they came in."""
        return self._read(lambda generation: generation.catalog.article_ids())

    def article_ids_from(self, path: Path) -> list[str]:
        """The ids of articles that were read from a file, or from files below a folder, which may be gone."""
        place = place_of(path)
        return self._read(lambda generation: generation.catalog.ids_read_from(place))

    def overview(self) -> list[ArticleSummary]:
        """All articles without their texts, in the order in which they came in."""
        return self._read(lambda generation: generation.catalog.overview())

    def state(self) -> tuple[int, int]:
        """Number of the generation and its revision: equal means that nothing has been written in between."""
        return self._read(lambda one: (one.manifest.generation, one.catalog.revision()))

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        """The article's sentences by position; ArticleNotFound."""
        return self._read(lambda generation: generation.catalog.sentences(article_id))

    def sentence_vectors(self, article_id: str) -> FloatArray:
        """(sentences, dimension) float32, as read within their passages; zeros for what is not citable."""
        return self.contents(article_id).vectors

    def contents(self, article_id: str) -> Contents:
        """The article with its sentences, their vectors and its passages, all of one state; ArticleNotFound."""
        return self._read(lambda one: one.catalog.contents(article_id, one.manifest.dimension))

    def passages(self, article_id: str) -> list[Passage]:
        """The article's passages, in order; ArticleNotFound."""
        return self._read(lambda generation: generation.catalog.passages_of(article_id))

    def passage(self, passage_id: int) -> Passage:
        """The passage with that id; ArticleNotFound if its article was removed or updated since."""
        found = self._read(lambda generation: generation.catalog.passages([passage_id]))
        if passage_id not in found:
            raise not_found([f"passage {passage_id}"])
        return found[passage_id]

    def duplicates(self, article_id: str) -> tuple[str, ...]:
        """Ids of the other articles that tell the same in nearly the same words, in the order in which they came in.

        Each article of such a group gives the same group; ArticleNotFound.
        """
        return self._read(lambda generation: generation.catalog.duplicates(article_id))

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """All versions of the article, oldest first, the last as it is now; ArticleNotFound."""
        return self._read(lambda generation: generation.catalog.versions(article_id))

    def statistics(self, filters: Filters = _NO_FILTERS) -> Statistics:
        """How much there is that passes the filters."""
        return self._read(lambda generation: generation.catalog.statistics(filters))

    def embed_query(self, query: str) -> FloatArray:
        """(dimension) float32 of length 1. The last queries are remembered: asking again costs nothing."""
        with self.snapshot() as view:
            return view.embed_query(query)

    def search_vectors(self, query: str, *, top_k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The `top_k` passages nearest in meaning that pass the filters; score: cosine."""
        with self.snapshot() as view:
            return view.search_vectors(query, top_k=top_k, filters=filters)

    def search_keywords(self, query: str, *, top_k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The `top_k` passages that share the most telling words and pass the filters; score: BM25."""
        with self.snapshot() as view:
            return view.search_keywords(query, top_k=top_k, filters=filters)

    def document_frequencies(self, stems: Sequence[str]) -> list[int]:
        """For each stem (as `indexes.keyword_analysis.analyze` gives it) the number of passages that hold it."""
        with self.snapshot() as view:
            return view.document_frequencies(stems)
