"""Months in a question: 'March' is a month, 'march' a verb, 'May' often neither, 'June Marlow' a person."""

from __future__ import annotations

import re

from indexes.moments import MONTHS
from qa.relative_days import WEEKDAYS

NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
NUMBERS |= {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
PATTERN = rf"(?P<month>{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b\.?"

_FEASTS = """christmas easter halloween boxing valentine's valentine’s whitsun pentecost lent advent epiphany ramadan eid
diwali hanukkah passover thanksgiving hogmanay"""
MONTHS_AND_DAYS = frozenset((*(month.casefold() for month in MONTHS), *WEEKDAYS))
"""Names of months and of days of the week in lower case."""
CALENDAR = MONTHS_AND_DAYS | frozenset(_FEASTS.split())
"""These and feast days: written with a capital, but no names of persons, places or things."""

_NAMED = re.compile(rf"\d|\b{PATTERN}", re.IGNORECASE)
_AMBIGUOUS = frozenset(("may", "march", "mar", "jan", "april", "june", "jun", "august"))
_LEADS = re.compile(
    r"\b(?:in|during|since|throughout|until|till|last|this|next|early|mid|late)[\s-]+(?:the\s+)?$"
    r"|\bbetween\s+(?:\S+\s+){1,3}?and\s+$|\bfrom\s+\S+\s+(?:to|until)\s+$",
    re.IGNORECASE,
)
_MAY_LEAD = re.compile(r"\b(?:by|of|from|before|after|between|for)\s+(?:the\s+)?$", re.IGNORECASE)
_NAME_FOLLOWS = re.compile(r"\s+[A-Z][a-z]")
_SENTENCE_STARTS = re.compile(r"(?:^|[.?!:]\s)\W*$")


def names_a_date(phrase: str) -> bool:
    """Whether a phrase names a day, month or year ('May 2024'), as against one that counts from now ('last week')."""
    return bool(_NAMED.search(phrase))


def is_month(question: str, match: re.Match[str]) -> bool:
    """Whether the `month` of a match of a date pattern in the question names a month there."""
    word, parts = match["month"], match.groupdict()
    if parts.get("year"):
        return word[:1].isupper() or word.casefold() not in _AMBIGUOUS
    start, end = match.start("month"), match.end()
    if word.casefold() == "may" and _SENTENCE_STARTS.search(question[max(0, start - 4) : start]):
        return False
    beside = bool(parts.get("day") or parts.get("part")) or _led_to(question, start, end)
    if word.casefold() in _AMBIGUOUS:
        return beside and word[:1].isupper()
    return beside or word[:1].isupper()


def _led_to(question: str, start: int, end: int) -> bool:
    """Whether a preposition makes the word a time; 'by June Marlow' does not."""
    before = question[max(0, start - 60) : start]
    return bool(_LEADS.search(before)) or bool(
        _MAY_LEAD.search(before) and not _NAME_FOLLOWS.match(question, end)
    )
