"""Markdown's paired marks (`*`, `_`, `~~`) and comments, taken out in time that grows with the text alone.

A regular expression would look for the closing mark anew from each opening one: 20,000 of them took seconds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

_OPENING = {
    "*": re.compile(r"(?<![\\*\w])(\*{1,3})(?=[^\s*])"),
    "_": re.compile(r"(?<![\\\w_])(_{1,3})(?=[^\s_])"),
    "~": re.compile(r"(?<![\\~])(~~)(?=[^\s~])"),
}
_RUNS = {"*": re.compile(r"\*+"), "_": re.compile(r"_+(?!\w)"), "~": re.compile(r"~~+")}


def without_emphasis(text: str) -> str:
    """A line without its marks of emphasis; two deep, as in `***a** b*`."""
    for mark in "**__~":
        text = _without_pairs(text, mark)
    return text


def without_comments(text: str) -> str:
    """The text without `<!-- -->`; a comment that never ends is none."""
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[position:start])
        position = end + 3
    return "".join(kept) + text[position:]


def _without_pairs(text: str, mark: str) -> str:
    if mark not in text:
        return text
    closing, kept, position = _closing(text, mark), [], 0
    for opening in _OPENING[mark].finditer(text):
        if opening.start() < position:
            continue  # within the pair before
        ends = closing[opening.group()]
        place = bisect_left(ends, opening.end() + 1)
        if place < len(ends):
            kept += [text[position : opening.start()], text[opening.end() : ends[place]]]
            position = ends[place] + len(opening.group())
    return "".join(kept) + text[position:]


def _closing(text: str, mark: str) -> dict[str, list[int]]:
    """Where each mark could close what it opened: at the end of a run, right after a word."""
    places: dict[str, list[int]] = defaultdict(list)
    for run in _RUNS[mark].finditer(text):
        for length in range(1, min(3, len(run.group())) + 1):
            place = run.end() - length
            if place > 0 and not text[place - 1].isspace() and text[place - 1] != "\\":
                places[mark * length].append(place)
    return places
