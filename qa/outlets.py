"""Outlets that a question names: 'according to the Courier', 'in the Ledger's report'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_REPORTING = r"(?:reports?|reported|reporting|says?|said|wrote|writes|article|articles|story|stories|coverage|piece|published)"
_LEADING = r"(?:according to|reported by|published (?:by|in|on)|in|by|from|on|per)"


@dataclass(frozen=True, slots=True)
class NamedOutlet:
    """An outlet of the collection that stands in the question; `demanded` where the question asks for its word."""

    source: str
    start: int
    end: int
    demanded: bool


def named_outlets(question: str, sources: Sequence[str]) -> tuple[NamedOutlet, ...]:
    """The outlets among `sources` that the question names, longest names first where they overlap."""
    found: list[NamedOutlet] = []
    for source in sorted(sources, key=lambda name: (-len(name), name)):
        for match in re.finditer(_name_pattern(source), question, re.IGNORECASE):
            if not any(outlet.start < match.end() and match.start() < outlet.end for outlet in found):
                found.append(
                    NamedOutlet(source, match.start(), match.end(), _demanded(question, match, source))
                )
    return tuple(sorted(found, key=lambda outlet: outlet.start))


def told_by(outlets: Sequence[NamedOutlet]) -> tuple[str, ...]:
    """The outlets to ask: all that are named as soon as the word of one of them is demanded."""
    demanded = any(outlet.demanded for outlet in outlets)
    return tuple(dict.fromkeys(outlet.source for outlet in outlets)) if demanded else ()


def _name_pattern(source: str) -> str:
    name = re.sub(r"^the\s+", "", source.strip(), flags=re.IGNORECASE)
    name = re.sub(r"^www\.", "", name)
    return rf"(?<!\w)(?:the\s+)?{re.escape(name)}(?!\w)"


def _demanded(question: str, match: re.Match[str], source: str) -> bool:
    """A bare name may be what the question is about; a reporting word beside it makes it the one who tells."""
    before, after = question[: match.start()], question[match.end() :]
    leads = re.search(
        rf"\b{_LEADING}\s+(?:an?\s+|the\s+|both\s+|articles?\s+)*[“\"'‘]?$", before, re.IGNORECASE
    )
    follows = re.match(rf"[”\"'’]?(?:[’']s)?[^.?!]{{0,25}}\b{_REPORTING}\b", after, re.IGNORECASE)
    joined = re.search(rf"\b{_REPORTING}\b[^.?!]{{0,40}}$", before, re.IGNORECASE)
    return bool(
        follows or joined or (leads and (" " in source or leads.group().casefold().startswith("according")))
    )
