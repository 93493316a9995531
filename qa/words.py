"""Words of a text: tokens with their spans, stems, stop words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexes.errors import QuestionError
from indexes.keyword_analysis import analyze
from indexes.stop_words import STOP_WORDS as BASE

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\bper cent\b|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+(?:[’'\-][^\W\d_]+)*(?=[’']s\b)|[^\W_]+(?:[’'][^\W_]+)*|[$£€%]"
)

_ASKING = """tell telling according article articles news report reports reported say says said name named called
kind type many much long far whens wheres whos whats hows whys"""
STOP_WORDS = frozenset(BASE) | frozenset(_ASKING.split())
"""Words that say nothing about what is asked: the index's stop words and those that only ask."""

NUMBER_WORDS = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
billion dozen half
"""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, its stem, and where it stands in its text."""

    text: str
    stem: str
    start: int
    end: int

    @property
    def capitalised(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[:1].isupper()

    @property
    def numeric(self) -> bool:
        """Whether it starts with a digit."""
        return self.text[:1].isdigit()


def tokens(text: str) -> Iterator[Token]:
    """The words and numbers of a text in order."""
    for match in _TOKEN.finditer(text):
        yield Token(match.group(), stem(match.group()), match.start(), match.end())


def is_name(token: Token, place: int) -> bool:
    """Whether a word reads as a name: capitalised, telling, and not the first (`place` 0) of its text."""
    return place > 0 and token.capitalised and token.text.casefold() not in STOP_WORDS


def well_formed(text: str) -> str:
    """The text. QuestionError where it holds half a surrogate pair: that is no character and cannot be encoded."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        half = text[error.start]
        raise QuestionError(f"{half!r} is half a character; pass well-formed Unicode text.") from error
    return text


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The form under which a word is compared: lower case, accents folded, English ending taken off."""
    folded = word.replace("’", "'").casefold()
    return "".join(analyze(folded)) or folded


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order, each once."""
    stems = (token.stem for token in tokens(text) if token.text.casefold() not in STOP_WORDS)
    return list(dict.fromkeys(stems))
