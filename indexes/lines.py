"""Paragraphs of a text: where a newline ends one, and where it only wraps a line."""

from __future__ import annotations

import re
from itertools import pairwise

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ITEM = re.compile(r"\s*(?:[•·▪►*–—-]\s|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s)")
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*\s*$")
_WIDTHS = range(30, 121)  # characters: narrower or wider lines are not wrapped by a program or a typist
_SLACK = 8  # characters by which typists and hyphenating programs miss the width
_WRAPPED_SHARE = 0.8


def lines_of(text: str) -> list[Span]:
    """Spans of the lines that are not blank, without their newlines."""
    return [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]


def paragraphs_of(text: str) -> list[Span]:
    """Spans of the paragraphs: lines, put together where single newlines only wrap them."""
    lines = lines_of(text)
    width = _wrap_width(text, lines)
    if not width:
        return lines
    paragraphs: list[Span] = []
    for above, line in pairwise([(0, 0), *lines]):
        if paragraphs and _adjacent(text, above, line) and _is_wrap(text, above, line, width):
            paragraphs[-1] = (paragraphs[-1][0], line[1])
        else:
            paragraphs.append(line)
    return paragraphs


def _wrap_width(text: str, lines: list[Span]) -> int:
    """The width at which the text is wrapped, or 0 where a newline means the end of a paragraph.

    A wrapped line is full: the next line's first word would not have fitted. A line for each sentence,
    a list or a table breaks long before that; and somewhere a wrapped sentence runs on in the next line.
    """
    width = max((end - start for start, end in lines), default=0)
    pairs = [
        (a, b) for a, b in pairwise(lines) if _adjacent(text, a, b) and not _ITEM.match(text, b[0], b[1])
    ]
    if width not in _WIDTHS or not pairs:
        return 0
    wrapped = [(a, b) for a, b in pairs if _is_wrap(text, a, b, width)]
    running_on = sum(not _ENDED.search(text[a[0] : a[1]]) and text[b[0]].islower() for a, b in wrapped)
    enough = len(wrapped) >= _WRAPPED_SHARE * len(pairs) and running_on * 3 >= len(wrapped)
    return width if enough else 0


def _is_wrap(text: str, above: Span, line: Span, width: int) -> bool:
    """Whether a full line goes on in the one below it."""
    below = text[line[0] : line[1]]
    word = below.split(maxsplit=1)[0]
    full = above[1] - above[0] + 1 + len(word) > width - _SLACK
    indented = below[0].isspace() and not text[above[0]].isspace()
    return full and not indented and not _ITEM.match(below)


def _adjacent(text: str, above: Span, line: Span) -> bool:
    return len(_NEWLINE.findall(text[above[1] : line[0]])) == 1
