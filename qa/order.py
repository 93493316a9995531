"""Questions of order and duration: which two events they name, and what they ask about their dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """What is asked of two events."""

    ORDER = "order"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class TwoEvents:
    """Two events in the words of the question, and what is asked of their dates.

    `unit` is that of a duration; `setting` is said of both, such as 'in Wexley'.
    """

    asked: Asked
    first: str
    second: str
    unit: str = "day"
    setting: str = ""


_HAPPEN = r"(?:come|came|happen(?:ed)?|occur(?:red)?|take place|took place|start(?:ed)?|begin|began|was|were)"
_AUX = r"(?:did|was|were|had|has|is)"
_LONG = r"how (?:long|soon|much time|many (?P<unit>day|week|month|year)s?)"
_ORDER = (
    rf"(?:which|what)(?:\s+(?:event|one|report|story|news|article|of (?:these|them|the two)))?\s+{_HAPPEN}(?:\s+\w+ed)?\s+"
    r"(?:first|earlier|later|last)\s*[,:–—-]?\s*(?!(?:in|at|on|for|by|to)\b)(?P<first>.+?)\s*,?\s+or\s+(?P<second>.+)",
    rf"{_AUX}\s+(?P<first>.+?)(?:\s+{_HAPPEN})?,?\s+(?:before or after|earlier or later than|after or before)\s+(?P<second>.+)",
    r"(?:which|what|who)\s+(?P<verb>[a-z]+ed|began|left|won|lost|fell|broke|sank)\s+(?:first|earlier|later|last)\s*[,:–—-]?\s*"
    r"(?P<first>(?:the |an? )?\S.*?)\s*,?\s+or\s+(?P<second>.+)",
    r"(?:was|were)\s+(?P<first>.+?)\s+(?:earlier|later) than\s+(?P<second>.+)",
    rf"{_AUX}\s+(?P<first>.+?)\s+(?:come|happen|occur|take place|start|begin)\s+(?:before|after)\s+(?P<second>.+)",
    r"(?:was|were)\s+(?P<first>(?:the|an?)\s+(?:(?!\w+ed\b)[^\s,;]+\s+){1,6}?)(?:held\s+)?(?:before|after)\s+(?P<second>(?:the|an?)\s.+)",
)
_DURATION = (
    rf"{_LONG}\s+(?:passed|elapsed|went by|lay|lie|lies|were there|are there|was it|is it|was there)?\s*between\s+(?P<first>.+?)\s+and\s+(?P<second>.+)",
    rf"{_LONG}\s+(?:after|before|from)\s+(?P<first>.+?)\s+(?P<second>did\s.+)",
    rf"{_LONG}\s+(?:after|before|from)\s+(?P<first>.+)\s+(?P<second>(?:was|were|had|is)\s.+)",
)
_SETTING = r"^\W*(?:(?P<setting>(?:in|at|on|during|for)\s[^,?]{1,60}),\s+)?"
_PATTERNS = [(Asked.ORDER, re.compile(rf"{_SETTING}{pattern}$", re.IGNORECASE)) for pattern in _ORDER]
_PATTERNS += [(Asked.DURATION, re.compile(rf"{_SETTING}{pattern}$", re.IGNORECASE)) for pattern in _DURATION]


def two_events(question: str) -> TwoEvents | None:
    """The events of 'which came first, A or B', 'which opened first, A or B', 'did A happen before or after B', 'how long
    after A did B'.

    None where the question is of another kind.
    """
    text = question.strip(" ?.!")
    for asked, pattern in _PATTERNS:
        if match := pattern.match(text):
            unit = (match.groupdict().get("unit") or "day").casefold()
            setting, verb = match["setting"] or "", match.groupdict().get("verb")
            first, second = (
                f"{match[name].strip(' ,')} {verb or ''}".strip() for name in ("first", "second")
            )
            return TwoEvents(asked, first, second, unit, setting)
    return None
