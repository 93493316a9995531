"""The quotations in a paragraph: where speech begins and ends, and what stands between."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 5000  # characters of a paragraph: speech in a longer one is not looked into

_MARK = re.compile(r"[“”\"]")
_CLOSES = {"“": "”", '"': '"'}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Spoken words with their marks, half-open within the paragraph, and the words just before and just after.

    `before` and `after` reach to the neighbouring quotations or the paragraph's ends. `closed` is False
    where the speech goes on in the next paragraph.
    """

    start: int
    end: int
    closed: bool
    words: str
    before: str
    after: str

    def holds(self, start: int, end: int) -> bool:
        """Whether a span of the paragraph lies wholly inside."""
        return self.start <= start and end <= self.end


def quotations(paragraph: str) -> tuple[Quotation, ...]:
    """The quotations of a paragraph in order; none where its marks do not make sense or it is too long."""
    if len(paragraph) > LONGEST:
        return ()
    spans = _spans(paragraph)
    ends = [0, *(end for _, end, _ in spans)]
    starts = [*(start for start, _, _ in spans[1:]), len(paragraph)]
    return tuple(
        Quotation(start, end, closed, paragraph[start:end], paragraph[last:start], paragraph[end:following])
        for (start, end, closed), last, following in zip(spans, ends, starts, strict=False)
    )


def _spans(paragraph: str) -> list[tuple[int, int, bool]]:
    spans: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for match in _MARK.finditer(paragraph):
        place, mark = match.start(), match.group()
        if opened is None:
            if mark == "”":
                return []
            if not (mark == '"' and paragraph[:place][-1:].isdigit()):  # 6" is six inches
                opened = place
        elif mark == _CLOSES[paragraph[opened]]:
            spans.append((opened, match.end(), True))
            opened = None
    return spans if opened is None else [*spans, (opened, len(paragraph), False)]
