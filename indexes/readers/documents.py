"""Text of a document to an article: title, byline and date where its first lines plainly are these."""

from __future__ import annotations

from collections.abc import Mapping

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.fields import article_from
from indexes.readers.normalizing import normalize_text
from indexes.readers.plain import take_head
from indexes.readers.sources import OnFailure, Source


def article_from_document(
    text: str, stated: Mapping[str, object], source: Source, on_failure: OnFailure
) -> Article:
    """The article; what the text says of itself comes before what the file states (title, author, published)."""
    head = take_head(normalize_text(text))
    if not head.text:
        raise ReadError("has no text")
    title = str(stated.get("title") or "")
    fields = {
        "title": head.title or title,
        "text": head.text,
        "author": head.author or stated.get("author"),
        "published": head.published or stated.get("published"),
        "language": stated.get("language"),
    }
    known = {name: value for name, value in fields.items() if value}
    return article_from(known, source.origin(), lambda reason: on_failure(source.failure(reason)))
