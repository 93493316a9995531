"""Days as pages write them for their readers: '3 May 2025', 'May 3rd, 2025', 'le 3 mai 2025', '2025年5月3日'."""

from __future__ import annotations

import re
from datetime import date

# Months as dates name them, in the languages that outlets write in with our letters.
_MONTHS = (
    "january januar jänner janvier enero gennaio janeiro januari gener stycznia ledna tammikuuta ocak",
    "february februar février fevrier febrero febbraio fevereiro februari febrer lutego února helmikuuta şubat",
    "march märz maerz mrz mars marzo março maart mrt marts març marca března maaliskuuta mart",
    "april avril abril aprile kwietnia dubna huhtikuuta nisan",
    "may mai mayo maggio maio mei maj maig maja května toukokuuta mayıs",
    "june juni juin junio giugno junho juny czerwca června kesäkuuta haziran",
    "july juli juillet julio luglio julho juliol lipca července heinäkuuta temmuz",
    "august août aout agosto augustus augusti agost sierpnia srpna elokuuta ağustos",
    "september septembre septiembre setiembre settembre setembro setembre września září syyskuuta eylül",
    "october oktober octobre octubre ottobre outubro października října lokakuuta ekim",
    "november novembre noviembre novembro listopada listopadu marraskuuta kasım",
    "december dezember décembre decembre diciembre dicembre dezembro desember desembre grudnia prosince joulukuuta aralık",
)
_NAMES = tuple((name, number) for number, names in enumerate(_MONTHS, 1) for name in names.split())
_LEAST = 3  # letters of a short form: 'Sept', 'févr', 'mar'
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
    """5 of 'May', 'mai' and 'maggio', 9 of 'Sept'; None of what is no month or how one begins, and of what may be two."""
    lower = name.casefold()
    found = {number for whole, number in _NAMES if whole.startswith(lower)} if len(lower) >= _LEAST else set()
    return found.pop() if len(found) == 1 else None


def _made(year: str, month: int | None, day: str) -> date | None:
    try:
        return date(int(year), month, int(day)) if month else None
    except ValueError:
        return None
