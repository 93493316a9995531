"""Words of articles, made safe to show as plain text: nothing steers a terminal, nothing looks like our citation."""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"  # without them Persian, Indic scripts and emoji are spelled wrongly
_FORGED = re.compile(r"[\[［【〔⟦]([\s\d,;\u200c\u200d–-]*\d[\s\d,;\u200c\u200d–-]*)[\]］】〕⟧]")


def printable(text: str) -> str:
    """One line: control characters and line ends become spaces, invisible ones that change directions go."""
    return "".join(character if character.isprintable() else _shown(character) for character in text)


def printable_lines(text: str) -> str:
    """The same, but the text's own line ends stay."""
    return "\n".join(printable(line) for line in text.split("\n"))


def quoted(text: str) -> str:
    """A quote on one line in which '[2]' is written '(2)': square brackets around a number are ours alone."""
    return _FORGED.sub(lambda match: f"({match[1].strip()})", " ".join(printable(text).split()))


def _shown(character: str) -> str:
    if character in _JOINERS:
        return character
    return "" if unicodedata.category(character) == "Cf" else " "
