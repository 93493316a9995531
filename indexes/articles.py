"""What an article is, and how it gets its id."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from indexes.moments import storable

_TRACKING = ("utm_", "fbclid", "gclid", "ref", "cmpid", "ito")


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. `text` is what is shown and cited: every offset in Citewire refers to it.

    An empty `id` is filled in: from the canonical URL if there is one, else from title and text.
    A `published` without a time zone is taken as UTC; ReadError if it lies outside the years 1 to 9999 there.
    `origin` says where it was read (a path or URL, with `#n` for the nth record of a file and `#entryn` for the
    nth entry of a feed), `updated` when its publisher last changed it. Neither makes it another version.
    """

    title: str
    text: str
    id: str = ""
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published: datetime | None = None
    language: str = "en"
    origin: str | None = None
    updated: datetime | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            object.__setattr__(self, "published", storable(self.published))
        if self.updated is not None:
            object.__setattr__(self, "updated", storable(self.updated))
        if not self.id:
            object.__setattr__(self, "id", _derived_id(self))

    def with_id(self, article_id: str) -> Article:
        """The same article under another id."""
        return replace(self, id=article_id)


def content_digest(article: Article) -> str:
    """SHA-256 over everything a reader would see: equal digests mean nothing has to be stored again."""
    published = article.published.isoformat() if article.published else ""
    parts = (
        article.title,
        article.text,
        article.url,
        article.source,
        article.author,
        published,
        article.language,
    )
    return _digest("\x1f".join(part or "" for part in parts))


def content_id(article: Article) -> str:
    """The id made of title and text alone: equal means the same article, wherever it was read."""
    return _digest(f"{article.title}\x1f{article.text}")[:16]


def url_id(url: str) -> str:
    """The id made of a URL alone."""
    return _digest(canonical_url(url))[:16]


def has_own_id(article: Article) -> bool:
    """Whether its id comes from its publisher (an explicit id or a URL) rather than from its content."""
    return article.url is not None or article.id != content_id(article)


def has_derived_id(article: Article) -> bool:
    """Whether its id is made of its URL, or of its content where it has none: nobody chose it."""
    return article.id == _derived_id(article)


def canonical_url(url: str) -> str:
    """The URL without fragment, tracking parameters, trailing slash and the case of its host.

    A fragment that begins with `!` names a page and stays. What cannot be parsed stays as it is.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(k)]
    path = parts.path.rstrip("/") or "/"
    page = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, urlencode(query), page))


def _is_tracking(name: str) -> bool:
    return name.lower().startswith("utm_") or name.lower() in _TRACKING[1:]


def _derived_id(article: Article) -> str:
    return url_id(article.url) if article.url else content_id(article)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
