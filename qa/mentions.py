"""Outlets whose word a question asks for, in the collection or not, and the question without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.known_outlets import AGENCY, KNOWN, WHOLE
from qa.outlets import NamedOutlet, named_outlets

_WORK = r"(?:articles?|reports?|pieces?|stor(?:y|ies)|reviews?|coverage|reporting|interviews?|editorials?|columns?|posts?)"
_PRINT = r"(?:articles?|stor(?:y|ies)|pieces?|coverage|editorials?)"
_CAPITAL = r"[A-Z0-9][\w&’'\-]*(?:\.(?:com|net|org|co\.uk))?"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:of|and|&|the)\s+)?{_CAPITAL}){{0,4}}"
_PAPER = r"(?:Times|Post|News|Journal|Herald|Tribune|Gazette|Courier|Daily|Telegraph|Observer|Chronicle|Standard|Mail|Star|Guardian|Press|Magazine)"
_OUTLET = rf"(?:[Tt]he\s+)?(?:{_CAPITAL}\s+(?:of\s+)?){{0,3}}{_PAPER}(?:\s+(?:of\s+)?{_CAPITAL}){{0,2}}|The\s+{_NAME}|\w+\.(?:com|net|org)|{_CAPITAL}(?!\s+[A-Z])"
_PLAIN_PAPER = (
    r"(?:Times|Herald|Tribune|Gazette|Courier|Telegraph|Guardian|Chronicle|Journal|Daily\s+[A-Z]\w+)\b"
)
_BY = r"(?:[Aa]ccording to|[Aa]s per|[Pp]er|(?:[Aa]s )?(?:[Rr]eported|[Pp]ublished|told) (?:by|in))"
_REPORT = r"(?:also\s+)?(?:report|write|written|publish|reveal|print)(?:ed|s)?\b"
# What reads as the name of an outlet whatever else the question says, and what does beside another outlet.
_SURE = (
    re.compile(rf"\b(?:an?|another|separate)\s+(?P<name>{_NAME})\s+{_PRINT}\b"),
    re.compile(rf"\b(?:{_PRINT}|another)\s+(?:published\s+)?(?:by|from|in)\s+(?P<name>{_OUTLET})(?![’']s|\w)"),
    re.compile(rf"\b{_BY}\s+(?P<name>(?:[Tt]he\s+)?(?!Royal Mail\b)(?:{_CAPITAL}\s+(?:of\s+)?)*{_PAPER})\b"),
    re.compile(rf"\b{_BY}\s+(?P<name>{KNOWN})"),
    re.compile(rf"\b(?:did|does|has|have|do)\s+(?P<name>(?:the\s+)?(?:{_CAPITAL}\s+){{0,3}}{_PLAIN_PAPER}|{AGENCY})\s+(?:{_REPORT}|say|said|claim)"),
    re.compile(rf"\b(?:did|does|has|have|do)\s+(?P<name>{KNOWN})\s+{_REPORT}"),
)  # fmt: skip
_BESIDE = (
    re.compile(rf"\b(?:an?|another|separate|and)\s+(?P<name>{_NAME})\s+{_WORK}\b"),
    re.compile(rf"\breports?\s+(?:published\s+)?(?:by|from|in)\s+(?P<name>{_OUTLET})(?![’']s|\w)"),
    re.compile(rf"\b(?:by|in|per|according to)\s+(?P<name>The\s+{_NAME})(?![’']s|\w)"),
)  # fmt: skip
_BEFORE = re.compile(
    r"(?:,?\s*\b(?:as\s+)?(?:(?:also\s+)?(?:reported|covered|detailed|featured|discussed|described|mentioned|noted|published"
    r"|alleged|highlighted|reviewed)\s+)?(?:according to|as per|per|by|from|in|on|of)\s+)?"
    rf"(?:\b(?:both|an?|the|another|separate|subsequent|recent|later|earlier|one)\s+)*(?:\b{_WORK}\s+(?:published\s+)?(?:by|from|in|of)\s+)?"
    r"(?:\b(?:both|the)\s+)?[“\"'‘]?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"[”\"'’]?(?:[’']s?\b)?(?:\s+(?:first|second|third|later|earlier|subsequent))?(?:\s+{_WORK}\b)?"
    r"(?:\s+(?:also\s+)?(?:suggests?|claims?|says?|said|states?|reports?|reported|indicates?|implies|imply|notes?|argues?)\b(?:\s+that\b)?)?",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"[”\"'’]?(?:[’']s)?\s+(?:also\s+)?(?:suggest|claim|describ|report|depict|impl|discuss|indicat|mention|argue|state|portray"
    r"|highlight|characteri|detail|agree|say|said|attribute|anticipate)\w*\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:covered|highlighted|featured|discussed|mentioned|noted|described|reviewed|detailed|told)\s+(?:by|in)\s+"
    r"(?:(?:both|the|articles?|from|by)\s+)*[“\"'‘]?$",
    re.IGNORECASE,
)
_DESK = re.compile(r"\s+[|–—-]\s+|:\s+")
_LINK = re.compile(
    r"^(?:[\s,'’‘\"“”&]|\b(?:and|or|both|the|in|by|an?|articles?|reports?|s)\b)*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An outlet whose word is asked for, as the span of the question that names it.

    `sources` are its names in the collection: several where it has desks ('Herald - Sports', 'Herald - Arts'),
    none where the collection holds no article of it.
    """

    name: str
    sources: tuple[str, ...]
    start: int
    end: int


