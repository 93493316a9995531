"""A URL to articles: a page, a feed with or without the pages it links to, or any other format that is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from indexes.articles import Article, content_digest, has_derived_id
from indexes.claims import is_entry, is_record
from indexes.errors import ReadError
from indexes.hosts import are_related, host_of
from indexes.readers import FORMATS, Reader
from indexes.readers.sources import OnFailure, Source
from indexes.reports import Failure
from indexes.web.access import WebAccess
from indexes.web.validators import Validators, load_validators, save_validators

if TYPE_CHECKING:
    from indexes.web.fetching import Download, Fetcher

_HAD = -1  # stands for the number of tries once the page of an entry was had
_MOST_TRIES = 3  # for the page of an entry that stays the same

_EXTENSIONS = {
    "application/atom+xml": ".atom",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/xhtml+xml": ".html",
    "application/xml": ".xml",
    "message/rfc822": ".eml",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/xml": ".xml",
}


def is_url(item: object) -> bool:
    """Whether it is an http(s) URL rather than a path."""
    return str(item).lower().startswith(("http://", "https://"))


class WebReader:
    """Reads URLs for one index, what comes by `using`. `stored` gives the articles that were read from a URL before.

    Imports no network library and reaches no host until a URL is read. `fetchers` outlives it, so that robots.txt and
    the pause between two requests to a host hold for all that one program reads for the index.
    """

    def __init__(
        self,
        access: WebAccess,
        memory: Path,
        stored: Callable[[str], Sequence[Article]],
        using: Reader,
        fetchers: dict[WebAccess, Fetcher],
    ) -> None:
        self.access = access
        self._using = using
        self._fetchers = fetchers
        self._memory = memory
        self._stored = stored
        self._seen: dict[str, Validators] = {}

    def read(self, url: str, on_failure: OnFailure) -> Iterator[Article]:
        """The articles at a URL; what has not changed since is given as it is stored."""
        for article in self._at(url, on_failure):
            yield self.follow(article, on_failure)  # though it is the same: its page may be there now

    def _at(self, url: str, on_failure: OnFailure) -> Iterator[Article]:
        """What the URL itself gives: no link of it is followed."""
        source = Source(Path(), address=url)
        try:
            stored = self._stored(url)
            found = self._fetch(url, conditional=bool(stored))
            if found.data is None:
                yield from stored
            else:
                for article in self._using(_as_source(source, found), on_failure):
                    yield _as_data(article, found.url)
        except ReadError as error:
            on_failure(source.failure(error))

    def follow(self, article: Article, on_failure: OnFailure) -> Article:
        """For a feed's entry the page that it links to, if links may be followed; else, or if that fails, itself.

        A link that leads to a feed leads to no page: feeds may link to each other without an end.
        """
        if not self.access.follow_links or article.url is None or not is_entry(article.origin):
            return article
        failures: list[Failure] = []
        key, entry = f"entry {article.url}", content_digest(article)
        stored, known = self._stored(article.url), load_validators(self._memory, key)
        tries = int(known.last_modified or _HAD) if known.etag == entry else 0
        if stored and tries == _HAD:
            return stored[0]  # the feed says of it what it said when the page was fetched
        if tries >= _MOST_TRIES:
            return stored[0] if stored else article
        pages = list(self._at(article.url, failures.append))
        if len(pages) != 1 or is_entry(pages[0].origin):
            for failure in failures:
                on_failure(replace(failure, reason=f"{failure.reason} (the feed's own text was taken)"))
            self._seen[key] = Validators(entry, str(tries + 1))
            return stored[0] if stored else article  # a page that was had once is better than a teaser
        page, self._seen[key] = pages[0], Validators(entry)
        return replace(
            page, published=page.published or article.published, author=page.author or article.author
        )

    def fetches(self, item: object) -> bool:
        """Whether reading it may wait for the network: a URL, or a file that may be a feed whose links are followed."""
        return isinstance(item, str | Path) and (is_url(item) or self.access.follow_links)

    def remember(self) -> None:
        """Keep what servers gave for conditional requests: after what was fetched has been stored."""
        if self._seen:
            save_validators(self._memory, self._seen)
            self._seen = {}

    def _fetch(self, url: str, *, conditional: bool) -> Download:
        from indexes.web.fetching import Fetcher

        if self.access not in self._fetchers:
            self._fetchers[self.access] = Fetcher(self.access)
        found = self._fetchers[self.access].fetch(
            url, load_validators(self._memory, url) if conditional else None
        )
        if found.data is not None:
            self._seen[url] = found.validators
        return found


def _as_data(article: Article, address: str) -> Article:
    """A document that gives itself an id, or a URL of another host than it was found at, as a record of a file there."""
    elsewhere = article.url is not None and not are_related(host_of(article.url), host_of(address))
    if is_record(article.origin) or (has_derived_id(article) and not elsewhere):
        return article
    return replace(article, origin=f"{article.origin}#1")


def _as_source(source: Source, found: Download) -> Source:
    """The download as something to read, by its media type, else by how its address ends."""
    ending = PurePosixPath(urlsplit(found.url).path).suffix.lower()
    extension = _EXTENSIONS.get(found.kind, ending)
    if found.kind.endswith("+xml") and extension not in FORMATS:
        extension = ".xml"
    if extension not in FORMATS:
        raise ReadError(f"is {found.kind or 'of unknown kind'}: no article that can be read")
    return replace(source, data=found.data, suffix=extension, final_address=found.url, charset=found.charset)
