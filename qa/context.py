"""What a sentence needs to be understood alone: the sentence before it, or the name of who speaks."""

from __future__ import annotations

import re

from qa.attribution import goes_on_after, named_after, named_before, named_between
from qa.candidates import Candidate
from qa.months import MONTHS_AND_DAYS
from qa.quotations import Quotation, quotations
from qa.words import is_name, stem, tokens

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
_ASKED_AND_SAID = re.compile(
    r"^[“\"‘']?(?:Asked|Pressed|Challenged|Questioned)\b[^.!?“”\"]{0,300}[,:]?\s(?:he|she|they)\s"
    r"(?:said|says|replied|answered|added|told|insisted|responded)\b"
)
_OF_THEM = re.compile(
    r"\b(?:one|two|three|four|five|six|some|many|most|all|none|both|each|half|several|\d+) of (?:them|these|those)\b(?! (?:who|that|in|with)\b)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"[^\Wsu]s\b(?<![’']s)|\bpeople\b|\b(?:men|women|children|police)\b", re.IGNORECASE)
_PRONOUN_FOLLOWS = re.compile(
    r"^[“\"‘']?(?:In|On|At|By|After|Before|During|Since|Until|When|While|As|For|From|With|Under|Two|Three|Earlier|Last)\s"
    r"(?:[a-z\d,’'-]+\s|(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s){1,8}(?:he|she|they)\s(?!are\b)"
)
_BARE_SUBJECT = re.compile(
    r"^[“\"‘']?The (?:(?P<which>other|others|same|rest|second|third|latter|former|remaining|[a-z]{4,}est)\b|"
    r"(?P<noun>[a-z]{3,})\s(?:is|are|was|were|has|have|had|will|would|could|can|may|takes?|took|came|comes|means?|meant|"
    r"follow(?:s|ed)|left|brings?|brought|made|makes|gave|gives|put|puts|includes?|included)\b)"
)
_UNNAMED = (_POINTS_BACK, _PRONOUN_SPEAKS, _PRONOUN_FOLLOWS, _ASKED_AND_SAID)
_SHORT = 9  # words
_SENTENCES = 3  # sentences before in which one is looked for that stands alone
_PARAGRAPHS = 4  # paragraphs over which a quotation is followed


def points_back(text: str) -> bool:
    """Whether a sentence starts with something that only the sentence before explains, or a pronoun speaks it."""
    if any(pattern.search(text) for pattern in _UNNAMED):
        return True
    them = _OF_THEM.search(text)
    return them is not None and not _PLURAL.search(text, 0, them.start())


def context_position(candidate: Candidate, known: frozenset[str] = frozenset()) -> int | None:
    """The position of the sentence to show before, or None: of the last ones, the nearest that stands alone itself.

    One is shown where the candidate points back, names nothing, or quotes nobody knows whom. `known` are the
    stems of the question: what it speaks of needs no introduction.
    """
    if not _needs_one(candidate, known):
        return None
    position, nearest = candidate.position, candidate.reading.before(candidate.position)
    for _ in range(_SENTENCES):
        before = candidate.reading.before(position)
        if before is None:
            return nearest
        if not points_back(candidate.reading.text(before)):
            return before
        position = before
    return nearest


def _needs_one(candidate: Candidate, known: frozenset[str]) -> bool:
    article, sentence, text = candidate.reading.article, candidate.sentence, candidate.text
    unknown = _spoken(article.text, sentence.start, sentence.end) is not None and speaker(candidate) is None
    return unknown or points_back(text) or _names_nothing(text) or _is_about_the_unknown(candidate, known)


def _names_nothing(text: str) -> bool:
    """A short sentence without a name, such as 'Turnout was 61 per cent.'"""
    words = list(tokens(text))
    names = [
        token
        for place, token in enumerate(words)
        if is_name(token, place) and token.text.casefold() not in MONTHS_AND_DAYS
    ]
    return 2 < len(text.split()) <= _SHORT and not names


def _is_about_the_unknown(candidate: Candidate, known: frozenset[str]) -> bool:
    """'The discovery takes ...', 'The cheapest was ...': of what, neither title nor question nor sentence tells."""
    match = _BARE_SUBJECT.match(candidate.text)
    if match is None:
        return False
    if match["which"]:
        return True
    noun = stem(match["noun"])
    rest = frozenset(token.stem for token in tokens(candidate.text[match.end() :]))
    return noun not in known | candidate.reading.title_stems | rest


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
