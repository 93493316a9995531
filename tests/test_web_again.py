"""Looking at the same hosts again and again, as `watch` does: robots.txt, pauses, pages that failed, redirects."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import examples
import pytest
from loopback import Site, serving
from test_web import HERE, add

from indexes import NewsIndex, ReadError, WebAccess
from indexes.web.addresses import is_public
from indexes.web.fetching import Fetcher
from indexes.web.validators import Validators


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def test_robots_txt_is_believed_and_the_pause_kept_from_one_look_to_the_next(
    index: NewsIndex, site: Site
) -> None:
    url = site.put("/a", examples.page())
    for _ in range(3):
        add(index, url, delay=0.2)
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/a", "/a", "/a"]
    moments = [moment for _, _, moment in site.asked[1:]]
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(moments))


def test_a_site_whose_robots_txt_cannot_be_had_is_left_alone_for_a_while(site: Site) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    fetcher = Fetcher(HERE)
    for page in ("/a", "/b", "/c"):
        with pytest.raises(ReadError, match=r"status 503.*robots\.txt"):
            fetcher.fetch(site.put(page, examples.page()))
    assert [path for path, _, _ in site.asked] == ["/robots.txt"]


@pytest.mark.parametrize("silent", [False, True])
def test_a_site_that_cannot_be_reached_or_is_silent_is_left_alone_for_a_while(
    silent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []
    real = socket.create_connection

    def connect(address: tuple[str, int], *args: object, **options: object) -> socket.socket:
        tried.append(address)
        return real(address, *args, **options)  # type: ignore[arg-type]

    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        if not silent:
            deaf.close()  # nobody listens: refused
        monkeypatch.setattr(socket, "create_connection", connect)
        fetcher = Fetcher(replace(HERE, timeout=0.3))
        for page in ("/a", "/b", "/c"):
            with pytest.raises(ReadError, match=r"(takes too long|could not be fetched).*robots\.txt"):
                fetcher.fetch(address + page)
    assert len(tried) == 1


@pytest.mark.parametrize("itself", [False, True])
def test_a_link_that_leads_to_a_feed_is_not_followed_further(
    index: NewsIndex, site: Site, itself: bool
) -> None:
    for number in range(3):
        link = f"{site.address}/feed{number if itself else number + 1}"
        body = examples.rss().replace(examples.URL.encode(), link.encode())
        site.put(f"/feed{number}", body, "application/rss+xml")
    report = add(index, f"{site.address}/feed0", follow_links=True)
    assert site.paths() == ["/feed0", "/feed0" if itself else "/feed1"]
    assert len(report.added) == 1


def feed_of_one_page(site: Site) -> tuple[str, str]:
    """The URL of a feed that has an ETag, and that of the page which it links to and which is not there."""
    link = site.address + "/news/sluice"
    body = (
        examples.rss()
        .replace(examples.URL.encode(), link.encode())
        .replace(b"content:encoded", b"content:none")
    )

    def feed(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        same = headers.get("If-None-Match") == '"1"'
        return (304 if same else 200), {"ETag": '"1"', "Content-Type": "text/xml"}, b"" if same else body

    site.pages["/feed"] = feed
    return site.address + "/feed", link


def test_a_linked_page_that_failed_once_is_asked_for_again_though_its_feed_is_the_same(
    index: NewsIndex, site: Site
) -> None:
    url, link = feed_of_one_page(site)
    [teaser] = add(index, url, follow_links=True).added
    assert index.article(teaser).text == "The sluice failed."
    site.put("/news/sluice", examples.page().replace(examples.URL.encode(), link.encode()))
    assert add(index, url, follow_links=True).updated == (teaser,)
    assert index.article(teaser).text == examples.TEXT
    add(index, url, follow_links=True)
    assert site.paths().count("/news/sluice") == 2


def test_a_linked_page_that_is_never_there_is_asked_for_three_times(index: NewsIndex, site: Site) -> None:
    url, _ = feed_of_one_page(site)
    failed = [len(add(index, url, follow_links=True).failed) for _ in range(5)]
    assert failed == [1, 1, 1, 0, 0]
    assert site.paths().count("/news/sluice") == 3
    assert len(index.article_ids()) == 1


def test_what_one_host_gave_for_asking_again_is_not_told_to_another(site: Site) -> None:
    with serving() as other:
        other.put("/there", examples.page())
        elsewhere = other.address.replace("127.0.0.1", "localhost") + "/there"
        site.pages["/moved"] = (302, {"Location": elsewhere}, b"")
        site.pages["/near"] = (302, {"Location": "/page"}, b"")
        site.put("/page", examples.page())
        fetcher = Fetcher(WebAccess(allow_private=True, delay=0))
        for page in ("/moved", "/near"):
            fetcher.fetch(site.address + page, Validators('"secret"'))
        assert [headers.get("If-None-Match") for path, headers, _ in other.asked if path == "/there"] == [
            None
        ]
        near = [headers.get("If-None-Match") for path, headers, _ in site.asked if path == "/page"]
        assert near == ['"secret"']


@pytest.mark.parametrize(
    "address", ["fec0::1", "3fff::1", "192.0.0.8", "192.88.99.1", "5000::1", "fe80::1", "2001:db8::1", "::1"]
)
def test_addresses_that_some_versions_of_python_take_for_public_are_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["2606:4700::1111", "2a00:1450:4001::1", "8.8.8.8", "64:ff9b::808:808"])
def test_public_ones_are(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
