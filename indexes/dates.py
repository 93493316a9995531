"""A published field, in whatever form outlets write it, to an aware datetime."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from indexes.errors import ReadError
from indexes.moments import storable

_EPOCH = re.compile(r"\d{9,13}(?:\.\d+)?")
_COMPACT = {8: "%Y%m%d", 10: "%Y%m%d%H", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
_LONGEST = 100  # characters: dateparser takes seconds for more
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAD = re.compile(
    r"^(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?\s*:?\s*", re.IGNORECASE
)
_RFC2822 = re.compile(
    r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC?|Z)"
)
# As American and British outlets write them; 'ET' is summer or winter time as the date has it.
_ZONES = {
    "ET": "America/New_York", "EST": "-05:00", "EDT": "-04:00", "CT": "America/Chicago", "CST": "-06:00",
    "CDT": "-05:00", "MT": "America/Denver", "MST": "-07:00", "MDT": "-06:00", "PT": "America/Los_Angeles",
    "PST": "-08:00", "PDT": "-07:00", "GMT": "+00:00", "UTC": "+00:00", "BST": "+01:00", "CET": "+01:00",
    "CEST": "+02:00", "WET": "+00:00", "WEST": "+01:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00",
    "SAST": "+02:00", "AEST": "+10:00", "AEDT": "+11:00", "AWST": "+08:00", "ACST": "+09:30", "ACDT": "+10:30",
    "NZST": "+12:00", "NZDT": "+13:00", "JST": "+09:00", "KST": "+09:00", "HKT": "+08:00", "SGT": "+08:00",
}  # fmt: skip
_ZONE = re.compile(rf"\s\(?({'|'.join(_ZONES)})\)?$|\s\(?({'|'.join(_ZONES)})\)?,(?=\s)")


def parse_published(value: object) -> datetime:
    """An aware datetime from ISO 8601, RFC 2822, a Unix time (s or ms) or English words; UTC where no zone.

    ReadError if it is no date, or could be read both day first and month first.
    """
    if isinstance(value, datetime):
        return storable(value)
    text = _LEAD.sub("", str(value).strip())
    if isinstance(value, bool) or not text:
        raise ReadError(f"published {value!r} is not a date: write it like 2024-11-03T09:30:00+00:00")
    if len(text) > _LONGEST:
        raise ReadError(f"published {text[:40] + '...'!r} is too long to be a date")
    for parse in (_compact, _epoch, _iso, _rfc2822, _words):
        if (found := parse(text)) is not None:
            return storable(found)
    raise ReadError(f"published {text!r} is not a date: write it like 2024-11-03T09:30:00+00:00")


def _compact(text: str) -> datetime | None:
    """20241103, 2024110309, 202411030930 and 20241103093000: `fromisoformat` reads some of these as other moments."""
    form = _COMPACT.get(len(text)) if text.isdigit() and text.startswith(("19", "20")) else None
    try:
        return datetime.strptime(text, form) if form else None
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _epoch(text: str) -> datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds >= 1e11 else seconds, UTC)


def _rfc2822(text: str) -> datetime | None:
    if not _RFC2822.fullmatch(text):
        return None  # the parser of the standard library reads '1:42 PM' as 1:42
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(text: str) -> datetime | None:
    if not _YEAR.search(text) and not _SLASHED.search(text):
        return None  # dateparser would fill in the current year
    import dateparser

    zone = _ZONE.search(text)
    bare = _ZONE.sub("", text)
    settings = {"STRICT_PARSING": True, "DATE_ORDER": _order(text)}
    found = dateparser.parse(bare, languages=["en"], settings=settings)
    if found is None or found.tzinfo is not None or zone is None:
        return found
    return _in_zone(found, _ZONES[zone.group(1) or zone.group(2)])


def _in_zone(moment: datetime, zone: str) -> datetime:
    """The local time with the offset from UTC that its zone has on that day."""
    if zone[0] in "+-":
        return datetime.fromisoformat(f"{moment.isoformat()}{zone}")
    offset = moment.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
    return moment.replace(tzinfo=timezone(offset))


def _order(text: str) -> str:
    slashed = _SLASHED.search(text)
    if slashed is None:
        return "MDY"
    first, second = int(slashed.group(1)), int(slashed.group(2))
    if first <= 12 and second <= 12 and first != second:
        raise ReadError(
            f"published {text!r} could be read day first or month first: write it like 2024-11-03"
        )
    return "DMY" if first > 12 else "MDY"
