"""Abbreviations that articles spell out: 'the National Health Service (NHS)', 'the NHS (National Health Service)'.

The match of letters to words follows Schwartz and Hearst (Pacific Symposium on Biocomputing, 2003), held to the
first letters of words: a long form that skips capitals is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

SHORT_FORM = re.compile(r"\b(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Z][A-Za-z]{1,7}s?\b|\b(?:[A-Z]\.){2,6}")
_IN_BRACKETS = re.compile(r"\(([^()]{2,80})\)")
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_SMALL = frozenset(("of", "for", "the", "and", "in", "on", "to", "at", "&"))
_LONGEST = 9  # words of a long form, small ones among them


def spelled_out(short: str, texts: Iterable[str]) -> str | None:
    """The long form that the texts give most often for an abbreviation, as first written; None if they give none."""
    found = Counter(
        long for text in texts for one, long in definitions(text) if _letters(one) == _letters(short)
    )
    return min(found, key=lambda long: (-found[long], long)) if found else None


def shortened(long: str, texts: Iterable[str]) -> str | None:
    """The abbreviation that the texts give most often for a long form; None if they give none."""
    found = Counter(one for text in texts for one, full in definitions(text) if _plain(full) == _plain(long))
    return min(found, key=lambda short: (-found[short], short)) if found else None


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """(short form, long form) wherever the text gives one in brackets behind the other."""
    for match in _IN_BRACKETS.finditer(text):
        inside, before = match.group(1).strip(), text[max(0, match.start() - 160) : match.start()]
        if SHORT_FORM.fullmatch(inside):
            if long := _ending(before, inside):
                yield inside, long
        elif (last := before.split()[-1:]) and SHORT_FORM.fullmatch(last[0]) and _stands_for(inside, last[0]):
            yield last[0], inside


def _ending(before: str, short: str) -> str | None:
    """The fewest last words of what stands before whose first letters are the short form's."""
    line = before.rsplit("\n", 1)[-1]
    words = list(_WORD.finditer(line))
    for count in range(2, _LONGEST + 1):
        if count > len(words):
            return None
        long = line[words[-count].start() :].strip()
        if _stands_for(long, short) and not re.search(r"[.;:!?“”\"]\s", long):
            return long
    return None


def _stands_for(long: str, short: str) -> bool:
    """Whether the first letters of the long form's words, small words taken or left, are the short form."""
    words = re.findall(r"[^\W\d_]+|&", long.casefold())
    if not words or words[0] in _SMALL:
        return False
    joined = words[:-2] if words[-2:-1] == ["and"] else words  # 'Disease Control and Prevention'
    return any(_spells(one, _letters(short)) for one in (words, joined))


def _spells(words: list[str], letters: str) -> bool:
    if not words:
        return not letters
    first, rest = words[0], words[1:]
    if letters and first[0] == letters[0] and _spells(rest, letters[1:]):
        return True
    return first in _SMALL and _spells(rest, letters)


def _letters(short: str) -> str:
    return re.sub(r"[^A-Za-z]", "", short.removesuffix("s") if short[-2:-1].isupper() else short).casefold()


def _plain(long: str) -> str:
    return " ".join(re.findall(r"\w+", long.casefold()))
