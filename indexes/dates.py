"""A published field, in whatever form outlets write it, to an aware datetime."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from indexes.errors import ReadError

_EPOCH = re.compile(r"\d{9,13}(?:\.\d+)?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAD = re.compile(
    r"^(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?\s*:?\s*", re.IGNORECASE
)
# Hours from UTC. dateparser knows most of these; 'ET' and the like are how American outlets write them.
_ZONES = {"ET": "-0500", "CT": "-0600", "MT": "-0700", "PT": "-0800"}
_ZONE = re.compile(r"\b(ET|CT|MT|PT)\b")


def parse_published(value: object) -> datetime:
    """An aware datetime from ISO 8601, RFC 2822, a Unix time (s or ms) or English words; UTC where no zone.

    ReadError if it is no date, or could be read both day first and month first.
    """
    if isinstance(value, datetime):
        return _aware(value)
    text = _LEAD.sub("", str(value).strip())
    if isinstance(value, bool) or not text:
        raise ReadError(f"published {value!r} is not a date: write it like 2024-11-03T09:30:00+00:00")
    for parse in (_iso, _epoch, _rfc2822, _words):
        if (found := parse(text)) is not None:
            return found
    raise ReadError(f"published {text!r} is not a date: write it like 2024-11-03T09:30:00+00:00")


def _iso(text: str) -> datetime | None:
    try:
        return _aware(datetime.fromisoformat(text))
    except ValueError:
        return None


def _epoch(text: str) -> datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds >= 1e11 else seconds, UTC)


def _rfc2822(text: str) -> datetime | None:
    try:
        return _aware(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(text: str) -> datetime | None:
    if not _YEAR.search(text) and not _SLASHED.search(text):
        return None  # dateparser would fill in the current year
    import dateparser

    settings = {"STRICT_PARSING": True, "DATE_ORDER": _order(text), "TIMEZONE": "UTC"}
    found = dateparser.parse(_ZONE.sub(_named_zone, text), languages=["en"], settings=settings)
    return _aware(found) if found else None


def _named_zone(match: re.Match[str]) -> str:
    return _ZONES[match.group(1)]


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


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
