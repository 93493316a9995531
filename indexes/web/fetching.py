"""Fetching one URL: http and https, checked addresses, robots.txt, redirects by hand, limits on size and time."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from indexes.errors import ReadError
from indexes.hosts import are_related, host_of
from indexes.web.access import USER_AGENT, WebAccess
from indexes.web.connecting import CheckedTransport, Clock
from indexes.web.robots import Robots
from indexes.web.validators import Validators

_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Download:
    """What a URL gave. `url` is where the redirects led; `data` is None if it has not changed."""

    url: str
    kind: str  # the media type, 'text/html'
    charset: str | None
    data: bytes | None
    validators: Validators


@dataclass(slots=True)
class _Turn:
    """Whose turn it is at one host, and when the last request to it ended (seconds of the monotonic clock)."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    ended: float = float("-inf")


class Fetcher:
    """Fetches politely: one request at a time for a host, with a pause between them. Threads may share it."""

    def __init__(self, access: WebAccess) -> None:
        self.access = access
        self._turns: dict[str, _Turn] = defaultdict(_Turn)
        self._robots = Robots(self._robots_file)

    def fetch(self, url: str, known: Validators | None = None) -> Download:
        """What is at the URL now. ReadError with the reason if it cannot or must not be had."""
        with _named_errors():
            return self._followed(url, known or Validators())

    def _followed(self, url: str, known: Validators) -> Download:
        for _ in range(self.access.max_redirects + 1):
            _require_web(url)
            delay = self._robots.delay_for(url)  # ReadError where the site does not want it
            found = self._request(url, known, max(delay, self.access.delay), self.access.max_bytes)
            if isinstance(found, Download):
                return found
            target = urljoin(url, found)
            if not are_related(host_of(target), host_of(url)):
                known = Validators()  # what one host gave says nothing to another
            url = target
        raise ReadError(f"redirects more than {self.access.max_redirects} times")

    def _robots_file(self, url: str) -> bytes | None:
        """A robots.txt; None if the site has none. ReadError if it cannot be told."""
        for _ in range(self.access.max_redirects + 1):
            _require_web(url)
            try:
                with _named_errors():
                    found = self._request(url, Validators(), 0, 500 << 10)  # RFC 9309: 500 kB at least
            except HTTPStatus as error:
                if 400 <= error.status < 500:
                    return None
                raise
            if isinstance(found, Download):
                return found.data
            url = urljoin(url, found)
        return None

    def _request(self, url: str, known: Validators, delay: float, most: int) -> Download | str:
        """What one request gives: a download, or where it is redirected to."""
        turn = self._turns[urlsplit(url).netloc.lower()]
        with turn.lock:
            time.sleep(max(0.0, turn.ended + delay - time.monotonic()))
            try:
                return self._send(url, known, most)
            finally:
                turn.ended = time.monotonic()

    def _send(self, url: str, known: Validators, most: int) -> Download | str:
        clock = Clock()
        transport = CheckedTransport(clock, allow_private=self.access.allow_private)
        headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip", **known.headers()}
        with httpx.Client(transport=transport, timeout=self.access.timeout, headers=headers) as client:
            clock.start(self.access.deadline)
            with client.stream("GET", url, follow_redirects=False) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return response.headers["location"]
                if response.status_code == _NOT_MODIFIED and known.headers():
                    return _download(url, response, None)
                if response.status_code != httpx.codes.OK:
                    raise HTTPStatus(response.status_code)
                return _download(url, response, _body(response, most))


class HTTPStatus(ReadError):
    """The server answered with a status that is no page."""

    def __init__(self, status: int) -> None:
        super().__init__(f"was answered with status {status}{_WORDS.get(status, '')}")
        self.status = status


_WORDS = {
    401: ": it needs a login",
    402: ": it is for subscribers",
    403: ": the site refuses it",
    404: ": it is not there",
    410: ": it is gone for good",
    429: ": the site asks to come back later",
    451: ": it is withheld for legal reasons",
    503: ": the site asks to come back later",
}


@contextmanager
def _named_errors() -> Iterator[None]:
    """What the libraries raise as ReadErrors that say what is the matter."""
    try:
        yield
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise ReadError("takes too long: given up") from None
    except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError) as error:
        reason = f"could not be fetched ({type(error).__name__}: {error})".replace(": )", ")")
        raise ReadError(reason) from None
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise ReadError(f"is not a URL ({error})") from None


def _require_web(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ReadError(f"is not a URL ({error})") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise ReadError(f"leads to {url[:200]!r}: only http and https URLs are fetched")
    if parts.username or parts.password:
        raise ReadError("carries a user name or password in its address: not fetched")


def _body(response: httpx.Response, most: int) -> bytes:
    """The unpacked body; ReadError if it is longer than allowed or packed in a way that was not asked for."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise ReadError(f"is packed with {encoding[:40]!r}, which was not asked for")
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > most:
            raise ReadError(f"is larger than {most >> 20} MB: no article is")
        pieces.append(piece)
    return b"".join(pieces)


def _download(url: str, response: httpx.Response, data: bytes | None) -> Download:
    headers = response.headers
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    validators = Validators(headers.get("etag", ""), headers.get("last-modified", ""))
    return Download(url, kind, response.charset_encoding, data, validators)
