"""A figure as written -> its value and unit, so that two of them can be compared: '£9.5m', 'about 1,200', '41%'."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "half": 0.5, "a": 1, "an": 1,
}  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
           "trillion": 1e12, "dozen": 12}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)*)(?:\s?(?P<scale>hundred|thousand|million|billion|trillion|mn|bn|m|k)\b)?",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[£$€¥%]|per ?cent|pence|p\b|[a-z]+", re.IGNORECASE)
_CLOCK = re.compile(r"\b(?P<hour>\d{1,2})(?:[.:](?P<minutes>\d\d))?\s?(?P<half>[ap])\.?m\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|nearly|almost|approximately|close to|an estimated|estimated)\s+(?:\w+\s)?$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:more than|over|at least|upwards of|exceeding|above)\s+(?:\w+\s)?$", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"\b(?:fewer than|less than|under|below|at most|as many as|up to)\s+(?:\w+\s)?$", re.IGNORECASE
)
_ROUND = 0.1  # share by which 'about 200' may be off
_BOUND = 0.25  # and by which 'more than 200' may fall short


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in its unit (lower case, empty for a plain count), with how far it may lie below and above."""

    value: float
    unit: str = ""
    lowest: float = 0.0
    highest: float = 0.0

    def differs_from(self, other: Figure) -> bool:
        """Whether both are in one unit and cannot be the same."""
        apart = self.highest < other.lowest or other.highest < self.lowest
        return self.unit == other.unit and apart


def figure_of(words: str, before: str = "") -> Figure | None:
    """The figure in these words, read with what stands before ('about', 'more than'); None if there is no number."""
    if clock := _CLOCK.search(words):
        hour = int(clock["hour"]) % 12 + 12 * (clock["half"].casefold() == "p")
        minutes = 60.0 * hour + int(clock["minutes"] or 0)
        return Figure(minutes, "clock", minutes, minutes)
    value, rest = _value(words.strip())
    if value is None:
        return None
    units = sorted(_one_unit(unit) for unit in _UNIT.findall(rest))
    lowest = highest = value
    if _ABOUT.search(before):
        lowest, highest = value * (1 - _ROUND), value * (1 + _ROUND)
    elif _AT_LEAST.search(before):
        highest = value * (1 + _BOUND)
    elif _AT_MOST.search(before):
        lowest = value * (1 - _BOUND)
    return Figure(value, " ".join(units), lowest, highest)


def _value(words: str) -> tuple[float | None, str]:
    """The value, and the words without it."""
    if match := _NUMBER.search(words):
        scale = _SCALES.get((match["scale"] or "").casefold(), 1.0)
        return float(match["digits"].replace(",", "")) * scale, words[: match.start()] + " " + words[
            match.end() :
        ]
    value, rest = 0.0, []
    for word in re.findall(r"[a-z]+|[£$€¥%]", words.casefold()):
        if word in _SCALES:
            value = (value or 1.0) * _SCALES[word]
        elif word in _WORDS:
            value += _WORDS[word]
        else:
            rest.append(word)
    return (value or None), " ".join(rest)


def _one_unit(unit: str) -> str:
    """'%' for 'per cent' and 'percent', 'p' for 'pence', no plural."""
    folded = re.sub(r"\s", "", unit.casefold())
    folded = {"percent": "%", "pence": "p", "pounds": "£", "dollars": "$", "euros": "€"}.get(folded, folded)
    return folded.removesuffix("s")
