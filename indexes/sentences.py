"""Text to sentence spans: exact offsets into the text, never across a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from indexes.articles import Article
from indexes.boundaries import sentence_starts
from indexes.cleaning import uncitable_spans
from indexes.lines import paragraphs_of
from indexes.spans import Sentence

Span = tuple[int, int]


def split_sentences(text: str) -> list[Span]:
    """Half-open spans of the sentences, in order, without surrounding white space.

    They never overlap, are never empty and together cover every character that is not white space.
    """
    return [span for start, end in paragraphs_of(text) for span in _sentences_in(text, start, end)]


def sentences_of(article: Article) -> list[Sentence]:
    """The article's sentences by position from 0; captions, repeats and boilerplate are not citable."""
    marked = uncitable_spans(article.text, article.title)
    return [
        Sentence(article.id, start, end, position, citable=not _inside(start, end, marked))
        for position, (start, end) in enumerate(split_sentences(article.text))
    ]


def _inside(start: int, end: int, marked: list[Span]) -> bool:
    return any(first <= start and end <= last for first, last in marked)


def _sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
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
