"""The pictures of the README, taken in Chromium over the starter collection: `make screenshots`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from benchmarks.serving import chromium, serving

_IMAGES: Final = Path(__file__).parent.parent / "docs" / "images"
_SAID: Final = "What did Harriet Bowen say about the Merrow Bridge in February 2025?"
_LATEST: Final = "What is the latest on the Merrow Bridge?"
_NOT_TOLD: Final = "What did Harriet Bowen say about the airport?"
_DIFFERING: Final = "How many people were injured when the Saint Alban hit the dredger?"

Act = Callable[[Any], None]


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path)
    options = parser.parse_args()
    with serving(options.index) as url, chromium() as browser:
        for name, act, shape in _PICTURES:
            context = browser.new_context(reduced_motion="reduce", **shape)
            page = context.new_page()
            page.goto(url)
            page.locator(".suggestion").first.wait_for(timeout=120_000)
            act(page)
            page.wait_for_timeout(600)
            page.screenshot(path=_IMAGES / f"{name}.png")
            context.close()


def _ask(page: Any, question: str) -> None:  # noqa: ANN401 - playwright is for tests alone
    page.get_by_label("Question").fill(question)
    page.get_by_label("Question").press("Enter")
    page.locator(".turn[aria-busy=false]").last.wait_for(timeout=120_000)


def _source(page: Any) -> None:  # noqa: ANN401
    _ask(page, _SAID)
    page.locator("a.cite").first.click()
    page.locator("#source mark").wait_for()


def _not_found(page: Any) -> None:  # noqa: ANN401
    _ask(page, _NOT_TOLD)


def _disagreement(page: Any) -> None:  # noqa: ANN401
    _ask(page, _DIFFERING)


def _timeline(page: Any) -> None:  # noqa: ANN401
    _ask(page, _LATEST)
    page.locator("button.show-timeline").click()
    page.locator(".point").first.wait_for()


def _articles(page: Any) -> None:  # noqa: ANN401
    page.get_by_role("button", name="Articles", exact=True).click()
    page.locator("#archive tbody tr").first.wait_for()
    page.locator(".bin").first.wait_for()


_WIDE: Final[dict[str, Any]] = {"viewport": {"width": 1280, "height": 860}}
_NARROW: Final[dict[str, Any]] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "device_scale_factor": 2,
}
_DARK: Final[dict[str, Any]] = {**_WIDE, "color_scheme": "dark"}
_PICTURES: Final[tuple[tuple[str, Act, dict[str, Any]], ...]] = (
    ("answer-with-source", _source, _WIDE),
    ("not-found", _not_found, _WIDE),
    ("disagreement", _disagreement, _WIDE),
    ("timeline", _timeline, _WIDE),
    ("articles", _articles, _WIDE),
    ("mobile", _source, _NARROW),
    ("dark", _source, _DARK),
)


if __name__ == "__main__":
    main()
