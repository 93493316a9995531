"""A long question -> its clauses: half-open spans of the question, each with something of its own to look for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Span = tuple[int, int]

OUTLET, DATE = "\x01", "\x00"  # stand for the letters of what must not be cut
_VERB = r"is|was|are|were|has|have|had|did|does|do|will|would|can|could"
_ASKING = r"who|whom|whose|which|what|when|where|why|how"
_OPENER = rf"(?:also\s+|then\s+)?(?:{_VERB}|{_ASKING}|that|while|whereas|(?!during|including|according)\w{{2,}}ing|\w{{3,}}ed)\b"
_AGAINST = (
    r"(?:while|whereas|in contrast (?:to|with)|as opposed to|in comparison (?:to|with)"
    r"|(?:in)?(?:consistent|compatible|line) with|aligned with|compared (?:to|with)|similarly to)\b"
)
_WORK = r"(?:articles?|reports?|pieces?|stor(?:y|ies)|reviews?|coverage)\b"
_THE_WORK = rf"(?:(?:the|an?|another|that|subsequent|separate|later)\s+)*(?:[“\"'‘]?{OUTLET}+[”\"'’]?(?:\s+{_WORK})?|{DATE}+,?\s+{_WORK}|{_WORK}\s)"
_BOUNDARY = re.compile(
    rf"(?:[,;]\s+|\s+)(?={_AGAINST})"  # two sides of a comparison
    rf"|[,;]\s+(?=(?:and|but|or|as)\s)|[,;]\s+(?={_OPENER})|;\s+"  # the next of several clauses
    rf"|\s+(?=(?:and|but)\s+(?:also\s+|then\s+)?(?:{_VERB}|{_ASKING}|another)\b)"
    rf"|[,;]?\s+(?=(?:and|or|than|with|between|as how|to how)\s+{_THE_WORK})"
    r"|[,;]?\s+(?=with one\s)|\s+(?=and the other\s)"
    r"|(?<=[?!])\s+|(?<=\w{3}\.)\s+(?=[A-Z\"“‘'])",
    re.IGNORECASE,
)
_LINKS = re.compile(
    rf"^(?:[\s,;.?!]|(?:and|but|or|also|then|than|with|between|while|whereas|as how|to how|{_AGAINST})\b)+",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"^\W*(?:and\s+)?(?:{_ASKING})\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:who|that|which|whose)(?:,\s*(?:according to|as per|as \w+ (?:by|in))\s[^,]*)?\W*$", re.IGNORECASE
)
TELLING = 3  # content words that make a clause


def clauses(
    text: str, outlets: Sequence[Span], dates: Sequence[Span], weight: Callable[[int, int], int]
) -> list[Span]:
    """The spans of the clauses in order, the links between them (', and', 'while') left out.

    The text is never cut inside an outlet's name or a date. A piece with fewer than TELLING words by `weight`
    joins the piece before; one that only begins something ('which player', 'the report of 3 May') joins the next.
    """
    hidden = hide(hide(text, outlets, OUTLET), dates, DATE)
    cuts = [match.end() for match in _BOUNDARY.finditer(hidden)]
    pieces = list(zip([0, *cuts], [*cuts, len(text)], strict=True))
    return [_trimmed(text, piece) for piece in _joined(hidden, pieces, weight)]


def hide(text: str, spans: Sequence[Span], letter: str) -> str:
    """The text with one letter all over what must not be cut; every offset stays."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = letter * (end - start)
    return "".join(characters)


def _joined(hidden: str, pieces: Sequence[Span], weight: Callable[[int, int], int]) -> list[Span]:
    joined: list[Span] = []
    for start, end in pieces:
        begins = _begins(hidden[start:end])
        light = weight(start, end) < (1 if OUTLET in hidden[start:end] else TELLING)
        if joined and ((light and not begins) or _unfinished(hidden, joined[-1], weight)):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _begins(piece: str) -> bool:
    """Whether a piece opens something even if it says little."""
    return bool(_ASKS.match(piece) or _OPEN.search(piece)) or DATE in piece


def _unfinished(hidden: str, piece: Span, weight: Callable[[int, int], int]) -> bool:
    """Whether a piece needs the next one to say something."""
    text = hidden[slice(*piece)]
    named = (OUTLET in text or DATE in text) and not _ASKS.match(text)
    return weight(*piece) < (1 if named else TELLING) or bool(_OPEN.search(text))


def _trimmed(text: str, piece: Span) -> Span:
    start, end = piece
    links = _LINKS.match(text[start:end]) if start else None
    start += links.end() if links else 0
    return start, start + len(text[start:end].rstrip(" ,;?"))
