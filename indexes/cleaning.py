"""Which spans of a text are captions, advertisements, boilerplate or repeats: marked, never deleted.

Precision comes first: a caption that stays citable is a blemish, a sentence that does not is a lost answer.
Lists, tables, quotations and corrections are never marked by how they look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexes.boilerplate import ends_in_credit, is_boilerplate, is_furniture
from indexes.lines import paragraphs_of
from indexes.splitting import sentences_in

Span = tuple[int, int]

_ENDED = re.compile(r"[.!?…:;,。！？][\"'”’»)\]]*$|[\"”’»]$")
_FOLD = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_LISTED = re.compile(r"[•·▪►▶*–—\d#$€£(\[-]|[A-Za-z][.)]\s|[^:]{1,70}:\s")
_RUNNING = re.compile(
    r"(?:And|But|Or|So|He|She|It|They|We|I|You|This|That|These|Those|There|However|Meanwhile|In addition|"
    r"According)\b"
)
_QUOTING = re.compile(r",[\"”’']\s|\b(?:and|or)$")  # '“We are under siege,” he wrote'; an item of a list
_CORRECTION = re.compile(
    r"\b(?:correct(?:ion|ed|s)|to correct|clarif(?:ication|ied|ies)|(?:earlier|previous|prior|original) version|"
    r"misstated|misidentified|misspelled|incorrectly|editors?['’]?s? note)\b",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 100  # characters: nothing but its missing full stop gives such a line away
_LONGEST_CREDITED = 500  # characters, of a paragraph that closes with a credit
_SHORTEST_REPEAT = 30  # characters: 'Yes.' may be said twice
_LIST = 3  # so many lines in a row without a full stop are a list or a table
_PUNCTUATED = 0.6  # the share of long lines with a full stop that makes its absence tell something


def uncitable_spans(text: str, title: str) -> list[Span]:
    """Half-open spans, in order, each a paragraph or sentence, that are shown but must not be quoted."""
    paragraphs = paragraphs_of(text)
    alone = _standing_alone(text, paragraphs)
    seen: set[str] = set()
    spans: list[Span] = []
    for span in paragraphs:
        if span in alone or _is_marked(text[slice(*span)].strip(), title):
            spans.append(span)
        else:
            spans.extend(_marked_sentences(text, span, seen))
    return spans


def _is_marked(paragraph: str, title: str) -> bool:
    if _CORRECTION.search(paragraph):
        return False
    return _is_title(paragraph, title) or _is_credited(paragraph) or is_furniture(paragraph)


def _is_title(paragraph: str, title: str) -> bool:
    """The headline again. With a full stop it is a sentence, from which a title may have been made."""
    return bool(title) and not paragraph.endswith(".") and _folded(paragraph) == _folded(title)


def _is_credited(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST_CREDITED and ends_in_credit(paragraph)


def _marked_sentences(text: str, paragraph: Span, seen: set[str]) -> Iterator[Span]:
    """Boilerplate within a paragraph, and what stood in the text before."""
    for start, end in sentences_in(text, *paragraph):
        sentence = text[start:end]
        folded = _folded(sentence)
        repeated = len(folded) >= _SHORTEST_REPEAT and folded in seen and not _is_item(sentence)
        seen.add(folded)
        if repeated or (is_boilerplate(sentence) and not _CORRECTION.search(sentence)):
            yield start, end


def _is_item(sentence: str) -> bool:
    """A line of a list or table ('Diesel: $4.11'): the same words may hold of two things."""
    return bool(_LISTED.match(sentence)) and not _ENDED.search(sentence)


def _standing_alone(text: str, paragraphs: list[Span]) -> set[Span]:
    """Captions and subheads: short lines without a full stop between paragraphs that have theirs."""
    lines = [text[start:end].strip() for start, end in paragraphs]
    ended = [bool(_ENDED.search(line)) for line in lines]
    long = [e for line, e in zip(lines, ended, strict=True) if len(line) > 60]
    if len(long) < 3 or sum(long) < _PUNCTUATED * len(long):
        return set()
    return {
        paragraphs[n]
        for first, last in _runs(ended)
        if last - first < _LIST
        for n in range(first, last)
        if _looks_like_caption(lines[n]) and not (n and lines[n - 1].endswith(":"))
    }


def _runs(ended: list[bool]) -> Iterator[Span]:
    """Half-open ranges of neighbouring lines without a full stop."""
    first = 0
    for n, done in enumerate([*ended, True]):
        if done:
            if first < n:
                yield first, n
            first = n + 1


def _looks_like_caption(line: str) -> bool:
    if len(line) > _LONGEST_CAPTION or _LISTED.match(line) or _RUNNING.match(line):
        return False
    return not _QUOTING.search(line)


def _folded(words: str) -> str:
    return " ".join(words.translate(_FOLD).casefold().split()).rstrip(".")
