"""A text -> the text in one spelling, so that the same word is found however it is written."""

from __future__ import annotations

import re

from indexes.american import american

_INITIALS = re.compile(r"\b(?:\w\.){2,}")  # U.S. and US are one word
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")  # 1,500 and 1500 too
_PER_CENT = re.compile(r"\bper cent\b|%")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")


def one_spelling(text: str) -> str:
    """The text with one spelling for initials, thousands, shares and possessives, and for British and American words.

    For analysis only: offsets change.
    """
    text = american(_PER_CENT.sub(" percent", text))
    text = _INITIALS.sub(lambda found: found.group().replace(".", ""), text)
    return _POSSESSIVE.sub("", _THOUSANDS.sub("", text))
