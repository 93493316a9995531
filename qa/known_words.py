"""Words that are spelled right whatever the articles hold: English, and names that are widely known."""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker

from indexes.bundled_model import bundled_vocabulary

_PART = 4  # letters of a word in a compound, at least
_COMMON = 100  # occurrences in the dictionary's texts from which a word is common
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "ly", "er", "ers")


def is_known(word: str) -> bool:
    """Whether a lower-case word is English or a widely known name, with any ending, alone or in a compound."""
    bare = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(_holds(one) for one in bare) or _is_compound(word)


def nearest_common(word: str) -> str | None:
    """The commonest English word one edit away that begins with the same letter."""
    near = {one: _count(one) for one in _dictionary().edit_distance_1(word) if one[:1] == word[:1]}
    best = max(near, key=lambda one: (near[one], one), default="")
    return best if near.get(best, 0) >= _COMMON else None


def _holds(word: str) -> bool:
    return word in bundled_vocabulary() or _count(word) > 0


def _is_compound(word: str) -> bool:
    halves = ((word[:place], word[place:]) for place in range(_PART, len(word) - _PART + 1))
    return any(one in bundled_vocabulary() and other in bundled_vocabulary() for one, other in halves)


def _count(word: str) -> int:
    return int(_dictionary().word_frequency.dictionary.get(word, 0))


@cache
def _dictionary() -> SpellChecker:
    return SpellChecker(language="en", distance=1)
