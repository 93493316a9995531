"""Days as pages write them for their readers: '3 May 2025', 'May 3rd, 2025', 'le 3 mai 2025', '2025年5月3日'."""

from __future__ import annotations

import re
from datetime import date

# The first letters that tell a month from all others, in the languages that outlets write in with our letters.
_MONTHS = (
    ("jan", "ene", "gen", "sty", "led", "tammi", "ocak"),
    ("feb", "fév", "fev", "lut", "úno", "helmi", "şub"),
    ("mar", "mär", "maa", "mrt", "mrz", "bře"),
    ("apr", "avr", "abr", "kwi", "dub", "huhti", "nis"),
    ("may", "mai", "maj", "mag", "mei", "mayo", "kvě", "touko", "mayı"),
    ("jun", "juin", "giu", "cze", "červn", "kesä", "haz"),
    ("jul", "juil", "lug", "lip", "července", "heinä", "tem"),
    ("aug", "aoû", "aou", "ago", "sie", "srp", "elo", "ağu"),
    ("sep", "set", "wrz", "zář", "syys", "eyl"),
    ("oct", "okt", "out", "ott", "paź", "říj", "loka", "eki"),
    ("nov", "lis", "listop", "marras", "kas"),
    ("dec", "dez", "déc", "dic", "gru", "pro", "joulu", "ara"),
)
_PREFIXES = sorted(
    ((prefix, number) for number, names in enumerate(_MONTHS, 1) for prefix in names),
    key=lambda pair: -len(pair[0]),
)
_YEAR = r"((?:19|20)\d\d)"
_DAY = r"(3[01]|[12]\d|0?[1-9])"
_DAY_FIRST = re.compile(
    rf"\b{_DAY}(?:\.|º|er|st|nd|rd|th)?\s+(?:de\s+|of\s+)?([^\W\d_]{{3,12}})\.?,?\s+(?:de\s+)?{_YEAR}\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"\b([^\W\d_]{{3,12}})\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"(?<!\d){_YEAR}(?:-|/|\.|年\s?)(1[0-2]|0?[1-9])(?:-|/|\.|月\s?){_DAY}(?!\d)")
_DOTTED = re.compile(rf"(?<![\d.]){_DAY}\.\s?(1[0-2]|0?[1-9])\.\s?{_YEAR}\b")


def written_day(text: str) -> date | None:
    """The first whole day that a text names; None if it names none. What could be day or month first is not read."""
    found = [
        (match.start(), made)
        for match, made in (
            *((match, _made(match[3], month_of(match[2]), match[1])) for match in _DAY_FIRST.finditer(text)),
            *(
                (match, _made(match[3], month_of(match[1]), match[2]))
                for match in _MONTH_FIRST.finditer(text)
            ),
            *((match, _made(match[1], int(match[2]), match[3])) for match in _YEAR_FIRST.finditer(text)),
            *((match, _made(match[3], int(match[2]), match[1])) for match in _DOTTED.finditer(text)),
        )
        if made is not None
    ]
    return min(found)[1] if found else None


def month_of(name: str) -> int | None:
    """5 of 'May', 'mai' and 'maggio'; None of what begins like no month."""
    lower = name.casefold()
    return next((number for prefix, number in _PREFIXES if lower.startswith(prefix)), None)


def _made(year: str, month: int | None, day: str) -> date | None:
    try:
        return date(int(year), month, int(day)) if month else None
    except ValueError:
        return None
