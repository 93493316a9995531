"""Short names, titles and offices -> the full name that texts give: 'Sir Keir', 'the PM', 'Ms Tolley'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from qa.words import STOP_WORDS

HONORIFICS = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady", "Baroness", "Professor", "Prof")
WITH_GIVEN_NAME = frozenset(("sir", "dame"))
OFFICES = (
    "prime minister", "deputy prime minister", "first minister", "president", "vice president", "chancellor", "mayor",
    "governor", "foreign secretary", "home secretary", "defence secretary", "health secretary", "foreign minister",
    "secretary of state", "attorney general", "finance minister", "transport secretary", "chief executive", "pope",
    "king", "queen", "speaker", "chief constable", "police chief", "fire chief", "transport minister",
)  # fmt: skip
SHORT_OFFICES = {"PM": "prime minister", "CEO": "chief executive", "VP": "vice president"}
_CAPITAL = r"[A-Z]\w*(?:[’'\-](?!s\b)\w+)*\b"
_OTHER_TITLES = """councillor cllr senator sen rep representative judge captain general colonel sergeant officer minister
secretary leader chairman chairwoman chair director boss deputy former acting congressman congresswoman gov mp"""
TITLE_WORDS = frozenset(" ".join((*HONORIFICS, *OFFICES, _OTHER_TITLES)).casefold().split())
_DOMINATES = 0.7  # share of its full names from which a short name means one person


def full_name(name: str, texts: Iterable[str], *, given: bool = False) -> str | None:
    """Whom a surname (or, if `given`, a given name) means in the texts; None where they name several or none."""
    word = re.escape(name)
    pattern = rf"\b{word} ({_CAPITAL}(?: {_CAPITAL})?)" if given else rf"((?:{_CAPITAL} ){{1,3}}){word}\b"
    found = Counter(
        full
        for text in texts
        for match in re.finditer(pattern, text)
        if (full := _full(name, match.group(1), given))
    )
    return _dominating(found)


def holder(office: str, texts: Iterable[str]) -> str | None:
    """Who holds an office in the texts ('Prime Minister Sir Keir Starmer'); None where they name several or none."""
    titles = rf"(?:(?:{'|'.join(HONORIFICS)})\.? )?"
    pattern = rf"(?<!former )(?<!ex-)\b(?i:{office}),? {titles}({_CAPITAL} {_CAPITAL})\b"
    names = (match.group(1) for text in texts for match in re.finditer(pattern, text))
    return _dominating(Counter(name for name in names if not _titled(name.split())))


def _full(name: str, others: str, given: bool) -> str | None:
    """The given names and the surname, without the titles and small words before them."""
    words = others.split()
    if given:
        return f"{name} {words[0]}"
    while words and _titled(words[:1]):
        words.pop(0)
    return " ".join([*words[-2:], name]) if words else None


def _titled(words: Sequence[str]) -> bool:
    return any(word.casefold() in TITLE_WORDS or word.casefold() in STOP_WORDS for word in words)


def _dominating(found: Counter[str]) -> str | None:
    if not found:
        return None
    best = min(found, key=lambda name: (-found[name], name))
    return best if found[best] >= _DOMINATES * found.total() else None
