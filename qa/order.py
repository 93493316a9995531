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

    `unit` is that of a duration; `setting` is said of both, such as 'in Wexley'; `verb` is one that both share, which
    leaves only their subjects to tell them apart.
    """

    asked: Asked
    first: str
    second: str
    unit: str = "day"
    setting: str = ""
    verb: str = ""


_HAPPEN = r"(?:come|came|happen(?:ed)?|occur(?:red)?|take place|took place|start(?:ed)?|begin|began|was|were)"
_AUX = r"(?:did|was|were|had|has|is)"
_LONG = r"how (?:long|soon|much time|many (?P<unit>day|week|month|year)s?)"
_TIMES = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|christmas|easter|nights?|days?|weeks?|weekends?|months?|quarters?|terms?|years?|seasons?|springs?"
    r"|summers?|autumns?|falls?|winters?|decades?|century|centuries)\b"
)
_FIRST = rf"(?:first|earlier|later|last(?!\s+{_TIMES}))"
_NOT_AT = (
    r"(?!(?:in|at|on|for|by|to|that|this|about|with|of|after|before|since|during|from|today|yesterday)\b)"
)
_NOT_ASKED = (  # what follows 'or' is a question or a time of its own: 'or was anybody sacked', 'or this week'
    r"(?!(?:was|were|is|are|did|do|does|has|had|have|will|would|can|could|who|what|which|when|where|why|how|not|neither|both"
    r"|in|at|on|by|last|this|next|earlier|later)\b)"
)
_NAMED = rf"(?=(?:the|an?|its|his|her|their)\s|(?-i:[A-Z]))(?!(?:(?:the|an?)\s)?{_TIMES})"
_NO_EVENT = (  # 'earlier than expected', 'later than the minister had promised', 'than the week before'
    r"(?!.*\b(?:expected|planned|scheduled|announced|reported|promised|predicted|forecast|thought|hoped|intended|claimed|said"
    rf"|told|usual|normal|average|ever|before|ago|previous|last|next|due|original(?:ly)?|{_TIMES})\b)"
)
_ORDER = (
    rf"(?:which|what)(?:\s+(?:event|one|report|story|news|article|of (?:these|them|the two)))?\s+{_HAPPEN}(?:\s+\w+ed)?\s+"
    rf"{_FIRST}\b[\s,:–—-]*+{_NOT_AT}(?P<first>.+?)\s*,?\s+or\s++{_NOT_ASKED}(?P<second>.+)",
    rf"{_AUX}\s+(?P<first>.+?)(?:\s+{_HAPPEN})?,?\s+(?:before or after|after or before)\s+(?P<second>.+)",
    rf"{_AUX}\s+(?P<first>.+?)(?:\s+{_HAPPEN})?,?\s+earlier or later than\s++{_NO_EVENT}{_NAMED}(?P<second>.+)",
    rf"(?:which|what|who)\s+(?P<verb>[a-z]+ed|began|left|won|lost|fell|broke|sank)\s+{_FIRST}\b[\s,:–—-]*+"
    rf"{_NAMED}(?P<first>\S.*?)\s*,?\s+or\s++{_NOT_ASKED}(?!{_TIMES})(?P<second>.+)",
    rf"(?:was|were)\s+(?P<first>.+?)\s+(?:earlier|later) than\s++{_NO_EVENT}{_NAMED}(?P<second>.+)",
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
            setting, verb = match["setting"] or "", match.groupdict().get("verb") or ""
            first, second = (f"{match[name].strip(' ,')} {verb}".strip() for name in ("first", "second"))
            return TwoEvents(asked, first, second, unit, setting, verb)
    return None
