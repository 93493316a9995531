"""Articles by URL: politely, within limits, and never from where no public page is."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import examples
import pytest
from loopback import Site, serving

from indexes import BuildReport, NewsIndex, ReadError, WebAccess
from indexes.web.addresses import checked_address, is_public
from indexes.web.fetching import Fetcher

HERE = WebAccess(allow_private=True, delay=0.0, timeout=5.0, deadline=5.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def add(index: NewsIndex, *urls: str, **changes: Any) -> BuildReport:
    return index.add(list(urls), web=replace(HERE, **changes))


def reason_of(index: NewsIndex, url: str, **changes: Any) -> str:
    report = add(index, url, **changes)
    assert report.added == ()
    [failure] = report.failed
    assert failure.name == url
    return failure.reason


def test_a_page_is_added_by_its_url(index: NewsIndex, site: Site) -> None:
    own = site.address + "/news/sluice"
    url = site.put("/news/sluice?utm_source=x", examples.page().replace(examples.URL.encode(), own.encode()))
    report = add(index, url)
    article = index.article(report.added[0])
    assert (article.title, article.text, article.url) == (examples.TITLE, examples.TEXT, own)
    assert article.origin == url
    agent = site.asked[-1][1]["User-Agent"]
    assert agent.startswith("Citewire/")


def test_a_page_that_names_no_address_gets_the_one_it_was_found_at(index: NewsIndex, site: Site) -> None:
    body = f"<article><h1>{examples.TITLE}</h1><p>{'</p><p>'.join(examples.PARAGRAPHS)}</p></article>"
    site.put("/final", examples.page(head=f"<title>{examples.TITLE}</title>", body=body))
    site.pages["/old"] = (301, {"Location": "/final"}, b"")
    report = add(index, site.address + "/old")
    assert index.article(report.added[0]).url == site.address + "/final"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/rss+xml", examples.rss()),
        ("text/xml", examples.newsml()),
        ("application/pdf", examples.pdf()),
        ("text/plain; charset=utf-8", examples.text()),
        ("application/octet-stream", examples.record()),
    ],
)
def test_other_formats_are_known_by_media_type_or_ending(
    index: NewsIndex, site: Site, kind: str, body: bytes
) -> None:
    report = add(index, site.put("/news.json", body, kind))
    assert index.article(report.added[0]).text == examples.TEXT


def test_unchanged_pages_are_not_sent_again(index: NewsIndex, site: Site) -> None:
    def page(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if headers.get("If-None-Match") == '"1"':
            return 304, {"ETag": '"1"'}, b""
        return 200, {"ETag": '"1"', "Content-Type": "text/html"}, examples.page()

    site.pages["/a"] = page
    url = site.address + "/a"
    [article_id] = add(index, url).added
    assert add(index, url).unchanged == (article_id,)
    assert "If-None-Match" in site.asked[-1][1]
    index.remove(article_id)
    assert add(index, url).added == (article_id,)  # asked for anew: what is not stored cannot be unchanged
    site.put("/a", examples.page().replace(b"Thursday", b"Friday"))
    assert add(index, url).updated == (article_id,)
    (index.path / "web.sqlite").write_bytes(b"damaged")
    assert add(index, url).unchanged == (article_id,)


def test_a_feed_by_url_gives_its_entries_and_with_leave_the_pages(index: NewsIndex, site: Site) -> None:
    link = site.address + "/news/sluice"
    feed = examples.rss().replace(examples.URL.encode(), link.encode())
    url = site.put("/feed", feed.replace(b"content:encoded", b"content:none"), "application/rss+xml")
    [article_id] = add(index, url).added
    assert index.article(article_id).text == "The sluice failed."
    assert site.paths() == ["/feed"]
    site.put("/news/sluice", examples.page().replace(examples.URL.encode(), link.encode()))
    assert add(index, url, follow_links=True).updated == (article_id,)
    assert index.article(article_id).text == examples.TEXT
    assert add(index, url, follow_links=True).unchanged == (article_id,)
    assert site.paths() == [
        "/feed",
        "/feed",
        "/news/sluice",
        "/feed",
    ]  # the page is not fetched a second time
    del site.pages["/news/sluice"]
    site.put("/feed", feed.replace(b"sluice failed", b"sluice has failed"), "application/rss+xml")
    report = add(index, url, follow_links=True)
    assert "the feed's own text was taken" in report.failed[0].reason
    assert index.article(article_id).text == examples.TEXT  # not replaced by the teaser


def test_robots_txt_is_obeyed(index: NewsIndex, site: Site) -> None:
    site.put(
        "/robots.txt",
        "User-agent: *\nDisallow: /private\n\nUser-agent: citewire\nDisallow: /news",
        "text/plain",
    )
    assert "robots.txt" in reason_of(index, site.put("/news/a", examples.page()))
    assert add(index, site.put("/private", examples.page())).added
    site.pages["/moved"] = (302, {"Location": "/news/a"}, b"")
    assert "robots.txt" in reason_of(index, site.address + "/moved")
    assert site.paths() == ["/private", "/moved"]
    site.pages["/robots.txt"] = (503, {}, b"")
    index._fetchers.clear()  # or an hour later
    assert "503" in reason_of(index, site.address + "/private")


def test_one_request_at_a_time_with_a_pause_between_them(index: NewsIndex, site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.3", "text/plain")
    urls = [
        site.put(f"/{n}", examples.page().replace(b"sluice fails", b"sluice %d fails" % n)) for n in range(3)
    ]
    add(index, *urls)
    times = [moment for _, _, moment in site.asked]
    assert all(later - sooner > 0.29 for sooner, later in pairwise(times[1:]))


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (404, {}, "404: it is not there"),
        (402, {}, "for subscribers"),
        (429, {"Retry-After": "60"}, "come back later"),
        (302, {"Location": "/a"}, "redirects more than 5 times"),
        (302, {"Location": "file:///etc/passwd"}, "only http and https"),
        (302, {"Location": "gopher://127.0.0.1/"}, "only http and https"),
        (302, {"Location": "http://user:word@127.0.0.1/"}, "user name or password"),
        (200, {"Content-Type": "image/png"}, "is image/png"),
        (200, {"Content-Type": "text/html", "Content-Encoding": "br"}, "not asked for"),
        (200, {"Content-Type": "text/html"}, "is empty"),
    ],
)
def test_what_is_no_page_has_a_named_reason(
    index: NewsIndex, site: Site, status: int, headers: dict[str, str], reason: str
) -> None:
    site.pages["/a"] = (status, headers, b"")
    assert reason in reason_of(index, site.address + "/a")


def test_size_and_time_have_limits(index: NewsIndex, site: Site) -> None:
    packed = gzip.compress(b"<p>word</p>" * 400_000)
    url = site.put("/large", packed, Content_Encoding="gzip")
    assert "larger than 1 MB" in reason_of(index, url, max_bytes=1 << 20)

    def slow(headers: dict[str, str]) -> Any:
        return 200, {"Content-Type": "text/html"}, (time.sleep(0.2) or b"<p>" for _ in range(100))

    site.pages["/slow"] = slow
    started = time.monotonic()
    assert "takes too long" in reason_of(index, site.address + "/slow", deadline=1.0)
    assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://127.1/", "http://2130706433/", "http://0x7f.0.0.1/",
        "http://0.0.0.0/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://172.16.0.1/",
        "http://192.168.1.1/", "http://100.64.0.1/", "http://[::1]/", "http://[::]/", "http://[fe80::1]/",
        "http://[fc00::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://224.0.0.1/", "http://255.255.255.255/",
    ],
)  # fmt: skip
def test_without_leave_no_address_but_a_public_one_is_reached(
    index: NewsIndex, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*args: object, **options: object) -> None:
        raise AssertionError(f"connected to {args}")

    monkeypatch.setattr(socket, "create_connection", connect)
    reason = reason_of(index, url, allow_private=False)
    assert "not a public address" in reason
    assert "CITEWIRE_ALLOW_PRIVATE_ADDRESSES" in reason


def test_a_redirect_to_this_machine_is_not_followed(
    index: NewsIndex, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public page, played by the loopback server, redirects to the server's own address."""
    monkeypatch.setattr("indexes.web.addresses.is_public", lambda address: str(address) != "127.0.0.1")
    public, private = "http://news.example", site.address
    port = int(private.rpartition(":")[2])
    real = socket.create_connection
    resolve_to(monkeypatch, {"news.example": ["8.8.8.8"], "127.0.0.1": ["127.0.0.1"]})
    monkeypatch.setattr(socket, "create_connection", lambda address, *a, **o: real(("127.0.0.1", port)))
    site.pages["/a"] = (302, {"Location": f"{private}/secret"}, b"")
    site.put("/secret", examples.page())
    assert "not a public address" in reason_of(index, f"{public}/a", allow_private=False)
    assert site.paths() == ["/a"]


