"""`python -m benchmarks.extraction DIR [--json] [--worst N]`: how well web pages are read.

DIR holds `pages/` (HTML, also .gz) and `truth.jsonl`: one object a page with its file under `file`, and `text`, `title`,
`date` and `author` where they are known (other usual names for these are understood too).

- body_f1: the mean over pages of the F1 of words, counted with repeats, between `Article.text` and `text`.
- title, date, author: the share of pages, of those whose truth names one, where it is the same. Titles without regard to
  case and punctuation; dates to the day, in UTC or in the page's own zone; authors as sets of names.
- read: the share of pages that gave an article. One that gave none counts as 0 in everything.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path
from typing import Any

from indexes import Article, ReadError
from indexes.dates import parse_published
from indexes.readers import read

_FILE = ("file", "page", "path", "html", "filename", "name", "id")
_TEXT = ("text", "body", "content", "articleBody", "article_body")
_TITLE = ("title", "headline")
_DATE = ("date", "published", "publish_date", "datePublished", "date_published", "published_at")
_AUTHOR = ("author", "authors", "byline")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """How one page was read. None where the truth does not tell."""

    page: str
    read: bool
    body: float | None
    title: bool | None
    date: bool | None
    author: bool | None


def main() -> None:
    """Measure a folder of pages and print the figures."""
    parser = argparse.ArgumentParser(description="How well web pages are read.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--worst", type=int, default=0, help="list so many of the worst pages too")
    options = parser.parse_args()
    scores = list(measure(options.folder))
    found = figures(scores)
    lines = [f"{name:8} {value:.3f}" for name, value in found.items() if name != "pages"]
    shown = json.dumps(found) if options.json else "\n".join([f"pages    {found['pages']:.0f}", *lines])
    sys.stdout.write(shown + "\n")
    for score in sorted(scores, key=lambda one: one.body or 0.0)[: options.worst]:
        sys.stdout.write(f"{score}\n")


def measure(folder: Path) -> Iterator[Score]:
    """The score of each page of the truth."""
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        if line.strip():
            truth = json.loads(line)
            page = _page(folder / "pages", str(_first(truth, _FILE)))
            yield score_of(page.name, truth, _article(page))


def figures(scores: Iterable[Score]) -> dict[str, float]:
    """Means over the pages whose truth tells."""
    all_scores = list(scores)

    def mean(name: str) -> float:
        known = [float(value) for one in all_scores if (value := getattr(one, name)) is not None]
        return statistics.fmean(known) if known else float("nan")

    shares = {
        "body_f1" if name == "body" else name: mean(name)
        for name in ("body", "title", "date", "author", "read")
    }
    return {"pages": len(all_scores), **shares}


def score_of(page: str, truth: Mapping[str, Any], article: Article | None) -> Score:
    """How an article compares with what is true of its page."""
    text, title, day, author = (_first(truth, names) for names in (_TEXT, _TITLE, _DATE, _AUTHOR))
    return Score(
        page,
        article is not None,
        None if text is None else token_f1(article.text if article else "", str(text)),
        None if title is None else article is not None and _words(article.title) == _words(str(title)),
        None if day is None else article is not None and same_day(article, day),
        None if author is None else article is not None and names_in(article.author) == names_in(author),
    )


def token_f1(found: str, true: str) -> float:
    """F1 over words with repeats, without regard to case; 1 if both have none."""
    have, want = Counter(_words(found)), Counter(_words(true))
    if not have or not want:
        return float(have == want)
    common = (have & want).total()
    return 2 * common / (have.total() + want.total())


def same_day(article: Article, day: object) -> bool:
    """Whether it was published on that day, in UTC or in the zone that the page or the truth gives."""
    if article.published is None:
        return False
    try:
        true = parse_published(day)
    except ReadError:
        return False
    days: set[date] = {
        true.date(),
        true.astimezone(UTC).date(),
        true.astimezone(article.published.tzinfo).date(),
    }
    return article.published.date() in days or article.published.astimezone(UTC).date() in days


def names_in(author: object) -> frozenset[str]:
    """'By Jane Doe and John Roe' and ['Jane Doe', 'John Roe'] are the same."""
    parts = author if isinstance(author, list) else [author or ""]
    split = (
        name
        for part in parts
        for name in re.split(r",|;|&|\band\b", re.sub(r"^by:?\s", "", str(part), flags=re.I))
    )
    return frozenset(" ".join(_words(name)) for name in split if _words(name))


def _article(page: Path) -> Article | None:
    return next(iter(read(page, on_failure=lambda failure: None)), None)


def _page(folder: Path, name: str) -> Path:
    """The page's file, also where the truth leaves out its folder or ending."""
    base = Path(name).name
    candidates = [folder / f"{base}{ending}" for ending in ("", ".html", ".htm", ".html.gz", ".gz")]
    return next((path for path in candidates if path.is_file()), candidates[0])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _first(truth: Mapping[str, Any], names: tuple[str, ...]) -> Any:  # noqa: ANN401 - as it stands in the JSON
    return next((truth[name] for name in names if truth.get(name) not in (None, "", [])), None)


if __name__ == "__main__":
    main()
