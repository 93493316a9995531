"""Articles in, a searchable index on disk. Knows nothing of questions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexes.articles import Article
    from indexes.embedding import Embedder
    from indexes.errors import (
        ArticleNotFound,
        CitewireError,
        IndexDamaged,
        IndexExists,
        IndexFailure,
        IndexLocked,
        IndexMismatch,
        IndexMissing,
        ModelError,
        ReaderFailure,
        ReadError,
    )
    from indexes.filters import Filters
    from indexes.index import NewsIndex
    from indexes.manifest import Manifest
    from indexes.progress import Progress
    from indexes.reports import ArticleSummary, BuildReport, Failure, Finding, Statistics
    from indexes.spans import Hit, Passage, Sentence
    from indexes.versions import Changes, Version
    from indexes.web.access import WebAccess

__all__ = [
    "Article",
    "ArticleNotFound",
    "ArticleSummary",
    "BuildReport",
    "Changes",
    "CitewireError",
    "Embedder",
    "Failure",
    "Filters",
    "Finding",
    "Hit",
    "IndexDamaged",
    "IndexExists",
    "IndexFailure",
    "IndexLocked",
    "IndexMismatch",
    "IndexMissing",
    "Manifest",
    "ModelError",
    "NewsIndex",
    "Passage",
    "Progress",
    "ReadError",
    "ReaderFailure",
    "Sentence",
    "Statistics",
    "Version",
    "WebAccess",
]

_OF_INDEXES = "IndexDamaged IndexFailure IndexExists IndexLocked IndexMismatch IndexMissing"
_HOMES = {
    "indexes.articles": "Article",
    "indexes.embedding": "Embedder",
    "indexes.errors": f"ArticleNotFound CitewireError {_OF_INDEXES} ModelError ReaderFailure ReadError",
    "indexes.filters": "Filters",
    "indexes.index": "NewsIndex",
    "indexes.manifest": "Manifest",
    "indexes.progress": "Progress",
    "indexes.reports": "ArticleSummary BuildReport Failure Finding Statistics",
    "indexes.spans": "Hit Passage Sentence",
    "indexes.versions": "Changes Version",
    "indexes.web.access": "WebAccess",
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a public name when it is first asked for: importing the package costs nothing."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
