"""Fixtures for tests that drive Chromium: one server for all, one browser a file, a new reader a test."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
import uvicorn
from fake_assistant import ARTICLES
from hashing import HashingEmbedder
from hostile import HOSTILE_ARTICLE
from part_articles import WordReader
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

from indexes.index import NewsIndex
from qa.assistant import NewsAssistant
from qa.settings import Settings
from ui.server import address, create_app, listen

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 60_000  # milliseconds, for a busy machine

# Gradio clips what is too wide, so the width of the document tells nothing. The columns scroll within their own box.
_OUTSIDE = """() => [...document.querySelectorAll("body *")].filter((e) => {
  const box = e.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1 || !e.checkVisibility({ visibilityProperty: true })) return false;
  return (box.right > innerWidth + 0.5 || box.left < -0.5) && !e.closest(".bins");
}).map((e) => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`)"""

expect.set_options(timeout=_PATIENCE)


@dataclass
class Site:
    """A running server over a real index."""

    url: str
    assistant: NewsAssistant


@dataclass
class Visit:
    """A page in the browser, and what it must never do."""

    page: Page
    scheme: str = "light"
    is_narrow: bool = False
    elsewhere: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def question(self) -> Locator:
        return self.page.get_by_label("Question")

    @property
    def chips(self) -> Locator:
        return self.page.locator("a.cite")

    @property
    def source(self) -> Locator:
        return self.page.locator("#source")

    @property
    def mark(self) -> Locator:
        return self.page.locator("#source mark")

    @property
    def overflow(self) -> list[str]:
        """The elements that stand out of the window at a side, where nobody can scroll to them or all would scroll."""
        return list(self.page.evaluate(_OUTSIDE))

    @property
    def is_dark(self) -> bool:
        return "dark" in (self.page.locator("body").get_attribute("class") or "")

    def limit(self, first_day: str = "", last_day: str = "") -> None:
        """Enter the days under 'Dates', and fold it away again."""
        dates = self.page.locator("[data-filter=dates] summary")
        dates.click()
        self.page.locator("#first-day input").fill(first_day)
        self.page.locator("#last-day input").fill(last_day)
        dates.click()

    def ask(self, question: str) -> Locator:
        """Ask, wait for the whole answer, and give back its turn."""
        before = self.page.locator(".turn").count()
        self.question.fill(question)
        self.question.press("Enter")
        turn = self.page.locator(".turn").nth(before)
        expect(turn).to_have_attribute("aria-busy", "false")
        return turn


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    index = NewsIndex.create(tmp_path_factory.mktemp("page") / "index", embedder=HashingEmbedder())
    index.add([*ARTICLES, HOSTILE_ARTICLE])
    settings = Settings(
        port=0, answer_threshold=0.2
    )  # the hashing embedder's cosines are lower than the model's
    with NewsAssistant(index, settings, reader=WordReader()) as assistant, listen(settings) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(assistant, settings), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            _until(lambda: server.started)
            assistant.ask("What was reported?")  # loads the models, for which no test's patience is meant
            yield Site(address(listening), assistant)
        finally:
            server.should_exit = True
            thread.join(10)


@dataclass(frozen=True)
class Look:
    """How wide the page is shown, and in which theme."""

    width: int
    scheme: Literal["light", "dark"]

    @property
    def is_narrow(self) -> bool:
        """On a touch screen, with the source as a sheet."""
        return self.width < 600


LOOKS = [Look(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]  # type: ignore[arg-type]
DIAGONAL = [
    LOOKS[0],
    LOOKS[-1],
]  # both widths and both themes, for what takes long and looks alike in all four
NARROW = [look for look in LOOKS if look.is_narrow]


class Tab:
    """A page of the browser in one look. It is kept from test to test: a new one loads four times as long."""

    def __init__(self, chromium: Browser, look: Look) -> None:
        height = 844 if look.is_narrow else 860
        self._size: ViewportSize = {"width": look.width, "height": height}
        self._context = chromium.new_context(
            viewport=self._size,
            color_scheme=look.scheme,
            reduced_motion="reduce",
            has_touch=look.is_narrow,
            is_mobile=look.is_narrow,
        )
        self._context.set_default_timeout(_PATIENCE)
        self._page = self._context.new_page()
        self._look = look
        self._visit = self._coming = Visit(self._page)
        self._page.on("framenavigated", lambda frame: self._arrive() if not frame.parent_frame else None)
        self._page.on("request", lambda request: self._visit.elsewhere.append(request.url))
        self._page.on("dialog", lambda dialog: (self._visit.dialogs.append(dialog.message), dialog.dismiss()))
        self._page.on("pageerror", lambda error: self._visit.errors.append(str(error)))

    def visit(self, url: str) -> Visit:
        """The page as a new reader finds it: nothing is left of the test before."""
        self._page.unroute_all(behavior="ignoreErrors")
        for other in self._context.pages:
            if other is not self._page:
                other.close()
        self._context.clear_cookies()
        self._context.clear_permissions()
        self._page.set_viewport_size(self._size)
        if self._page.url.startswith(url):
            self._page.evaluate("sessionStorage.clear(), localStorage.clear()")
        self._coming = Visit(self._page, self._look.scheme, self._look.is_narrow)
        self._page.goto(url)
        expect(self._visit.question).to_be_visible()
        return self._visit

    def _arrive(self) -> None:
        """What happens from now on happens to the new page."""
        self._visit = self._coming


class Tabs:
    """The tabs of one browser, each opened when it is first asked for."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._open: dict[Look, Tab] = {}

    def __getitem__(self, look: Look) -> Tab:
        if look not in self._open:
            self._open[look] = Tab(self._chromium, look)
        return self._open[look]


@pytest.fixture(scope="module")
def browser() -> Iterator[Tabs]:
    """Chromium. Closed with its test file: while it is open, `asyncio.run` works in no test of the process."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        reason = "no Chromium: install Debian's chromium or set CHROMIUM to its path"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield Tabs(chromium)
        chromium.close()


def _named(look: Look) -> str:
    return f"{look.width}-{look.scheme}"


@pytest.fixture(params=LOOKS, ids=_named)
def visit(site: Site, browser: Tabs, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The page at 1280 pixels and, on a touch screen, at 390; each in the light and in the dark."""
    yield from _visited(browser[request.param], site.url)


@pytest.fixture(params=DIAGONAL, ids=_named)
def either(site: Site, browser: Tabs, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The page at 1280 pixels in the light, and at 390 in the dark."""
    yield from _visited(browser[request.param], site.url)


@pytest.fixture(params=NARROW, ids=_named)
def narrow(site: Site, browser: Tabs, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The page at 390 pixels alone."""
    yield from _visited(browser[request.param], site.url)


def _visited(tab: Tab, url: str) -> Iterator[Visit]:
    visit = tab.visit(url)
    yield visit
    own = (url, "data:", f"blob:{url}", "about:")
    assert [one for one in visit.elsewhere if not one.startswith(own)] == [], "the browser asked another host"
    assert visit.dialogs == [], "a script of an article ran"
    assert visit.errors == []


def _until(ready: object, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not ready():  # type: ignore[operator]
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.05)
