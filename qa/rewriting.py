"""A follow-up that leaves one thing unsaid, put into the words of the question before: 'What about France?'.

Only where nothing else can be meant: a name takes the place of a name at the end of the question before, or 'he' or 'she'
that of the one person whose words were asked for.
"""

from __future__ import annotations

import re
from typing import Final

from indexes.moments import MONTHS
from qa.relative_days import WEEKDAYS

_CALENDAR: Final = frozenset((*(month.casefold() for month in MONTHS), *WEEKDAYS))
_CAPITAL: Final = r"[A-Z][\w’'\-]*"
_NAME: Final = rf"(?:the )?{_CAPITAL}(?: (?:of |of the |and )?{_CAPITAL})*"
_INSTEAD: Final = re.compile(rf"^\W*(?:and |but )?(?:what|how) about (?P<name>{_NAME})\W*$", re.IGNORECASE)
_LAST_NAME: Final = re.compile(
    rf"(?P<lead>.*\b(?:about|in|on|of|from|for|at|with|against|by)) (?P<name>{_NAME})\?*$"
)
_SAID: Final = re.compile(
    rf"^what (?:else )?(?:did|does|has) (?P<name>{_CAPITAL}(?: {_CAPITAL})+) "
    r"(?:say|said|tell|told|think|want|promise|announce)\b.* about (?P<topic>[^?]+?)\?*$",
    re.IGNORECASE,
)
_SOMEBODY: Final = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_OTHERS: Final = re.compile(r"\b(?:him|his|hers?|they|them|their|theirs)\b", re.IGNORECASE)
_LEADING: Final = re.compile(r"^\W*(?:and|but|so|also)\s+", re.IGNORECASE)
_IT: Final = re.compile(r"\babout (?:it|this|that)\b", re.IGNORECASE)
_POINTING: Final = re.compile(r"\b(?:it|its|this|that|these|those)\b", re.IGNORECASE)


def rewritten(question: str, before: str) -> str | None:
    """The follow-up as a question that stands alone, after the question `before`, which does; None where in doubt."""
    return _instead(question, before) or _said_too(question, before)


def _instead(question: str, before: str) -> str | None:
    """'What did Healey say about NATO?' and 'What about France?' -> 'What did Healey say about France?'."""
    asked, last = _INSTEAD.match(question), _LAST_NAME.match(before)
    if asked is None or last is None or not asked["name"].removeprefix("the ")[:1].isupper():
        return None
    if _CALENDAR & set(f"{asked['name']} {last['name']}".casefold().split()):
        return None  # 'in May' takes no place from 'in Port Merrow'
    return f"{last['lead']} {asked['name']}?"


def _said_too(question: str, before: str) -> str | None:
    """'What did Ruth Pell say about the bridge?' and 'And what did she say about it?' -> her name, and the bridge."""
    said = _SAID.match(before)
    if said is None or not said["name"][:1].isupper() or len(_SOMEBODY.findall(question)) != 1:
        return None
    named = _SOMEBODY.sub(lambda _: said["name"], _LEADING.sub("", question.strip()))
    whole = _IT.sub(lambda _: f"about {said['topic']}", named)
    if _OTHERS.search(whole) or _POINTING.search(whole.replace(said["topic"], "")):
        return None
    return whole[:1].upper() + whole[1:]
