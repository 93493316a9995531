"""Calendar words in a question -> a stretch of time: days, months, quarters, seasons, years, feast days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from qa.months import NUMBERS, PATTERN, is_month

Span = tuple[datetime, datetime]
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))"
_OF_YEAR = r"(?:(?:\s+of|,|\s+in)?\s+(?:the\s+year\s+)?(?P<year>(?:19|20)\d\d)\b)"
_PART = r"(?:(?P<part>early|mid|late|(?:the\s+)?(?:start|beginning|middle|end|(?:first|second)\s+half)\s+of)[\s-]+)?"
_COUNT = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5, "1": 1, "2": 2, "3": 3, "4": 4}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FEASTS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year’s eve": (12, 31), "new year’s day": (1, 1), "valentine’s day": (2, 14), "halloween": (10, 31),
}  # fmt: skip


def _days(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    """'3-9 March', 'March 3 to 9', '3 and 9 March': several days of one month."""
    month = _month(question, match)
    if month is None:
        return None
    year = _year(match, month, int(match["first"]), newest)
    return datetime(year, month, int(match["first"]), tzinfo=UTC), _day(year, month, int(match["day"]))[1]


def _one_day(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    month, day = _month(question, match), int(match["day"])
    return None if month is None else _day(_year(match, month, day, newest), month, day)


def _in_figures(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    """'25/03/2025', '25.3.2025', '03/25/2025'; nothing where day and month could be either."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    if match["mark"] == "." or one > 12 or one == other:
        return _day(year, other, one)
    return _day(year, one, other) if other > 12 else None


