"""A question without the dates that were read in it, so that it can be asked again of all times."""

from __future__ import annotations

import re
from typing import Final

_BEFORE: Final = r"(?:,?\s*\b(?:in|on|of|at|since|before|after|from|until|during|by|between|within|over|for)\s+(?:the\s+)?)?"


def without_dates(question: str, dates: str) -> str | None:
    """The question without the phrases that `understood["dates"]` names; None where they cannot be taken out.

    `dates` has the form 'last week: from … before …; March 2025: from …'.
    """
    bare = question
    for one in dates.split("; "):
        phrase = one.partition(": ")[0]
        bare = re.sub(_BEFORE + r"\b" + re.escape(phrase) + r"\b", " ", bare, count=1, flags=re.IGNORECASE)
    bare = re.sub(r"\s+([?!.,;])", r"\1", " ".join(bare.split())).strip(" ,;")
    words = re.findall(r"\w+", bare)
    return bare if bare != " ".join(question.split()) and len(words) > 1 else None
