"""What an article says of itself: that it was corrected, clarified, amended or withdrawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from indexes.articles import Article

_SELF = r"(?:an? |the )?(?:earlier|previous|prior|original) version of th(?:is|e) (?:article|story|report|post|piece)"
_THIS = r"this (?:article|story|report|post|piece|page)"
_RETRACTED = re.compile(
    rf"^\W*(?:retraction|retracted|withdrawn)\b\s*[:–—-]|\b{_THIS} (?:has been|was|is) (?:retracted|withdrawn)\b|"
    rf"\bwe (?:have )?(?:retracted|withdrawn) {_THIS}\b|^\W*(?:editor['’]s note:? )?we (?:have )?retract(?:ed)?\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    rf"^\W*(?:corrections?|corrected)\b(?:\s*\([^)]{{0,60}}\))?\s*[:–—-]|^\W*{_SELF} "
    rf"(?:incorrectly|misstated|misidentified|misspelled|wrongly|mistakenly|said|stated|gave|contained|had|omitted|misquoted|reported)\b|"
    rf"\b{_THIS} (?:has been|was) (?:corrected|amended)\b|^\W*{_SELF}\b.{{0,120}}\b(?:wrong|error|incorrect|mistake)",
    re.IGNORECASE,
)
_CLARIFIED = re.compile(
    rf"^\W*clarifications?\b\s*[:–—-]|\b{_THIS} (?:has been|was) (?:clarified|updated to clarify)\b",
    re.IGNORECASE,
)


class NoticeKind(StrEnum):
    """What a notice does to the article."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence by which an article takes back or sets right what it said: `text[start:end]`, half-open."""

    kind: NoticeKind
    start: int
    end: int


def notices_of(article: Article) -> tuple[Notice, ...]:
    """The notices in an article's text, in order. A title that begins 'RETRACTED:' counts for its first sentence."""
    from indexes.sentences import split_sentences

    spans = split_sentences(article.text)
    found = [Notice(kind, start, end) for start, end in spans if (kind := _kind(article.text[start:end]))]
    titled = _kind(article.title)
    if titled is NoticeKind.RETRACTION and spans and not any(one.kind is titled for one in found):
        found.insert(0, Notice(titled, *spans[0]))
    return tuple(found)


def _kind(sentence: str) -> NoticeKind | None:
    line = " ".join(sentence.split())
    if _RETRACTED.search(line):
        return NoticeKind.RETRACTION
    if _CORRECTED.search(line):
        return NoticeKind.CORRECTION
    return NoticeKind.CLARIFICATION if _CLARIFIED.search(line) else None
