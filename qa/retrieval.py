"""Question -> ranked passages, as plain hits and as a llama-index retriever."""

from __future__ import annotations

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from indexes.articles import Article
from indexes.filters import Filters
from indexes.index import NewsIndex
from indexes.spans import Hit
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
        hits = retrieve(self._index, query_bundle.query_str, top_k=self._top_k, filters=self._filters)
        return [node_of(self._index, hit) for hit in hits]


def node_of(index: NewsIndex, hit: Hit) -> NodeWithScore:
    """A passage found, as llama-index knows it."""
    article = index.article(hit.passage.article_id)
    return span_node(article, hit.passage.start, hit.passage.end, str(hit.passage.id), hit.score)


def span_node(article: Article, start: int, end: int, name: str, score: float) -> NodeWithScore:
    """A span of an article as a scored node; its metadata is kept out of what models are shown."""
    metadata = {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "start": start,
        "end": end,
    }
    node = TextNode(
        id_=name,
        text=article.text[start:end],
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=list(metadata),
    )
    return NodeWithScore(node=node, score=score)
