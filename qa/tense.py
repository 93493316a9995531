"""Whether the clause around a day of the week looks back or ahead: 'was closed on Monday', 'go out on Monday'."""

from __future__ import annotations

import re
from enum import StrEnum

from qa.relative_days import WEEKDAYS


class Direction(StrEnum):
    """Where a day of the week lies from the day of the report."""

    BACK = "back"
    AHEAD = "ahead"
    UNSURE = "unsure"


_DAY = "|".join(WEEKDAYS)
_BREAK = re.compile(
    r"[,:](?!\d)|[;—–()“”\"]|\b(?:but|that|which|who|whose|when|while|as|after|before|because|if|although|though)\b"
    rf"|\b(?:and|or)\b(?!\s+(?:(?:on|again|late|early)\s+)*(?:{_DAY})\b)",
    re.IGNORECASE,
)
IRREGULAR = {
    "became": "become", "began": "begin", "begun": "begin", "bought": "buy", "broke": "break", "broken": "break",
    "brought": "bring", "built": "build", "burst": "burst", "came": "come", "caught": "catch", "chosen": "choose",
    "drew": "draw", "driven": "drive", "drove": "drive", "fallen": "fall", "fell": "fall", "fled": "flee",
    "flew": "fly", "fought": "fight", "found": "find", "gave": "give", "given": "give", "got": "get", "grew": "grow",
    "heard": "hear", "held": "hold", "hit": "hit", "kept": "keep", "knew": "know", "led": "lead", "left": "leave",
    "lost": "lose", "made": "make", "met": "meet", "paid": "pay", "put": "put", "quit": "quit", "ran": "run",
    "risen": "rise", "rose": "rise", "said": "say", "sank": "sink", "sat": "sit", "seen": "see", "sent": "send",
    "shook": "shake", "shot": "shoot", "shown": "show", "shut": "shut", "sold": "sell", "sought": "seek",
    "spent": "spend", "spoke": "speak", "spoken": "speak", "stole": "steal", "stolen": "steal", "stood": "stand",
    "struck": "strike", "sunk": "sink", "swept": "sweep", "swore": "swear", "sworn": "swear", "taken": "take",
    "taught": "teach", "threw": "throw", "thrown": "throw", "told": "tell", "took": "take", "went": "go",
    "withdrawn": "withdraw", "withdrew": "withdraw", "woke": "wake", "won": "win", "wore": "wear", "written": "write",
    "wrote": "write",
}  # fmt: skip
"""Forms of the past that no ending tells, and the verb of each."""
_REGULAR = r"(?<!\bthe\s)(?<!\ban\s)(?<!\ba\s)(?!hundred\b|indeed\b)(?:[a-z]+(?:[^e\W]e|ie)d|agreed|freed)"
_REST = r"(?:\s+(?:not|never|be|have|been|being|to|\w+ly))*(?:\s+[a-z]+)?"  # 'be closed' of 'will be closed'
PAST = rf"(?:was|were|had|did|(?:has|have)(?!\s+to\b)){_REST}|{'|'.join(IRREGULAR)}|{_REGULAR}"
"""A verb in the past tense, or one that may be a participle."""
_AHEAD = (
    r"(?:will|won[’']t|would|shall|(?:is|are)\s+(?:to|due|expected|scheduled|planned|set)|due|expected|scheduled|planned|plans?|planning|set\s+(?:to|for)"
    rf"|hopes?|intends?|can|could|(?-i:may)|might|must|should|until|next){_REST}|from(?=\s+(?:{_DAY}))"
)
_PRESENT = rf"(?:is|are|am){_REST}"
_CUE = re.compile(
    rf"\b(?:(?P<ahead>{_AHEAD})|(?P<present>{_PRESENT})|(?P<past>{PAST}))\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:agreed|promised|voted|decided|vowed|pledged|asked|offered|threatened|ordered|wanted|hoped|chose|told|called|urged)"
    r"\b.*\bto\s+[a-z]",
    re.IGNORECASE,
)
_FAR = 200  # characters from a day in which the verb of its clause is looked for
_OPENING = 4  # words up to a day that opens its sentence: 'Late on Monday night the council closed ...'


def direction(text: str, start: int, end: int) -> Direction:
    """Where the day that stands at [start, end) of a sentence lies, by the nearest verb of its clause before it.

    Where none stands before it, the first after it counts; where the clause has none that tells, it is unsure.
    'Voted to strike on Monday' may be either.
    """
    far = max(0, start - _FAR)
    first = max((one.end() for one in _BREAK.finditer(text, far, start)), default=far)
    before = list(_CUE.finditer(text, first, start))
    if before:
        wish = before[-1]["past"] and _WISH.search(text, first, start)
        return Direction.UNSURE if wish else _read(before[-1])
    after = _CUE.search(text, end, _end_of_clause(text, start, end))
    return _read(after) if after else Direction.UNSURE


def _end_of_clause(text: str, start: int, end: int) -> int:
    """Up to the next break, or the one after it where the day opens the sentence and a comma follows."""
    breaks = [one.start() for one in _BREAK.finditer(text, end, end + _FAR)]
    opens = len(text[:start].split()) < _OPENING and text[end : end + 1] == ","
    return next(iter(breaks[1:] if opens else breaks), min(len(text), end + _FAR))


def _read(cue: re.Match[str]) -> Direction:
    if cue["present"]:
        return Direction.UNSURE
    return Direction.AHEAD if cue["ahead"] else Direction.BACK
