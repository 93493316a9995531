"""The marks below a line of time: whole days, weeks, months or years, as few as can be read; pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import takewhile
from typing import Final

_MOST: Final = 5  # more names do not stand beside each other on a telephone
_EDGE: Final = 0.08  # share of the line at its ends that stays free

_Following = Callable[[datetime], datetime]


def ticks(first: datetime, last: datetime) -> list[tuple[float, str]]:
    """Share of the line (0 to 1) and name of each mark between two moments, by the shortest step that leaves few."""
    length = (last - first).total_seconds()
    if length <= 0:
        return []
    for form, following in _steps():
        found = []
        for moment in takewhile(lambda one: one < last, _moments(first, following)):
            share = (moment - first).total_seconds() / length
            if _EDGE <= share <= 1 - _EDGE:
                found.append((share, moment.strftime(form).lstrip("0")))
            if len(found) > _MOST:
                break
        else:
            return found
    return []


def _steps() -> Iterator[tuple[str, _Following]]:
    """How a mark is named, and which moment the next one after any moment is: from the shortest step on."""
    yield "%d %b", lambda one: _midnight(one) + timedelta(days=1)
    yield "%d %b", lambda one: _midnight(one) + timedelta(days=7 - one.weekday())
    for months in (1, 3, 6):
        yield "%b %Y", lambda one, months=months: _month_after(one, months)  # type: ignore[misc]
    for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        yield "%Y", lambda one, years=years: datetime(one.year - one.year % years + years, 1, 1, tzinfo=UTC)  # type: ignore[misc]


def _moments(first: datetime, following: _Following) -> Iterator[datetime]:
    moment = first.astimezone(UTC)
    while True:
        try:
            moment = following(moment)
        except (OverflowError, ValueError):  # beyond the last year there is
            return
        yield moment


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), UTC)


def _month_after(moment: datetime, step: int) -> datetime:
    """The first of the next month whose number, from 0, is a multiple of `step`."""
    month = (moment.month - 1) // step * step + step
    return datetime(moment.year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
