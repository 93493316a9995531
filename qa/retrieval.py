"""Question -> ranked passages, as plain hits and as a llama-index retriever."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from indexes.filters import Filters
from indexes.index import NewsIndex
from indexes.spans import Hit
from indexes.view import IndexReader
from qa.search import retrieve


class NewsRetriever(BaseRetriever):
    """A llama-index retriever over a `NewsIndex`: dense and keyword hits fused by reciprocal rank.

    `filters` (outlets, publication dates) are applied inside both searches. Each node's id is the passage's,
    its text the exact span, and its metadata names article, title, source, url, date, start and end.
    """

    def __init__(self, index: NewsIndex, *, top_k: int = 10, filters: Filters | None = None) -> None:
        super().__init__(
            callback_manager=CallbackManager([])
        )  # an empty one: never the process-global Settings
        self._index = index
        self._top_k = top_k
        self._filters = filters or Filters()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        with self._index.snapshot() as view:
            hits = retrieve(view, query_bundle.query_str, top_k=self._top_k, filters=self._filters)
            return [node_of(view, hit) for hit in hits]


def node_of(index: IndexReader, hit: Hit) -> NodeWithScore:
    """A passage found, as llama-index knows it."""
    article, start, end = index.article(hit.passage.article_id), hit.passage.start, hit.passage.end
    origin = Origin(article.id, article.title, article.source, article.url, article.published, start, end)
    return span_node(article.text[start:end], origin, str(hit.passage.id), hit.score)


class Origin(NamedTuple):
    """Where a node's text stands; becomes its metadata."""

    article_id: str
    title: str
    source: str | None
    url: str | None
    published: datetime | None
    start: int
    end: int


def span_node(text: str, origin: Origin, name: str, score: float) -> NodeWithScore:
    """A span of an article as a scored node; its metadata is kept out of what models are shown."""
    published = origin.published.isoformat() if origin.published else None
    metadata = {**origin._asdict(), "published": published}
    hidden = list(metadata)
    node = TextNode(
        id_=name,
        text=text,
        metadata=metadata,
        excluded_embed_metadata_keys=hidden,
        excluded_llm_metadata_keys=hidden,
    )
    return NodeWithScore(node=node, score=score)
