"""robots.txt (RFC 9309): whether a site lets its pages be fetched by a program, and how often."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from indexes.errors import ReadError
from indexes.web.access import ROBOT

_KEPT = 3600.0  # seconds that a file is believed
_TRIED_AGAIN = 60.0  # seconds after which a site that could not be asked is asked again
_LONGEST_DELAY = 30.0  # seconds between two requests that a site may ask for


class Robots:
    """The rules of each site that was asked for. `fetch` gives a robots.txt, None where there is none."""

    def __init__(self, fetch: Callable[[str], bytes | None]) -> None:
        self._fetch = fetch
        self._rules: dict[str, tuple[float, Protego]] = {}
        self._failed: dict[str, tuple[float, str]] = {}

    def delay_for(self, url: str) -> float:
        """Seconds that the site wants between two requests; ReadError if it does not want this one at all."""
        rules = self._rules_of(url)
        if not rules.can_fetch(url, ROBOT):
            raise ReadError("is not to be fetched by programs, says the site's robots.txt")
        return min(rules.crawl_delay(ROBOT) or 0.0, _LONGEST_DELAY)

    def _rules_of(self, url: str) -> Protego:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        read, rules = self._rules.get(site, (float("-inf"), None))
        if rules is None or time.monotonic() - read > _KEPT:
            rules = Protego.parse(self._file(f"{site}/robots.txt").decode("utf-8", "replace"))
            self._rules[site] = (time.monotonic(), rules)
        return rules

    def _file(self, url: str) -> bytes:
        """The file; where the server fails nothing may be fetched, as the RFC has it, and it is left alone for a while."""
        failed, reason = self._failed.get(url, (float("-inf"), ""))
        if time.monotonic() - failed < _TRIED_AGAIN:
            raise ReadError(reason)
        try:
            return self._fetch(url) or b""
        except ReadError as error:
            reason = f"{error} (its site's robots.txt)"
            self._failed[url] = (time.monotonic(), reason)
            raise ReadError(reason) from None
