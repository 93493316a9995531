"""A follow-up that leaves one thing unsaid, put into the words of the question before: 'What about Spain?'.

Only where one reading is left. 'What about X?' takes the place of the only name of the question before, and only of one
of its own kind at its end. 'He' or 'she' is the person whose words were asked for, where the follow-up asks for words
too and nobody else was spoken of. Kinds are read from the names themselves, so a bare word after 'in' counts as a place.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from qa.full_names import HONORIFICS, OFFICES
from qa.months import CALENDAR
from qa.person_nouns import speaks_of_somebody
from qa.places import is_country, is_state
from qa.words import STOP_WORDS

_RANKS: Final = (
    "Captain",
    "Colonel",
    "General",
    "Sergeant",
    "Inspector",
    "Councillor",
    "Judge",
    "Bishop",
    "King",
    "Queen",
)
_TITLES: Final = frozenset((*HONORIFICS, *OFFICES, *_RANKS))
_DAYS: Final = CALENDAR | {"day", "eve", "year", "year's", "year’s"}
_CAPITAL: Final = r"[A-Z][\w’'\-]*"
_NAME: Final = rf"(?:the )?{_CAPITAL}(?: (?:of |of the |and )?{_CAPITAL})*"
_ANY_NAME: Final = re.compile(rf"\b{_CAPITAL}(?: {_CAPITAL})*")
_INSTEAD: Final = re.compile(rf"^\W*(?i:(?:and |but )?(?:what|how) about) (?P<name>{_NAME})\W*$")
_LAST_NAME: Final = re.compile(
    rf"(?P<lead>.*\b(?P<link>about|in|on|of|from|for|at|with|against|by)) (?P<name>{_NAME})\?*$"
)
_PLACING: Final = frozenset(("in", "on", "at", "from"))
_BEFORE_PLACES: Final = """
new port north south east west northern southern eastern western saint st great little upper lower mount lake cape
fort san santa los las isle gulf"""
_PLACE_FIRST: Final = frozenset(_BEFORE_PLACES.split())
_BEHIND_PLACES: Final = """
city town village island islands bay valley harbour harbor hill hills county park beach rock coast desert sea ocean
lake river road street lane avenue square bridge peninsula north south east west"""
_PLACE_LAST: Final = frozenset(_BEHIND_PLACES.split())
_SAYING: Final = (
    r"(?:say|said|tell|told|think|thought|want|wanted|promised?|announced?|believed?|claimed?|warn(?:ed)?|add(?:ed)?|"
    r"suggest(?:ed)?|argued?|explain(?:ed)?|expect(?:ed)?|hoped?|predict(?:ed)?|mention(?:ed)?)"
)
_SAID: Final = re.compile(
    rf"^(?i:what (?:else )?(?:did|does|has)) (?P<name>{_CAPITAL}(?: {_CAPITAL})+) "
    r"(?:say|said|tell|told|think|want|promise|announce)\b(?P<rest>.* about (?P<topic>[^?]+?))\?*$"
)
_ASKS_HIS_WORDS: Final = re.compile(
    rf"\b(?:did|does|has|had) (?:he|she) (?:also |ever |then |really |actually )?{_SAYING}\b", re.IGNORECASE
)
_SOMEBODY: Final = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_OTHERS: Final = re.compile(r"\b(?:him|his|hers?|they|them|their|theirs)\b", re.IGNORECASE)
_LEADING: Final = re.compile(r"^\W*(?:and|but|so|also)\s+", re.IGNORECASE)
_IT: Final = re.compile(r"\babout (?:it|this|that)\b", re.IGNORECASE)
_POINTING: Final = re.compile(r"\b(?:it|its|this|that|these|those)\b", re.IGNORECASE)


class _Kind(StrEnum):
    """What a name can be told to name by its own words. `WORD` is a single word that may be many things."""

    COUNTRY = "country"
    PLACE = "place"
    PERSON = "person"
    CALENDAR = "calendar"
    WORD = "word"
    UNKNOWN = "unknown"


_MAY_BE_PLACES: Final = frozenset((_Kind.COUNTRY, _Kind.PLACE, _Kind.WORD))
_TELLING: Final = frozenset((_Kind.COUNTRY, _Kind.PLACE, _Kind.PERSON))


def rewritten(question: str, before: str) -> str | None:
    """The follow-up as a question that stands alone, after the question `before`, which does; None where in doubt."""
    return _instead(question, before) or _said_too(question, before)


def _instead(question: str, before: str) -> str | None:
    """'How many were hurt in Spain?' and 'What about France?' -> 'How many were hurt in France?'."""
    asked, last = _INSTEAD.match(question), _LAST_NAME.match(before)
    if asked is None or last is None or len(_names(before)) != 1:
        return None
    name, other = asked["name"], last["name"]
    alike = _alike(_kind(name), _kind(other), placed=last["link"] in _PLACING)
    return f"{last['lead']} {name}?" if alike and name.casefold() not in before.casefold() else None


def _names(question: str) -> list[str]:
    """Its names; a word that only asks is none, though it opens the question with a capital."""
    found = (match.group() for match in _ANY_NAME.finditer(question))
    return [name for name in found if name.casefold() not in STOP_WORDS]


def _kind(name: str) -> _Kind:
    """What a name names, as far as its words tell."""
    bare = name.removeprefix("the ")
    words = bare.casefold().split()
    if _DAYS.intersection(words):
        return _Kind.CALENDAR
    if is_country(bare) or is_state(bare):
        return _Kind.COUNTRY
    if bare.split()[0].rstrip(".") in _TITLES:
        return _Kind.PERSON
    if "and" in words or len(words) == 1:
        return _Kind.WORD if len(words) == 1 and not bare.isupper() and bare == name else _Kind.UNKNOWN
    return _Kind.PLACE if words[0] in _PLACE_FIRST or words[-1] in _PLACE_LAST else _Kind.UNKNOWN


def _alike(one: _Kind, other: _Kind, *, placed: bool) -> bool:
    if placed:
        return one in _MAY_BE_PLACES and other in _MAY_BE_PLACES
    return one is other and one in _TELLING


def _said_too(question: str, before: str) -> str | None:
    """'What did Ruth Pell say about the bridge?' and 'And what did she say about it?' -> her name, and the bridge."""
    said = _SAID.match(before)
    if said is None or said["name"].startswith("The ") or _of_others(said["rest"]):
        return None
    asks = _ASKS_HIS_WORDS.search(question)
    if asks is None or len(_SOMEBODY.findall(question)) != 1 or len(_names(question[: asks.start()])) > 0:
        return None
    named = _SOMEBODY.sub(lambda _: said["name"], _LEADING.sub("", question.strip()))
    whole = _IT.sub(lambda _: f"about {said['topic']}", named)
    if _OTHERS.search(whole) or _POINTING.search(whole.replace(said["topic"], "")):
        return None
    return whole[:1].upper() + whole[1:]


def _of_others(words: str) -> bool:
    """Whether somebody may be meant by words of the question before: a name that is no place's or initials, or a noun."""
    named = (name for name in _names(words) if not name.isupper())
    return any(_kind(name) not in (_Kind.COUNTRY, _Kind.PLACE) for name in named) or speaks_of_somebody(words)