def mentions(text: str, sources: Sequence[str]) -> tuple[Mention, ...]:
    """The outlets whose word is asked for, in order; all that are named as soon as the word of one is demanded."""
    named = [one for one in named_outlets(text, sources) if _is_written_as_name(text, one)]
    told = any(
        one.demanded or _TELLS.match(text, one.end) or _TOLD.search(text, 0, one.start) for one in named
    )
    found = [Mention(one.source, (one.source,), one.start, one.end) for one in named if told]
    found += _strangers(text, _SURE, sources, found)
    if found:
        found += _strangers(text, _BESIDE, sources, found)
    return tuple(sorted(found, key=lambda one: one.start))


def _is_written_as_name(text: str, outlet: NamedOutlet) -> bool:
    """'his fortune' is not 'Fortune', unless the question has no capitals at all."""
    name = re.sub(r"^the\s+", "", text[outlet.start : outlet.end], flags=re.IGNORECASE)
    return not name[:1].islower() or outlet.source[:1].islower() or text == text.lower()


def groups(text: str, found: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Mentions that stand side by side ('A, B and C') belong together."""
    together: list[list[Mention]] = []
    for one in found:
        if together and _LINK.match(text[together[-1][-1].end : one.start]):
            together[-1].append(one)
        else:
            together.append([one])
    return [tuple(group) for group in together]


def attribution(text: str, group: Sequence[Mention], start: int, end: int) -> tuple[int, int]:
    """The half-open span, between start and end, of the mentions with all that only attributes.

    Such as ', as reported by both A and B' or 'the A article says that'.
    """
    before = _BEFORE.search(text, start, group[0].start)
    after = _AFTER.match(text, group[-1].end, end)
    return before.start() if before else group[0].start, after.end() if after else group[-1].end


def without(text: str, found: Sequence[Mention], start: int, end: int) -> str:
    """text[start:end] without the mentions and what only attributes."""
    for group in reversed(groups(text, [one for one in found if start <= one.start < end])):
        first, last = attribution(text, group, start, end)
        text, end = f"{text[:first]} {text[last:]}", end - (last - first) + 1
    return " ".join(text[start:end].split()).strip(" ,;?'\"‘’“”")


def _strangers(
    text: str, patterns: Sequence[re.Pattern[str]], sources: Sequence[str], known: Sequence[Mention]
) -> list[Mention]:
    """What reads as an outlet's name beside 'article' or 'according to', and is not among the known."""
    found: list[Mention] = []
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        name, (start, end) = match["name"], match.span("name")
        if not any(one.start < end and start < one.end for one in (*known, *found)):
            found.append(Mention(name, _desks(name, sources), start, end))
    return found


def _desks(name: str, sources: Sequence[str]) -> tuple[str, ...]:
    """The outlets whose name goes on after this one and a mark: 'Herald' -> 'The Herald | Sports news'.

    Else the only one whose name ends with it, unless it is a paper's whole name: 'the Courier' -> 'The Harbour Courier'.
    """
    own = _plain(name)
    desks = tuple(source for source in sources if own in (_plain(source), _plain(_DESK.split(source)[0])))
    short = not name.startswith("The ") and own not in WHOLE
    papers = {source: _plain(_DESK.split(source)[0]) for source in sources}
    ending = tuple(source for source, paper in papers.items() if short and paper.endswith(f" {own}"))
    return desks or (ending if len({papers[source] for source in ending}) == 1 else ())


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|www\.)\s*", "", name.casefold())
