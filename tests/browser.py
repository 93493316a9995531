"""Fixtures for tests that drive Chromium: one server for all, one browser a file, a fresh page a test."""

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
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

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
    with NewsAssistant(index, settings) as assistant, listen(settings) as listening:
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. Closed with its test file: while it is open, `asyncio.run` works in no test of the process."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        reason = "no Chromium: install Debian's chromium or set CHROMIUM to its path"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def wide(site: Site, browser: Browser) -> Iterator[Visit]:
    """The page at 1280 pixels."""
    yield from _visit(site, browser, 1280, 860)


@pytest.fixture
def narrow(site: Site, browser: Browser) -> Iterator[Visit]:
    """The page at 390 pixels, on a touch screen."""
    yield from _visit(site, browser, 390, 844, has_touch=True, is_mobile=True)


@dataclass(frozen=True)
class Look:
    """How wide the page is shown, and in which theme."""

    width: int
    scheme: Literal["light", "dark"]


LOOKS = [Look(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]  # type: ignore[arg-type]
USUAL = (
    LOOKS if os.environ.get("ALL_LOOKS") else [LOOKS[0], LOOKS[-1]]
)  # what a click does hangs on no colour


def _named(look: Look) -> str:
    return f"{look.width}-{look.scheme}"


@pytest.fixture(params=USUAL, ids=_named)
def visit(site: Site, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The page at 1280 pixels in the light and at 390, on a touch screen, in the dark; with ALL_LOOKS=1 all four."""
    yield from _look(site, browser, request.param)


@pytest.fixture(params=LOOKS, ids=_named)
def every_look(site: Site, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The page at both widths, each in the light and in the dark."""
    yield from _look(site, browser, request.param)


def _look(site: Site, browser: Browser, look: Look) -> Iterator[Visit]:
    if look.width < 600:
        yield from _visit(site, browser, 390, 844, look.scheme, has_touch=True, is_mobile=True)
    else:
        yield from _visit(site, browser, look.width, 860, look.scheme)


def _visit(
    site: Site, browser: Browser, width: int, height: int, scheme: str = "light", **options: bool
) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        **options,
    )
    context.set_default_timeout(_PATIENCE)
    visit = Visit(context.new_page(), scheme, width < 600)
    own = (site.url, "data:", f"blob:{site.url}")
    visit.page.on("request", lambda r: None if r.url.startswith(own) else visit.elsewhere.append(r.url))
    visit.page.on("dialog", lambda dialog: (visit.dialogs.append(dialog.message), dialog.dismiss()))
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.goto(site.url)
    expect(visit.question).to_be_visible()
    yield visit
    context.close()
    assert visit.elsewhere == [], "the browser asked another host"
    assert visit.dialogs == [], "a script of an article ran"
    assert visit.errors == []


def _until(ready: object, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not ready():  # type: ignore[operator]
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.05)
