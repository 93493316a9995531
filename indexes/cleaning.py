"""Which spans of a text are captions, advertisements, boilerplate or repeats: marked, never deleted."""

from __future__ import annotations

import re

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_BOILERPLATE = re.compile(
    r"(?:advertisement|(?:video )?ad feedback|read more|related|sign up|photo|image|follow us)\b[^.]{0,80}$",
    re.IGNORECASE,
)


def uncitable_spans(text: str, title: str) -> list[Span]:
    """Half-open spans, in order, that are shown but must not be quoted as an answer."""
    seen: set[str] = {title.strip()}
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        words = line.group().strip()
        if words in seen or _BOILERPLATE.match(words):
            spans.append(line.span())
        seen.add(words)
    return spans
