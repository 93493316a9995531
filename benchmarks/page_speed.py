"""From Enter to the first citation on the screen: `python -m benchmarks.page_speed [--index PLACE]`.

Measured in the browser by its own clock, with a new page for each question and the models loaded. Prints the
median and the slowest of the answered questions of the starter collection.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from pathlib import Path
from typing import Any, Final

from benchmarks.serving import SEEDS, chromium, serving

_QUESTIONS: Final = SEEDS.parent / "questions.jsonl"
_MEASURE: Final = """() => new Promise((resolve) => {
  const box = document.querySelector("#question textarea");
  const began = performance.now();
  const seen = () => document.querySelector("#thread a.cite");
  new MutationObserver((_, observer) => {
    if (!seen()) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began), 0)); // painted
  }).observe(document.querySelector("#thread"), { childList: true, subtree: true });
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
})"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--questions", type=int, default=20)
    options = parser.parse_args()
    with serving(options.index) as url, chromium() as browser:
        seconds = [_seconds(browser, url, question) for question in questions(options.questions)]
    median, slowest = statistics.median(seconds), max(seconds)
    sys.stdout.write(
        f"Enter to first citation, {len(seconds)} questions: median {median:.3f} s, slowest {slowest:.3f} s\n"
    )


def questions(count: int) -> list[str]:
    """The first so many of the starter collection's questions, in the order of their file."""
    lines = _QUESTIONS.read_text(encoding="utf-8").splitlines()
    records = (json.loads(line) for line in lines)
    return [record["question"] for record in records if "question" in record][:count]


def _seconds(browser: Any, url: str, question: str) -> float:  # noqa: ANN401 - playwright is for tests alone
    page = browser.new_page()
    page.goto(url)
    page.get_by_label("Question").fill(question)
    page.wait_for_timeout(300)
    milliseconds = page.evaluate(_MEASURE)
    page.close()
    return float(milliseconds) / 1000


if __name__ == "__main__":
    main()
