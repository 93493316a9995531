"""Words of events: which are alike, and verbs that say no more than that something happened or was brought about."""

from __future__ import annotations

from collections.abc import Iterable

from qa.tense import IRREGULAR
from qa.words import stem

_ALIKE = 4  # letters in common from which words are alike: 'closed' and 'closure'


def alike(stems: Iterable[str]) -> frozenset[str]:
    """The first letters of stems, by which words are compared: 'closed' and 'closure', 'struck' and 'strike'."""
    return frozenset(letters for one in stems for letters in (_base(one)[:_ALIKE], one[:_ALIKE]))


def only_happens(word: str) -> bool:
    """Whether a stem says no more of an event than that it was: 'struck', 'began', 'happened'."""
    return bool(_HAPPENING & alike((word,)))


def _base(word: str) -> str:
    """The stem of the verb of which a word is the past."""
    return stem(IRREGULAR[word]) if word in IRREGULAR else word


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


HAPPENED = _stems(
    "struck hit killed injured hurt began started broke erupted happened occurred took ended caused shook left crossed "
    "swept tore destroyed damaged flooded spread opened passed reached was were had been came held"
)
"""Stems of verbs with which an event is told: 'the quake killed 12 people on Sunday' dates the quake."""
BRINGS = _stems(
    "ordered announced caused began started signed launched suffered made held took saw had was were won lost called "
    "imposed issued set reported confirmed opened brought gave led"
)
"""Stems of verbs that bring an event about: 'ordered the closure', not 'debated the closure'."""
_HAPPENING = alike(_stems("struck began started happened occurred came held"))
