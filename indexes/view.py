"""One state of an index: what a question is answered from, whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from indexes.arrays import FloatArray
from indexes.articles import Article
from indexes.contents import Contents
from indexes.errors import QuestionError
from indexes.filters import Filters
from indexes.generation import Generation
from indexes.models import Models
from indexes.queries import CatalogQueries
from indexes.reports import Statistics
from indexes.spans import Hit, Sentence
from indexes.versions import Version

_NO_FILTERS = Filters()


class IndexReader(Protocol):
    """What can be searched and read: a `NewsIndex`, whose state may change between two calls, or an `IndexView`."""

    def article(self, article_id: str) -> Article:
        """The article with that id; ArticleNotFound."""

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        """The article's sentences by position; ArticleNotFound."""

    def sentence_vectors(self, article_id: str) -> FloatArray:
        """(sentences, dimension) float32, as read within their passages; zeros for what is not citable."""

    def contents(self, article_id: str) -> Contents:
        """The article with its sentences, their vectors and its passages, all of one state; ArticleNotFound."""

    def duplicates(self, article_id: str) -> tuple[str, ...]:
        """Ids of the other articles that tell the same in nearly the same words (one agency's report in several
        papers), in the order in which they came in; ArticleNotFound. Each of them gives the same group."""

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """All versions of the article, oldest first, the last as it is now; ArticleNotFound."""

    def statistics(self, filters: Filters = _NO_FILTERS) -> Statistics:
        """How much there is that passes the filters."""

    def embed_query(self, query: str) -> FloatArray:
        """(dimension) float32 of length 1. The last queries are remembered: asking again costs nothing."""

    def search_vectors(self, query: str, *, top_k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The `top_k` passages nearest in meaning that pass the filters; score: cosine."""

    def search_keywords(self, query: str, *, top_k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The `top_k` passages that share the most telling words and pass the filters; score: BM25."""

    def document_frequencies(self, stems: Sequence[str]) -> list[int]:
        """For each stem (as `indexes.keyword_analysis.analyze` gives it) the number of passages that hold it."""


class IndexView:
    """One generation with one read transaction on its catalogue. For the thread that took it.

    The search files may run ahead of the catalogue's state: what it does not hold is left out of the hits.
    """

    def __init__(
        self,
        generation: Generation,
        catalog: CatalogQueries,
        models: Models,
        live: Callable[[Sequence[str]], dict[str, str]],
    ) -> None:
        self._manifest = generation.manifest
        self._catalog = catalog
        self._models = models
        self._live = live
        self._vectors = generation.vectors()
        self._keywords = generation.keywords()

    def article(self, article_id: str) -> Article:
        """The article with that id; ArticleNotFound."""
        return self._catalog.article(article_id)

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        """The article's sentences by position; ArticleNotFound."""
        return self._catalog.sentences(article_id)

    def sentence_vectors(self, article_id: str) -> FloatArray:
        """(sentences, dimension) float32, as read within their passages; zeros for what is not citable."""
        return self._catalog.sentence_vectors(article_id, self._manifest.dimension)

    def contents(self, article_id: str) -> Contents:
        """The article with its sentences, their vectors and its passages; ArticleNotFound."""
        return self._catalog.contents(article_id, self._manifest.dimension)

    def duplicates(self, article_id: str) -> tuple[str, ...]:
        """Ids of the other articles that tell the same in nearly the same words; ArticleNotFound."""
        return self._catalog.duplicates(article_id)

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """All versions of the article, oldest first, the last as it is now; ArticleNotFound."""
        return self._catalog.versions(article_id)

    def statistics(self, filters: Filters = _NO_FILTERS) -> Statistics:
        """How much there is that passes the filters."""
        return self._catalog.statistics(filters)

    def embed_query(self, query: str) -> FloatArray:
        """(dimension) float32 of length 1, by the model that built this generation."""
        return self._models.query_vector(self._manifest, query)

    def search_vectors(self, query: str, *, top_k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The `top_k` passages nearest in meaning that pass the filters; score: cosine."""
        _require_some(top_k)
        vector = self.embed_query(query)
        allowed = self._catalog.passage_ids(filters) if filters else None
        return self._hits("dense", top_k, lambda count: self._vectors.search(vector, count, allowed))

    def search_keywords(self, query: str, *, top_k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The `top_k` passages that share the most telling words and pass the filters; score: BM25."""
        _require_some(top_k)
        return self._hits("keywords", top_k, lambda count: self._keywords.search(query, count, filters))

    def document_frequencies(self, stems: Sequence[str]) -> list[int]:
        """For each stem (as `indexes.keyword_analysis.analyze` gives it) the number of passages that hold it."""
        return self._keywords.frequencies(stems)

    def vocabulary(self, prefix: str) -> list[tuple[str, int]]:
        """The stems that begin with `prefix`, each with how many passages hold it, commonest first."""
        return self._keywords.vocabulary(prefix)

    def together(self, stems: Sequence[str]) -> int:
        """How many passages hold all of these stems, in text or title."""
        return self._keywords.together(stems)

    def passages_with(self, stems: Sequence[str], *, top_k: int) -> list[Hit]:
        """Passages that hold all of these stems, in text or title; score: BM25."""
        return self._hits("keywords", top_k, lambda count: self._keywords.holding(stems, count))

    def outdated(self, article_ids: Iterable[str]) -> list[str]:
        """Those among these articles of the view that have been changed or removed in the index since."""
        then = self._catalog.digests(dict.fromkeys(article_ids))
        now = self._live(list(then))
        return [article_id for article_id, digest in then.items() if now.get(article_id) != digest]

    def _hits(self, origin: str, top_k: int, search: Callable[[int], list[tuple[int, float]]]) -> list[Hit]:
        """Results that the catalogue knows: what was removed cannot come back from a derived file."""
        wanted = top_k
        while True:
            found = search(wanted)
            passages = self._catalog.passages([passage_id for passage_id, _ in found])
            known = [(passages[number], score) for number, score in found if number in passages][:top_k]
            if len(known) == top_k or len(found) < wanted:
                return [Hit(p, score, rank, {origin: score}) for rank, (p, score) in enumerate(known, 1)]
            wanted *= 2


def _require_some(top_k: int) -> None:
    if top_k < 1:
        raise QuestionError(f"top_k is {top_k}: ask for at least one passage")
