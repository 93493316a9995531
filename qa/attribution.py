"""The words beside a quotation -> the name of who speaks, where they say it beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.quotations import Quotation

_NEAR = 240  # characters beside a quotation in which its speaker is named
_TITLES = "Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Sister|Father|Professor|Prof|Councillor|Cllr|President|Governor|Judge"
_WORD = r"[A-Z][\w’'\-]{0,30}(?<![’']s)"
_TITLED = rf"(?:{_TITLES})\.?"
_PARTS = rf"{_WORD}(?:\s(?:[A-Z]\.|van|von|de|der|den|bin|al|{_WORD})){{0,4}}"
_NAME = rf"(?:{_TITLED}\s)?{_PARTS}(?![\w’'\-])"
_SPOKE = (
    "said|says|added|adds|argued|insisted|claimed|wrote|replied|explained|continued|recalled|noted|stressed"
)
_ADDRESSED = "told|tells|warned|asked|announced|tweeted|shouted|joked|admitted|testified"
_VERBS = rf"(?:{_SPOKE}|{_ADDRESSED})"
_ANY_VERB = re.compile(
    rf"\b(?:{_VERBS}|\w+ing that|called|described|according|read|reads|reading)\b", re.IGNORECASE
)
_ROLE = r"(?:(?:the|a|an|its|their|his|her|our|one)\s)[^,.;:“”\"]{3,80}"
_APPOSITION = r",\s[^,.;:“”\"]{2,80}(?:,\s[^,.;:“”\"]{2,40})?,"
_LEADS_ON = (
    "on|in|at|after|before|to|of|during|earlier|yesterday|today|last|when|as|while|who|outside|from|with|the|"
    "reporters|analysts|[A-Z]"
)
_GOES_ON = rf"(?=\s*(?:$|[.,;:])|\s(?:{_LEADS_ON}))"

_SAID_NAME = re.compile(rf"^\s*(?:{_SPOKE})\s(?:[a-z][\w’'\-]{{2,20}}\s){{0,3}}?(?P<name>{_NAME}){_GOES_ON}")
_SAID_ROLE = re.compile(rf"^\s*(?:{_SPOKE})\s(?P<role>{_ROLE}),\s(?P<name>{_NAME}){_GOES_ON}")
_NAME_SAID = re.compile(
    rf"^\s*(?:(?P<role>[Tt]he\s[^,.;:“”\"]{{3,80}}),\s)?(?P<name>{_NAME})(?:{_APPOSITION}|,)?\s{_VERBS}\b{_GOES_ON}"
)
_NAME_SAID_COLON = re.compile(
    rf"^\s*(?:The\s[^,.;:“”\"]{{3,80}},\s)?(?P<name>{_NAME})(?:{_APPOSITION}|,)?\s{_VERBS}\b[^.“”\":]{{0,80}}[:,]\s*$"
)
_ABBREVIATED = re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof|St)\.(?=\s[A-Z])")
_ELSEWHERE = re.compile(r"\b(?:for|from|at|in|near)\b")
_SMALL_WORDS = "on in at by for with from after before and but that as if when to of not then it"
_SMALL = frozenset(_SMALL_WORDS.split())
_OTHER_CAPITALS = """He She They It The But And In On At A An I We You Asked This That Those These Some Many Most Both
One Two Officials Police Others Another After Before When While As If Then There Here Who What Yes No Monday Tuesday
Wednesday Thursday Friday Saturday Sunday"""
_NO_NAMES = frozenset(_OTHER_CAPITALS.split())
_LEADS = re.compile(
    rf"^\W*(?P<name>{_NAME})(?=,\s|\s(?:was|is|had|has|will|would|did|could|may|went|came|took|gave|made|\w+ed|\w+s)\b)"
)
_SPEAKS = re.compile(
    rf"\b(?P<before>{_NAME})(?:,[^,.“”\"]{{3,60}},)?\s{_VERBS}\b|\b(?:{_SPOKE})\s(?P<after>{_NAME})"
)


def names_who_speaks(text: str) -> Iterator[str]:
    """Full or titled names to which a text attributes speech, in order, each once."""
    lines = (line for line in text.split("\n") if line)  # a name does not run over a line's end
    found = (match["before"] or match["after"] for line in lines for match in _SPEAKS.finditer(line))
    return iter(dict.fromkeys(name for name in found if " " in name and name.split()[0] not in _NO_NAMES))


def speech_verbs(text: str) -> int:
    """How many words of saying, telling, reading or naming a text has: of several, one cannot tell whose words follow."""
    return len(_ANY_VERB.findall(text))


def leading_name(sentence: str) -> str | None:
    """The full or titled name with which a sentence begins and of which it goes on to tell, if it does."""
    match = _LEADS.match(sentence)
    name = match["name"] if match else ""
    return name if " " in name and name.split()[0] not in _NO_NAMES else None


def named_after(quotation: Quotation) -> str | None:
    """The name in ‘…,” said Name’ or ‘…,” Name said’."""
    return _leading_name(quotation.after[:_NEAR]) if goes_on_after(quotation) else None


def goes_on_after(quotation: Quotation) -> bool:
    """Whether the sentence that ends the quotation goes on after it, and so may say who speaks."""
    after = quotation.after.lstrip()
    if not quotation.closed or not after[:1].isalpha():
        return False
    return quotation.words[-2:-1] in ",?!–—-…" or after[:1].islower()


def named_before(quotation: Quotation) -> str | None:
    """The name in ‘Name said: “…’, or in a whole sentence ‘…,” said Name. “…’ between two quotations."""
    piece = quotation.before[-_NEAR:]
    last = re.split(r"(?<=[a-z\d][.!?])\s+", piece)[-1]
    if (match := _NAME_SAID_COLON.match(last)) and len(_ANY_VERB.findall(last)) == 1:
        return _checked(match)
    return None


def named_between(quotation: Quotation) -> str | None:
    """The name in ‘…,” said Name. “…’, given the quotation that comes first; None if more is said between."""
    piece = _ABBREVIATED.sub(r"\1", quotation.after.strip())
    whole = len(piece) <= _NEAR and piece.endswith(".") and not re.search(r"\w[.!?]\s", piece)
    return named_after(quotation) if whole and len(_ANY_VERB.findall(piece)) == 1 else None


def _leading_name(piece: str) -> str | None:
    for pattern in (_SAID_NAME, _SAID_ROLE, _NAME_SAID):
        if (match := pattern.match(piece)) and (name := _checked(match)):
            return name
    return None


def _checked(match: re.Match[str]) -> str | None:
    """The name, unless what stands before or in it makes it a place, a day, a firm or a listener."""
    name, role = match["name"], match.groupdict().get("role") or ""
    led_by = match.string[: match.start("name")].split()[1:]
    if _ELSEWHERE.search(role) or (role == "" and _SMALL.intersection(led_by)):
        return None
    if name.split()[0] in _NO_NAMES or (role and " " not in name):
        return None
    return name
