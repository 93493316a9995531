"""A saved web page: trafilatura finds the body, the page's own metadata tells the rest."""

from __future__ import annotations

from collections.abc import Iterator

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.decoding import decode
from indexes.readers.fields import article_from
from indexes.readers.sources import OnFailure, Source


def read_html(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The one article of a saved page."""
    import trafilatura

    page = decode(source.read())
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    if found is None or not found.text:
        raise ReadError("no article text was found in the page")
    fields = {
        "title": found.title,
        "text": found.text.replace("\n", "\n\n"),
        "url": found.url,
        "source": found.sitename,
        "author": found.author,
        "published": found.date,
        "language": found.language,
    }
    yield article_from(fields, source.origin(), lambda reason: on_failure(source.failure(reason)))
