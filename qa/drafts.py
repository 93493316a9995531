"""The words of a question -> drafts of its parts: what to look for, who is to tell it, when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.mentions import Mention
from qa.periods import Period
from qa.words import content_stems, is_name, tokens

_ASKING = r"who|whom|whose|which|what|when|where|why|how"
ASKS = re.compile(rf"\b(?:{_ASKING})\b", re.IGNORECASE)
_NEXT_QUESTION = re.compile(
    rf"(?:[,;]?\s+and\s+(?:also\s+)?|\?\s+(?:and\s+)?)(?=(?:{_ASKING})\b)", re.IGNORECASE
)
_VERB = r"(?:was|were|is|are|did|does|do|has|have|had|will)"
_LISTS = re.compile(rf"^(?:who|what|which|why|how|(?:when|where)\s+{_VERB})\b", re.IGNORECASE)
_IN_LIST = re.compile(rf",\s+(?=(?:{_ASKING})\s+(?:{_VERB}|many|much|long)\b)", re.IGNORECASE)
_TWO_ASKED = re.compile(rf"^(?P<one>{_ASKING})\s+and\s+(?P<other>{_ASKING})\s+(?P<rest>.+)$", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:he|she|him|his|hers?|they|them|their|its?|this|that|those|these|there|then)\b", re.IGNORECASE
)
_ARTICLES = frozenset(("the", "a", "an", "this", "its", "his", "her", "their"))
_NAMED = 3  # words after an article that can name a thing


@dataclass(frozen=True, slots=True)
class Draft:
    """A part in words. `text` is what to look for, `words` how the question puts it.

    `told_by` are the outlets demanded, empty for any; `published` is when, None for whenever.
    """

    text: str
    words: str
    told_by: tuple[Mention, ...] = ()
    published: Period | None = None


def coordinated(text: str) -> list[Draft]:
    """'Who ... and when ...?', 'When and where ...?', two questions in a row; one draft where there is one question."""
    if both := _TWO_ASKED.match(text):
        asked = [f"{both[name]} {both['rest'].rstrip(' ?')}" for name in ("one", "other")]
        return [Draft(f"{one}?", one) for one in asked]
    pieces = asked_in_a_row(text)
    return [Draft(f"{_carried_on(pieces, place)}?", piece) for place, piece in enumerate(pieces)]


def asked_in_a_row(text: str) -> list[str]:
    """'Who ..., what ..., and when?' -> its questions as they stand."""
    cuts = [match for match in _NEXT_QUESTION.finditer(text) if ASKS.search(text[: match.start()])]
    if cuts and _LISTS.match(text):
        cuts = sorted((*cuts, *_IN_LIST.finditer(text, 0, cuts[0].start())), key=lambda cut: cut.start())
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)]
    return [text[start:end].strip(" ?") for start, end in zip(starts, ends, strict=True)]


def _carried_on(pieces: Sequence[str], place: int) -> str:
    """A question with the things of the first; a bare 'when' asks it of what was asked before it."""
    piece = pieces[place]
    if place and ASKS.fullmatch(piece) and ASKS.search(pieces[place - 1]):
        *_, last = ASKS.finditer(pieces[place - 1])
        piece = f"{piece} {pieces[place - 1][last.end() :].strip()}"
    return completed(piece, pieces[0]) if place else piece


def completed(piece: str, first: str, *, named: bool = False) -> str:
    """A further question with the things in the first, where it says 'it', or names nobody unless taken as `named`."""
    named = named or any(token.numeric or is_name(token, place) for place, token in enumerate(tokens(piece)))
    if piece is first or (named and not _POINTS.search(piece)):
        return piece
    own = frozenset(content_stems(piece))
    things = [word for word in things_in(first) if not own & set(content_stems(word))]
    return f"{piece} ({' '.join(things)})" if things else piece


def things_in(text: str) -> Iterator[str]:
    """The words of names, and up to three after 'the' or 'a'."""
    left = 0
    for place, token in enumerate(tokens(text)):
        if token.text.casefold() in _ARTICLES:
            left = _NAMED
        elif not content_stems(token.text):
            left = 0
        elif left > 0 or is_name(token, place):
            left -= 1
            yield token.text
