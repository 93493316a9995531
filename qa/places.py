"""Names of countries and of American states, to tell the place asked for from the other names of a sentence."""

from __future__ import annotations

import re
from functools import cache

_STATES = """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois
Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana
Nebraska Nevada New_Hampshire New_Jersey New_Mexico New_York North_Carolina North_Dakota Ohio Oklahoma Oregon
Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia Washington West_Virginia
Wisconsin Wyoming"""
STATES = frozenset(name.replace("_", " ").casefold() for name in _STATES.split())
_OTHER_NAMES = (
    "us",
    "u.s",
    "usa",
    "uk",
    "u.k",
    "britain",
    "great britain",
    "england",
    "scotland",
    "wales",
    "america",
    "holland",
)


@cache
def countries() -> frozenset[str]:
    """The countries and territories of the Unicode CLDR in lower case, by their English names, and usual short ones."""
    from babel import Locale

    names = Locale("en").territories
    return frozenset(name.casefold() for code, name in names.items() if code.isalpha()) | frozenset(
        _OTHER_NAMES
    )


def is_country(name: str) -> bool:
    """Whether a name is that of a country."""
    return _bare(name) in countries()


def is_state(name: str) -> bool:
    """Whether a name is that of an American state."""
    return _bare(name) in STATES


def _bare(name: str) -> str:
    return re.sub(r"^the\s+|[’']s?$|\.$", "", name.strip(), flags=re.IGNORECASE).casefold()
