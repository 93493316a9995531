"""Text to sentence spans: exact offsets into the text, never across a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from indexes.boundaries import sentence_starts
from indexes.lines import paragraphs_of

Span = tuple[int, int]


def split_sentences(text: str) -> list[Span]:
    """Half-open spans of the sentences, in order, without surrounding white space.

    They never overlap, are never empty and together cover every character that is not white space.
    """
    return [span for start, end in paragraphs_of(text) for span in sentences_in(text, start, end)]


def sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of one paragraph of a text, as spans of the text."""
    starts = sentence_starts(text[start:end])
    for first, last in pairwise([*starts, end - start]):
        span = _stripped(text, start + first, start + last)
        if span[0] < span[1]:
            yield span


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
