"""Whether a date in a sentence is that of an event it tells, or of something else that it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from qa.event_words import BRINGS, HAPPENED, alike
from qa.report_dates import ReportDate, report_dates
from qa.tense import PAST
from qa.words import Token, tokens

LONGEST = 800  # characters of a sentence that is read for its dates: what is longer is a list
_CLAUSE = 40  # characters that a comma between counts for
_PARTS = re.compile(
    r"\b(?:after|before|since|following|until|because|despite|ahead of|amid|even though)\b", re.IGNORECASE
)
_LEADS = re.compile(r"(?:\b(?:since|from|late|early|on|in|the|of)\b|\s)+$", re.IGNORECASE)
_PHRASE = r"\s+(?:(?:the|an?|its|his|her|their|this|that)\s+)?(?:[^\s,;:—–]+\s+){0,3}$"
_DETACHED = re.compile(  # what befell the event's victims or police is not of its own day
    rf"\b(?:of|from|by|for|over|with|about|to|between|against|into|under|[a-z]+ing){_PHRASE}", re.IGNORECASE
)
_VERB = re.compile(rf"\b(?:{PAST})\b", re.IGNORECASE)
_GOVERNS = re.compile(
    rf"\b(?P<verb>{PAST})\s+(?:(?:the|an?|its|his|her|their|this|that)\s+)?(?:[^\s,;:—–]+\s+){{0,2}}$",
    re.IGNORECASE,
)
_OF_A_DAY = re.compile(r"[’']s?\s+(?:\S+\s+){0,2}")  # between a day and its event: 'Sunday's big earthquake'


def date_of_event(text: str, words: frozenset[str], published: datetime) -> ReportDate | None:
    """The date in a sentence nearest to the words of an event (as `alike`), in characters.

    None where the sentence holds no date, or only dates of something else: that 'after' or 'since' parts from the
    event ('dug on Monday after the quake'), or that belong to another verb ('victims of the quake were buried on
    Monday').
    """
    found = _places(text, words) if len(text) <= LONGEST else []
    dates = report_dates(text, published) if found else []
    dated = [one for one in dates if _is_of(text, one, found, words)]
    return min(
        dated,
        key=lambda one: min(_distance(text, one, place) for group in found for place in group),
        default=None,
    )


def told_as_news(text: str, words: frozenset[str]) -> bool:
    """Whether a verb of the event stands in the past tense, and not behind 'after' or 'since'."""
    verbs = [token for group in _places(text, words) for token in group if _is_verb(token)]
    return any(not _PARTS.search(text, 0, token.start) for token in verbs)


def _places(text: str, words: frozenset[str]) -> list[list[Token]]:
    """For each word of the event that the sentence holds, where it stands."""
    standing = list(tokens(text))
    found = [[token for token in standing if word in alike((token.stem,))] for word in sorted(words)]
    return [group for group in found if group]


def _is_of(text: str, one: ReportDate, found: Sequence[Sequence[Token]], words: frozenset[str]) -> bool:
    """Whether nothing parts the date from any of the event's words, and one of them goes with it."""
    together = all(any(not _PARTS.search(_between(text, one, token)) for token in group) for group in found)
    return together and any(_goes_with(text, one, token, words) for group in found for token in group)


def _goes_with(text: str, one: ReportDate, token: Token, words: frozenset[str]) -> bool:
    """Whether the date may be of this word: it is not only mentioned, and no other verb has the date."""
    between = _between(text, one, token)
    if _OF_A_DAY.fullmatch(between) and one.end <= token.start:
        return True
    mentioned = not _is_verb(token) and (
        _DETACHED.search(text, 0, token.start) or _is_object(text, token, words)
    )
    return not mentioned and not _other_verb(between, words)


def _is_verb(token: Token) -> bool:
    return bool(_VERB.fullmatch(token.text))


def _is_object(text: str, token: Token, words: frozenset[str]) -> bool:
    """Whether it is what another verb is about, such as 'debated the closure', not what it brings about."""
    governs = _GOVERNS.search(text, 0, token.start)
    verb = list(tokens(governs["verb"]))[-1:] if governs else []
    return any(one.stem not in BRINGS and not words & alike((one.stem,)) for one in verb)


def _between(text: str, one: ReportDate, token: Token) -> str:
    if one.place > token.start:
        return _LEADS.sub("", text[token.end : one.place])
    return text[one.end : token.start]


def _other_verb(between: str, words: frozenset[str]) -> bool:
    """Whether a verb stands there that is none of the event's words and does not say that it happened."""
    said = [list(tokens(match.group())) for match in _VERB.finditer(between)]
    return any(
        verb and verb[-1].stem not in HAPPENED and not words & alike((verb[-1].stem,)) for verb in said
    )


def _distance(text: str, one: ReportDate, token: Token) -> int:
    """Characters between; a date in another clause is farther off."""
    between = text[min(one.place, token.start) : max(one.place, token.start)]
    return len(between) + _CLAUSE * len(re.findall(r"[,;:—–]", between))
