"""Outlets known by names that no word such as 'Times' or 'Herald' gives away."""

from __future__ import annotations

import re

_AGENCIES = (
    "Reuters", "Agence France-Presse", "AFP", "Associated Press", "AP", "Press Association", "PA Media", "DPA", "Xinhua",
    "TASS", "Interfax", "Kyodo", "ANSA", "EFE", "Bloomberg",
)  # fmt: skip
_OTHERS = (
    "BBC News", "BBC", "CNN", "NBC News", "NBC", "ABC News", "ABC", "CBS News", "CBS", "MSNBC", "CNBC", "Fox News",
    "ITV News", "ITV", "Sky News", "Channel 4 News", "NPR", "PBS", "RTE", "RTÉ", "CBC", "Al Jazeera", "Deutsche Welle",
    "Euronews", "France 24", "NHK", "Politico", "Axios", "Vox", "HuffPost", "BuzzFeed News", "BuzzFeed", "ESPN", "Forbes",
    "Newsweek", "Economist", "Independent", "New Yorker", "Spectator", "New Statesman", "USA Today", "Le Monde", "Le Figaro",
    "Der Spiegel", "El País", "La Repubblica", "Haaretz", "Wired", "TechCrunch",
)  # fmt: skip


def _names(names: tuple[str, ...]) -> str:
    """A pattern for any of the names, longest first, with or without 'the'."""
    ordered = "|".join(re.escape(name) for name in sorted(names, key=lambda name: -len(name)))
    return rf"(?:[Tt]he\s+)?(?:{ordered})(?![\w’']|\s+[A-Z])"


AGENCY = _names(_AGENCIES)
"""News agencies: what they say is a report."""
KNOWN = _names((*_AGENCIES, *_OTHERS))
"""Agencies, broadcasters, papers and sites; what a broadcaster says may be about itself."""
WHOLE = frozenset(
    (
        "times",
        "guardian",
        "telegraph",
        "independent",
        "observer",
        "economist",
        "sun",
        "mirror",
        "mail",
        "express",
        "star",
    )
)
"""Words that are the whole name of a paper: 'the Guardian' is not short for a 'Lakeshore Guardian'."""