def _iso(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    return _day(int(match["year"]), int(match["monthnumber"]), int(match["day"]))


def _week_of_day(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    """Monday to Sunday around a day: 'the week of 5 March'."""
    span = _one_day(question, match, newest)
    monday = span[0] - timedelta(days=span[0].weekday()) if span else None
    return (monday, monday + timedelta(days=7)) if monday else None


def _week_of_month(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    month = _month(question, match)
    if month is None:
        return None
    year, count = _year(match, month, 1, newest), _COUNT[match["count"].casefold()]
    first = calendar.monthrange(year, month)[1] - 6 if count == 5 else 7 * count - 6
    start = datetime(year, month, first, tzinfo=UTC)
    return start, start + timedelta(days=7)


def _whole_month(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    month = _month(question, match)
    no_such_day = re.search(rf"\b{_D}{_ORDINAL}(?:\s+of)?\s+$", question[: match.start("month")]) or re.match(
        rf"\s+{_D}{_ORDINAL}\b(?!\s*[:%])", question[match.end("month") :]
    )
    if month is None or no_such_day or question[: match.start()].casefold().endswith("next "):
        return None
    year = _year(match, month, 1, newest)
    last = calendar.monthrange(year, month)[1]
    first, until = _part_of(match["part"], last)
    return datetime(year, month, first, tzinfo=UTC), _day(year, month, until)[1]


def _quarter(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    """'the first quarter of 2025', 'Q1 2025', 'H2', 'the second half of 2024'."""
    months = 6 if "h" in (match["short"] or match["long"]).casefold() else 3
    count = _COUNT[(match["nth"] or match["count"]).casefold()]
    first = (min(count, 12 // months) - 1) * months + 1
    year = _year(match, first, 1, newest)
    start = datetime(year, first, 1, tzinfo=UTC)
    return start, _months_on(start, months)


def _season(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    """Three months from March, June, September or December; winter is named by the year in which it begins."""
    first = _SEASONS[match["season"].casefold()]
    year = _year(match, first, 1, newest)
    if (match["which"] or "").casefold() == "last" and year == newest.year and newest.month < first + 3:
        year -= 1
    start = datetime(year, first, 1, tzinfo=UTC)
    return start, _months_on(start, 3)


def _feast(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    name = match["feast"].casefold().replace("'", "’")
    month, day = _FEASTS[name]
    start, end = _day(_year(match, month, day, newest), month, day)
    return (start - timedelta(days=1), end + timedelta(days=1)) if name == "christmas" else (start, end)


def _two_years(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    """'2024/25', '2023-2024': a season or a financial year lies somewhere in the two."""
    first, second = int(match["first"]), match["second"]
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    follow = last == first + 1 or (len(second) == 4 and last > first)
    return (_years(first, 1)[0], _years(last, 1)[1]) if follow else None


def _whole_year(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    start, end = _years(int(match["year"]), 1)
    part = re.sub(r"\s+", " ", (match["part"] or "").casefold())
    third = {"early": 0, "start": 0, "beginning": 0, "mid": 4, "middle": 4, "late": 8, "end": 8}
    found = next((months for word, months in third.items() if word in part), None)
    return (start, end) if found is None else (_months_on(start, found), _months_on(start, found + 4))


def _decade(question: str, match: re.Match[str], newest: datetime) -> Span | None:
    return _years(int(match["decade"]), 10)


_D = r"\d{1,2}"
Reader = Callable[[str, re.Match[str], datetime], Span | None]
_TABLE: tuple[tuple[str, Reader], ...] = (
    (rf"\b(?P<first>{_D}){_ORDINAL}\s*(?:and|to|until|[-–—])\s*(?P<day>{_D}){_ORDINAL}(?:\s+of)?\s+{PATTERN}{_YEAR}?\b", _days),
    (rf"\b{PATTERN}\s+(?P<first>{_D}){_ORDINAL}\s*(?:and|to|until|[-–—])\s*(?P<day>{_D}){_ORDINAL}\b(?!\s+(?:{'|'.join(NUMBERS)}))(?:{_YEAR}\b)?", _days),
    (rf"\bthe\s+week\s+(?:of|around)\s+(?:the\s+)?(?P<day>{_D}){_ORDINAL}(?:\s+of)?\s+{PATTERN}{_YEAR}?\b", _week_of_day),
    (rf"\bthe\s+week\s+(?:of|around)\s+{PATTERN}\s+(?P<day>{_D}){_ORDINAL}\b{_YEAR}?", _week_of_day),
    (rf"\b(?P<day>{_D}){_ORDINAL}(?:\s+of)?\s+{PATTERN}{_YEAR}?\b", _one_day),
    (rf"\b{PATTERN}\s+(?P<day>{_D}){_ORDINAL}\b{_YEAR}?", _one_day),
    (r"\b(?P<year>(?:19|20)\d\d)-(?P<monthnumber>\d\d)-(?P<day>\d\d)\b", _iso),
    (r"(?<![\d./])(?P<one>\d{1,2})(?P<mark>[./])(?P<other>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)\b", _in_figures),
    (rf"\b(?:the\s+)?(?P<count>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+{PATTERN}(?:{_YEAR}\b|\b)", _week_of_month),
    (rf"\b(?:the\s+)?(?:(?P<nth>first|second|third|fourth|last)\s+(?P<long>quarter|half)|(?P<short>[QH])(?P<count>[1-4]))(?:{_OF_YEAR}|(?<=[QH]\d)\b)", _quarter),
    (rf"\b(?:(?P<which>this|last)\s+|(?:in|during|since|over|before|after|by)\s+(?:the\s+)?|the\s+)(?P<season>spring|summer|autumn|fall|winter)\b(?:{_OF_YEAR}|(?=\W*$|\s+(?:and|did|was|were|when|what|who)\b))", _season),
    (rf"\b(?P<which>)(?P<season>spring|summer|autumn|winter){_OF_YEAR}", _season),
    (rf"\b{_PART}{PATTERN}(?:{_YEAR}\b|\b)", _whole_month),
    (rf"\b(?P<feast>{'|'.join(_FEASTS).replace('’', '[’' + chr(39) + ']')})\b(?:{_OF_YEAR}|\b)", _feast),
    (r"(?<![\d.,/-])(?P<first>(?:19|20)\d\d)\s?[/–-]\s?(?P<second>(?:19|20)?\d\d)(?![\d.,/-]*\d)", _two_years),
    (rf"\b{_PART}(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\bbefore )|(?<=\bafter )|(?<=\bfrom )|(?<=\buntil )|(?<=\bduring )|(?<=\bbetween )|(?<=\bby )|(?<=\d\d\d\d and )|(?<=\d\d\d\d to )|(?<=\d\d\d\d or )|(?<=\d\d\d\d until )|(?<=\bearly )|(?<=\bmid-)|(?<=\blate ))(?P<year>(?:19|20)\d\d)\b(?!\s*(?:people|votes|jobs))", _whole_year),
    (r"\b(?:in|during|since|of)\s+the\s+(?P<decade>(?:19|20)\d0)[’']?s\b", _decade),
)  # fmt: skip
PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _TABLE)
"""In order: the first that matches a stretch of the question reads it."""


def has_year(match: re.Match[str]) -> bool:
    """Whether the words themselves name the year."""
    parts = match.groupdict()
    return bool(parts.get("year") or parts.get("decade") or parts.get("second"))


def _month(question: str, match: re.Match[str]) -> int | None:
    return NUMBERS[match["month"].casefold()] if is_month(question, match) else None


def _year(match: re.Match[str], month: int, day: int, newest: datetime) -> int:
    """The year that is named, or that of the last such date up to `newest`."""
    if match["year"]:
        return int(match["year"])
    return newest.year if (month, day) <= (newest.month, newest.day) else newest.year - 1


def _day(year: int, month: int, day: int) -> Span:
    start = datetime(year, month, day, tzinfo=UTC)
    return start, start + timedelta(days=1)


def _years(first: int, count: int) -> Span:
    return datetime(first, 1, 1, tzinfo=UTC), datetime(first + count, 1, 1, tzinfo=UTC)


def _months_on(start: datetime, months: int) -> datetime:
    years, month = divmod(start.month - 1 + months, 12)
    return start.replace(year=start.year + years, month=month + 1)


def _part_of(part: str | None, last: int) -> tuple[int, int]:
    """First and last day of the part of a month of `last` days."""
    words = re.sub(r"\s+", " ", (part or "").casefold())
    for names, days in (
        (("early", "start", "beginning"), (1, 10)), (("mid",), (10, 20)), (("late", "end of"), (20, last)),
        (("first half",), (1, 15)), (("second half",), (15, last)),
    ):  # fmt: skip
        if any(name in words for name in names):
            return days
    return 1, last
