"""The dates that were read in a question, and the question without them, so that it can be asked of other times."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

_BEFORE: Final = r"(?:,?\s*\b(?:in|on|of|at|since|before|after|from|until|during|by|between|within|over|for)\s+(?:the\s+)?)?"
_FROM: Final = re.compile(r"\bfrom (\d{1,2} \w+ \d{4})")
_UNTIL: Final = re.compile(r"\bbefore (\d{1,2} \w+ \d{4})")


def days_read(dates: str) -> tuple[str, str] | None:
    """First and last day (ISO, both included) that `understood["dates"]` spans; empty where that side is open.

    None where several periods were read: what lies between them was not asked for.
    """
    if "; " in dates:
        return None
    window = dates.rpartition(": ")[2]
    first, after = _day(_FROM, window), _day(_UNTIL, window)
    return (first.isoformat() if first else "", (after - timedelta(days=1)).isoformat() if after else "")


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


def _day(pattern: re.Pattern[str], window: str) -> date | None:
    """The day that the pattern finds in the words of a window."""
    found = pattern.search(window)
    try:
        return datetime.strptime(found[1], "%d %B %Y").date() if found else None
    except ValueError:
        return None
