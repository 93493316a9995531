"""Does a text hold an answer: case, punctuation and number words folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: str(n) for n, word in enumerate(_UNITS.split())}
_NUMBERS |= {word: str(10 * n) for n, word in enumerate(_TENS.split(), 2)}
_FIRSTS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}


def fold(text: str) -> str:
    """Lower case words and numbers separated by single spaces: '$12.6 Million' -> '12.6 million'."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", plain)
    words = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+", re.sub(r"'s?\b", "", plain))
    return " ".join(_NUMBERS.get(word, _FIRSTS.get(word, word)) for word in words)


def holds(text: str, answers: Iterable[str]) -> bool:
    """Whether one of the answers stands in the text, as whole words."""
    folded = f" {fold(text)} "
    return any(f" {fold(answer)} " in folded for answer in answers if fold(answer))
