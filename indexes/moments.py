"""Moments and days: in words that follow no locale, and always with a zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

from indexes.errors import ReadError

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def aware(moment: datetime) -> datetime:
    """The moment with its zone; one without is taken as UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def storable(moment: datetime) -> datetime:
    """The moment with its zone; ReadError if UTC has no name for it, in which moments are stored and compared."""
    moment = aware(moment)
    try:
        moment.astimezone(UTC)
    except OverflowError:
        raise ReadError(
            f"the date {moment.isoformat()} lies outside the years 1 to 9999: write it like 2024-11-03"
        ) from None
    return moment


def day(moment: date) -> str:
    """'14 March 2025', in the moment's own zone. Not by strftime: its month names follow the locale."""
    return f"{day_and_month(moment)} {moment.year}"


def day_and_month(moment: date) -> str:
    """'14 March'."""
    return f"{moment.day} {MONTHS[moment.month - 1]}"
