"""The quoted words in 'who said “…”', and where an article holds them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from qa.answer_spans import Span
from qa.quotations import quotations
from qa.words import STOP_WORDS, Token, tokens

_QUOTED = r"[“\"](?P<marks>[^”\"]{3,400})[”\"]|(?<!\w)[‘'](?P<single>.{3,400}?)[’'](?!\w)"
_SPEECH = (
    r"said|says|told|tells|wrote|writes|tweeted|replied|answered|warned|warns|claimed|claims|announced|argued|insisted|predicted|"
    r"described|called|explained|suggested|promised|complained|admitted|remarked|joked|shouted"
)
_WHO_SAID = re.compile(
    rf"\b(?:who (?:has |had |once |first |also )*(?:{_SPEECH})\b|whose (?:words|remark|quote)\b|who (?:is|was) quoted\b)"
    rf"(?P<between>[^“”\"]{{0,60}}?)(?:{_QUOTED})(?P<after>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NAMES_A_THING = re.compile(r"\b(?:the|an?|this|that|these|those|his|her|its|their|our)\s*$", re.IGNORECASE)
_ENDS = re.compile(
    r"^[\s.,?!]*(?:$|(?:about|on|of|to|in|at|after|when|during|as|and|is|are)\b)", re.IGNORECASE
)
_LEAST = 2  # words: a single quoted word is a manner of speaking
_LEFT_OUT = re.compile(r"…|\.{3}|\[[^\]]*\]")


def words_asked(question: str) -> str | None:
    """The quoted words of which the question asks who said them; None where it asks something else.

    In 'who said the “green” plan failed?' they only name a thing.
    """
    match = _WHO_SAID.search(question)
    if match is None or _NAMES_A_THING.search(match["between"]) or not _ENDS.match(match["after"]):
        return None
    words = match["marks"] or match["single"]
    return words if len(list(tokens(words))) >= _LEAST and not _is_title(words) else None


def words_behind(question: str) -> str:
    """What the question goes on with behind the quoted words: 'about the pier'; empty where there is nothing."""
    match = _WHO_SAID.search(question)
    return match["after"] if match else ""


def _is_title(words: str) -> bool:
    """Whether the words are written as the name of a thing: 'The Tide Book' is written by somebody and said by nobody."""
    telling = [one for one in tokens(words) if one.text.casefold() not in STOP_WORDS]
    capitals = all(one.text[:1].isupper() for one in telling)
    return len(telling) >= _LEAST and capitals and not words.isupper()


def where_said(words: str, text: str) -> Span | None:
    """Half-open span of a text in which the words stand in one paragraph, spoken rather than told; None if nowhere.

    Case, punctuation, the shape of the marks and what stands between two pieces of one speech make no difference;
    of words left out in the question ('…') only the order counts.
    """
    pieces = [found for piece in _LEFT_OUT.split(words) if (found := [_plain(one) for one in tokens(piece)])]
    places = list(_paragraphs_with({word for piece in pieces for word in piece}, text))
    spoken = (_within(pieces, list(_spoken(text, *one))) for one in places)
    told = (_within(pieces, list(_moved(text, *one))) for one in places)
    return next((span for found in (spoken, told) for span in found if span), None)


def _paragraphs_with(words: Collection[str], text: str) -> Iterator[Span]:
    """The paragraphs in which each word occurs, if only in another: to cut all of an article into words takes long."""
    for match in re.finditer(r"[^\n]+", text):
        folded = _folded(match.group())
        if all(word in folded for word in words):
            yield match.span()


def _spoken(text: str, start: int, end: int) -> Iterator[Token]:
    for one in quotations(text[start:end]):
        yield from _moved(text, start + one.start, start + one.end)


def _moved(text: str, start: int, end: int) -> Iterator[Token]:
    """The words of a span of the text, with their places in the whole text."""
    return (Token(one.text, one.stem, start + one.start, start + one.end) for one in tokens(text[start:end]))


def _within(pieces: Sequence[Sequence[str]], found: Sequence[Token]) -> Span | None:
    """From the first word of the first piece to the last of the last, where the pieces follow one another."""
    plain, places, place = [_plain(one) for one in found], list[int](), 0
    for piece in pieces:
        starts = range(place, len(plain) - len(piece) + 1)
        at = next((n for n in starts if plain[n : n + len(piece)] == list(piece)), None)
        if at is None:
            return None
        place = at + len(piece)
        places += (at, place - 1)
    return (found[places[0]].start, found[places[-1]].end) if places else None


def _plain(token: Token) -> str:
    return _folded(token.text)


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'")
