"""Files built to be slow: none may take more than its size's share of time, however it is made."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from reading import reading

from indexes.dates import parse_published
from indexes.errors import ReadError
from indexes.readers.marks import plain_text
from indexes.readers.normalizing import normalize_text

SHAPES: dict[str, Callable[[int], object]] = {
    "spaces within a line": lambda n: normalize_text("a" + " " * n + "b"),
    "spaces within a heading": lambda n: plain_text("# T" + " " * n + "x"),
    "hashes within a heading": lambda n: plain_text("# T " + "#" * n + "x"),
    "spaces within a Markdown line": lambda n: plain_text("a" + " " * n + "b"),
    "spaces at the end of a quoted line": lambda n: plain_text(">" * n + " a"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_as_the_size_does(shape: str) -> None:
    """A quadratic pattern takes minutes for these 300,000 characters, a cubic one years."""
    began = time.process_time()
    SHAPES[shape](300_000)
    assert time.process_time() - began < 20


def test_aliases_in_front_matter_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    file = tmp_path / "bomb.md"
    file.write_text("\n".join(["---", *lines, "author: *a11", "---", "Text."]))
    articles, failures = reading(file)
    assert not articles
    assert "refers back" in failures[0].reason


def test_a_page_with_spaces_in_its_json_ld_is_read_at_once(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    linked = f'{{"@type": "NewsArticle",{" " * 300_000}"headline": "Gate"}} {" " * 9}x'
    script = f'<script type="application/ld+json">{linked}</script>'
    file.write_text(
        f"<html><head>{script}</head><body><p>{'The gate was shut on Monday. ' * 30}</p></body></html>"
    )
    began = time.process_time()
    articles, _ = reading(file)
    assert articles
    assert time.process_time() - began < 20


def test_a_date_of_a_thousand_words_is_refused_without_reading_them() -> None:
    with pytest.raises(ReadError, match="too long"):
        parse_published("Monday 3 March 2025 " * 1_000)


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("1712011512345", "2024-04-01T22:45:12"),
        ("202411030930", "2024-11-03T09:30:00"),
        ("2024110309", "2024-11-03T09:00:00"),
        ("20241103093000", "2024-11-03T09:30:00"),
        ("20241103", "2024-11-03T00:00:00"),
        ("1712011512", "2024-04-01T22:45:12"),
    ],
)
def test_digits_alone_are_a_unix_time_or_a_compact_date(stamp: str, moment: str) -> None:
    assert parse_published(stamp).isoformat().startswith(moment)
