"""The passages of a catalogue as the keyword index takes them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from indexes.arrays import IdArray
from indexes.batches import batches
from indexes.catalog import Catalog
from indexes.errors import ArticleNotFound
from indexes.keyword_documents import Document
from indexes.passages import passage_text
from indexes.rows import microseconds, source_key
from indexes.spans import Passage

_AT_ONCE = 5_000  # passages that are read from the catalogue at once


def documents_of(catalog: Catalog, passage_ids: IdArray) -> Iterator[Document]:
    """What is indexed of those among these passages that are still there."""
    for some in batches(passage_ids.tolist(), _AT_ONCE):
        passages = sorted(catalog.passages(some).values(), key=lambda passage: passage.id)
        for article_id, of_article in groupby(passages, key=lambda passage: passage.article_id):
            yield from _documents_of(catalog, article_id, of_article)


def _documents_of(catalog: Catalog, article_id: str, passages: Iterator[Passage]) -> Iterator[Document]:
    try:
        article, sentences = catalog.article(article_id), catalog.sentences(article_id)
    except ArticleNotFound:  # removed a moment ago
        return
    source = source_key(article.source) if article.source else None
    published = microseconds(article.published) if article.published else None
    for passage in passages:
        spoken = passage_text(article, sentences[passage.first : passage.last + 1])
        text = "\n".join(spoken.text[start:end] for start, end in spoken.spans)
        yield Document(passage.id, article.title, text, source, published)
