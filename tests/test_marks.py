"""Markdown's marks: pairs go, what is no pair stays, and hostile text costs no more than its length."""

from __future__ import annotations

import subprocess
import sys

import pytest

from indexes.readers.marks import plain_text

HOSTILE = ["*a ", "_a ", "~~a ", "<!--", "![", "[", "[a](b(", "<http://", "<a b", "``a `"]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a *b* and **c d** and ***e***", "a b and c d and e"),
        ("**a *b* c**", "a b c"),
        ("_a_ and snake_case_name and __b__", "a and snake_case_name and b"),
        ("5 * 3 * 2, *a and b", "5 * 3 * 2, *a and b"),
        (r"\*a\* and *b\* c*", "*a* and b* c"),
        ("~~struck~~ and ~~ not ~~", "struck and ~~ not ~~"),
        ("a <!-- no --> b <!-- never ends", "a  b <!-- never ends"),
        ("[a](http://b/c_(d) 'e') and ![f](g \"h\") and [i][j]", "a and f and i"),
        ("[" * 30 + "a](b)", "[" * 29 + "a"),
    ],
)
def test_pairs_go_and_the_rest_stays(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text


def test_marks_that_never_close_do_not_stop_the_process() -> None:
    code = (
        f"from indexes.readers.marks import plain_text\nfor mark in {HOSTILE!r}: plain_text(mark * 100_000)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=240)  # looking from each one took hours