def resolve_to(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> list[str]:
    """Let names resolve to these addresses, one list for all questions; what was asked is returned."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *args: object, **options: object) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in names[host]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolve_to(monkeypatch, {"news.example": ["8.8.8.8", "10.1.1.1"]})
    with pytest.raises(ReadError, match=r"10\.1\.1\.1, which is not a public address"):
        checked_address("news.example", 80, allow_private=False)


def test_the_name_is_asked_once_and_the_checked_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A rebinding name gives a public address when it is checked and a private one when it is asked again."""
    answers = {"news.example": ["8.8.8.8"]}
    asked = resolve_to(monkeypatch, answers)
    reached: list[Any] = []

    def connect(address: Any, *args: object, **options: object) -> None:
        reached.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ReadError):
        Fetcher(replace(HERE, allow_private=False)).fetch("http://news.example/a")
    assert (asked, reached) == (["news.example"], [("8.8.8.8", 80)])
    answers["news.example"] = ["127.0.0.1"]
    with pytest.raises(ReadError, match="not a public address"):
        Fetcher(replace(HERE, allow_private=False)).fetch("http://news.example/a")
    assert len(reached) == 1


def test_public_addresses_are_public() -> None:
    for text in ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"):
        assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "url", ["http://", "http:///a", "http://a:99999/", "http://[::1", "http://exa mple/", "https://\x00/"]
)
def test_what_is_no_url_is_told(index: NewsIndex, url: str) -> None:
    assert reason_of(index, url)


def test_adding_files_reaches_no_network(
    index: NewsIndex, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*args: object, **options: object) -> None:
        raise AssertionError("reached out")

    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, connect)
    for name, make in examples.EXAMPLES.items():
        (tmp_path / name).write_bytes(make())
    index.add(tmp_path)
    assert index.article_ids()
