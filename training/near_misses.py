"""Questions with one thing in them changed, so that the sentence that answered does not answer any more.

'How many were killed in 2019?' becomes '... in 2014?', or another name or telling word takes the place of one. They
teach the ranker to look for everything specific in a question, which is what tells a near miss from an answer.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from qa.words import STOP_WORDS, content_stems, stem

_NAME = re.compile(r"(?:[A-Z][\w’'.-]*\w)(?:\s(?:[A-Z][\w’'.-]*\w))*")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_WORD = re.compile(r"\b[a-z]{5,}\b")
_STEPS = (-9, -5, -3, -2, -1, 1, 2, 3, 4, 7, 10)
_SMALL = 10  # numbers up to here are changed to any from 1 to 20
_CHANCES = (("number", 2), ("name", 3), ("word", 2))


def near_miss(question: str, answering: str, others: Sequence[str], rng: random.Random) -> str | None:
    """`question` with a number changed, or a name or word for one of the `others` questions; None where nothing can be."""
    found = {
        "number": list(_NUMBER.finditer(question)),
        "name": [m for m in _NAME.finditer(question) if m.start() > 0 and _tells(m.group())],
        "word": [
            m for m in _WORD.finditer(question) if _tells(m.group()) and _stands_in(m.group(), answering)
        ],
    }
    kinds = [kind for kind, chances in _CHANCES for _ in range(chances) if found[kind]]
    if not kinds:
        return None
    kind = rng.choice(kinds)
    match = rng.choice(found[kind])
    new = (
        _number(match.group(), rng)
        if kind == "number"
        else _other(kind, match.group(), answering, question, others, rng)
    )
    return question[: match.start()] + new + question[match.end() :] if new else None


def _number(text: str, rng: random.Random) -> str | None:
    digits = re.sub(r"\D", "", text)
    if not 0 < len(digits) <= 12:
        return None
    old = new = int(digits)
    while new == old:
        new = abs(old + rng.choice(_STEPS)) if old > _SMALL else rng.randint(1, 20)
    return str(new)


def _other(
    kind: str, old: str, answering: str, question: str, others: Sequence[str], rng: random.Random
) -> str | None:
    """A name of another question, or a word of the same ending, that stands in neither the sentence nor the question."""
    folded, stems = answering.casefold(), set(content_stems(answering))
    if kind == "name":
        names = (
            m.group() for text in others for m in _NAME.finditer(text) if m.start() > 0 and _tells(m.group())
        )
        fitting = [name for name in names if name.casefold() not in folded and name not in question]
    else:
        words = (word for text in others for word in _WORD.findall(text) if _tells(word))
        fitting = [w for w in words if w[-2:] == old[-2:] and stem(w) not in stems and w not in question]
    return rng.choice(fitting) if fitting else None


def _tells(text: str) -> bool:
    return text.casefold() not in STOP_WORDS


def _stands_in(word: str, text: str) -> bool:
    return stem(word) in set(content_stems(text))
