"""What a sentence needs to be understood alone: the sentence before it, or the name of who speaks."""

from __future__ import annotations

import re

from qa.attribution import goes_on_after, named_after, named_before, named_between
from qa.candidates import Candidate
from qa.quotations import Quotation, quotations

_POINTS_BACK = re.compile(
    r"^[\s“\"‘'(\[]{0,9}(?:(?:and|but|so|yet|in addition|meanwhile|however|also|then|later),?\s{1,3})?"
    r"(?:(?:he|she|it|they|his|her|hers|its|their|theirs|this|that|these|those|both|neither|such|one)\b"
    r"|the (?:correct|right|actual) (?:number|figure|name|date|total|sum|price|spelling|age|amount|time)\b"
    r"|the (?:statement|move|decision|plan|deal|company|firm|group|minister|man|woman|two|pair|couple|incident|report|"
    r"measure|vote|attack|announcement|agreement|proposal|former|latter|result|suspect|victims?|\d{1,3}-year-old|"
    r"[a-z]{1,15}-year-old|mayor|president|club|union|agency|court|team)\b)",
    re.IGNORECASE,
)
_PRONOUN_SPEAKS = re.compile(
    r"[,?!–—][”\"’']\s(?:(?:he|she|they)\s\w{3,12}|(?:said|added|asked)\s(?:he|she|they))\b"
)
_PARAGRAPHS = 4  # paragraphs over which a quotation is followed


def points_back(text: str) -> bool:
    """Whether a sentence starts with something that only the sentence before explains, or a pronoun speaks it."""
    return bool(_POINTS_BACK.match(text) or _PRONOUN_SPEAKS.search(text))


def context_position(candidate: Candidate) -> int | None:
    """The position of the sentence to show before: the candidate points back to it, or quotes nobody knows whom."""
    article, sentence = candidate.reading.article, candidate.sentence
    unknown = _spoken(article.text, sentence.start, sentence.end) is not None and speaker(candidate) is None
    return candidate.reading.before(candidate.position) if unknown or points_back(candidate.text) else None


def speaker(candidate: Candidate) -> str | None:
    """Who says a sentence that is nothing but spoken words; None where the paragraph does not tell beyond doubt."""
    return speaker_of(candidate.reading.article.text, candidate.sentence.start, candidate.sentence.end)


def speaker_of(text: str, start: int, end: int) -> str | None:
    """Who says the span [start, end) of an article's text, which lies wholly inside a quotation.

    The name is taken from the words beside that quotation, or beside one that it continues or that goes on
    in the next paragraph. A wrong name is worse than none: there is no other guess.
    """
    spoken = _spoken(text, start, end)
    return _named(text, *spoken) if spoken else None


def _spoken(text: str, start: int, end: int) -> tuple[int, Quotation] | None:
    """Where the paragraph of a span starts, and the quotation in which the whole span lies."""
    first = text.rfind("\n", 0, start) + 1
    found = (q for q in quotations(_paragraph(text, first)) if q.holds(start - first, end - first))
    quotation = next(found, None)
    return (first, quotation) if quotation else None


def _named(text: str, first: int, quotation: Quotation) -> str | None:
    """Who is named beside a quotation, beside one that it continues, or beside one that continues it."""
    if quotation.closed and goes_on_after(quotation):
        return named_after(quotation)
    if quotation.before.strip():
        return _named_ahead(_paragraph(text, first), quotation)
    return _named_earlier(text, first) or (None if quotation.closed else _named_later(text, first))


def _named_ahead(paragraph: str, quotation: Quotation) -> str | None:
    earlier = [one for one in quotations(paragraph) if one.end <= quotation.start]
    return named_before(quotation) or (named_between(earlier[-1]) if earlier else None)


def _named_earlier(text: str, first: int) -> str | None:
    """The speaker of the unclosed quotation in the paragraphs before."""
    for _ in range(_PARAGRAPHS):
        ended = len(text[:first].rstrip())
        first = text.rfind("\n", 0, ended) + 1
        last = quotations(_paragraph(text, first))[-1:]
        if not ended or not last or last[0].closed:
            return None
        if last[0].before.strip():
            return _named_ahead(_paragraph(text, first), last[0])
    return None


def _named_later(text: str, first: int) -> str | None:
    """The speaker named after the quotation in the next paragraphs that goes on from an unclosed one."""
    for _ in range(_PARAGRAPHS):
        ended = first + len(_paragraph(text, first))
        first = ended + len(text[ended:]) - len(text[ended:].lstrip())
        opening = quotations(_paragraph(text, first))[:1]
        if not opening or opening[0].before.strip():
            return None
        if opening[0].closed:
            return named_after(opening[0])
    return None


def _paragraph(text: str, first: int) -> str:
    ended = text.find("\n", first)
    return text[first:] if ended < 0 else text[first:ended]
