"""Where sentences begin within a paragraph: sentencex's proposal, mended for news text.

sentencex parts numbers from their list items, times from their zones, initials from names and lone quotation
marks from what they open; and it misses ends after brackets and unbalanced quotes, and inside quotations,
which it keeps whole: quoted speech of several sentences is several sentences here, each citable alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

import sentencex

from indexes import abbreviations

_NEAR, _FAR = 200, 2000  # characters looked at around a boundary, and back for the quotation it stands in
_BLOCK = 10_000  # characters of a paragraph that sentencex gets at once

_TERMINALS = ".!?…。！？।॥؟۔"
_CLOSERS = "\"'”’»)\\]"
_END = re.compile(rf"[.!?…][{_CLOSERS}]*(\s+)(?=[\"'“‘«(\[]*[A-Z0-9À-ÞΑ-ΫА-Я])")
_NO_SPACE = re.compile(r"(?<=[a-z]{3})[.!?][\"”’)]?()(?=[“‘]?[A-Z][a-z]+[\s,’'])(?!Com\b|Org\b|Net\b)")
_LONE_QUOTE = re.compile(r"(\s+)([\"“”'‘’]{1,2})(\s+)")
_STRAY_END = re.compile(r"[.,;:!?)\]]+(?=\s|[A-Z]|$)")
_NUMBER = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]")
_ADDRESS = re.compile(r"https?://|www\.|@\w|[\w.-]+\.(?:com|org|net|gov|edu|co\.uk)\b")
_RUNS_ON = re.compile(r"(?:v|vs|who|which|whose|and|or|of|to|for|in|at|by|with|from|than|that)\b")
_SHORT_WORD = re.compile(r"\b[A-Z]?[a-z]{0,4}\.$")
_WIRE = re.compile(r"\([A-Z][\w .&/]{0,20}\)\s*[-–—]")
_ATTRIBUTION = re.compile(
    r"(?:[A-Z][\w'’.-]*\s){1,3}(?:said|says|asked|asks|wrote|writes|told|added|adds|replied|shouted)\b[^.!?]{0,30}[.]"
)


def sentence_starts(paragraph: str) -> list[int]:
    """Where each sentence of a paragraph begins, in order; the first is 0 (unless the paragraph is empty)."""
    if not paragraph:
        return []
    proposed = {_moved(paragraph, start) for start in _proposed(paragraph) | _after_ends(paragraph)}
    return _kept(paragraph, proposed)


def _proposed(paragraph: str) -> set[int]:
    """Where sentencex begins sentences. It gets blocks, as its time grows with the square of the length."""
    starts: set[int] = set()
    first = 0
    while first < len(paragraph):
        last = first + _BLOCK
        if last < len(paragraph):
            last = paragraph.rfind(" ", first, last) + 1 or last
        found = sentencex.get_sentence_boundaries("en", paragraph[first:last])
        starts.update(first + boundary["start_index"] for boundary in found if boundary["start_index"])
        first = last
    return starts


def _after_ends(paragraph: str) -> set[int]:
    """Starts after a plain sentence end that no abbreviation explains."""
    starts: set[int] = set()
    for pattern in (_END, _NO_SPACE):
        for match in pattern.finditer(paragraph):
            if not _is_abbreviated(paragraph[max(0, match.start() - 40) : match.start(1)]):
                starts.add(match.end())
    return starts


def _is_abbreviated(before: str) -> bool:
    bare = before.rstrip(_CLOSERS.replace("\\", ""))
    if abbreviations.INITIALS.search(bare) or re.search(r"(?:^|[\s-])[A-Z]\.$|[A-Z]\.[A-Z]\.$", bare):
        return True
    return bool(abbreviations.ANYWHERE.search(before)) or bare.endswith(("Yahoo!", " E!", "..."))


def _moved(paragraph: str, start: int) -> int:
    """The start, past closing marks that belong to the sentence before, or back to a lone opening quote."""
    around = _LONE_QUOTE.search(paragraph, max(0, start - 4), start + 4)
    if around and around.start() < start <= around.end():
        return around.start(2) if _opens(paragraph, around.start(2)) else around.end()
    if start > 1 and paragraph[start - 1] in "“‘«\"'([" and paragraph[start - 2].isspace():
        return start - 1
    stray = _STRAY_END.match(paragraph, start)
    if stray and start and not stray.group().startswith(("..", ":")):
        return stray.end()
    return start


def _opens(paragraph: str, position: int) -> bool:
    mark = paragraph[position]
    before = paragraph[max(0, position - _FAR) : position]
    if mark in "“‘":
        return True
    return mark == '"' and before.count('"') % 2 == 0 and before.count("“") <= before.count("”")


def _kept(paragraph: str, proposed: set[int]) -> list[int]:
    """The starts that really begin a sentence, each judged by what lies between it and the one before."""
    starts = [0]
    inside = sorted(start for start in proposed if 0 < start < len(paragraph))
    for start, following in pairwise([*inside, len(paragraph)]):
        before = paragraph[max(starts[-1], start - _NEAR) : start].rstrip()
        after = paragraph[start : min(following, start + _NEAR)].lstrip()
        if before and after and not _belong_together(before, after):
            starts.append(start)
    return starts


def _belong_together(before: str, after: str) -> bool:
    """Whether a proposed split is wrong."""
    if not _has_words(before) or not _has_words(after) or after[0] in ",;:":
        return True
    if not before.rstrip(_CLOSERS.replace("\\", "")).endswith(tuple(_TERMINALS)):
        return before[-1].isalnum() and not _ADDRESS.match(after)
    return any(
        rule(before, after)
        for rule in (_is_item, _is_time, _is_name, _is_numbered, _runs_on, _is_attribution, _is_dateline)
    )


def _has_words(fragment: str) -> bool:
    return any(character.isalnum() for character in fragment)


def _is_item(before: str, after: str) -> bool:
    return bool(_NUMBER.fullmatch(before))


def _is_time(before: str, after: str) -> bool:
    return bool(abbreviations.CLOCK.search(before) and abbreviations.AFTER_CLOCK.match(after))


def _is_name(before: str, after: str) -> bool:
    if abbreviations.BEFORE_NAME.search(before):
        return True
    initials = abbreviations.INITIALS.search(before) or re.search(r"(?:[DRIL]-|:)([A-Z]\.)$", before)
    if not initials or not after[0].isupper():
        return False
    if re.match(r"[A-Z]\.", after):
        return True
    word = re.split(r"[^\w]", after, maxsplit=1)[0]
    return (
        initials.group(1) not in abbreviations.PLACES
        and word not in abbreviations.STARTERS
        and not abbreviations.LETTERED.search(before)
    )


def _is_numbered(before: str, after: str) -> bool:
    return bool(abbreviations.BEFORE_NUMBER.search(before)) and after[0].isdigit()


def _runs_on(before: str, after: str) -> bool:
    """A small letter goes on with the sentence: '“Is it?” he asked', 'D-Va. said'; a web address does not."""
    if not after[0].islower() or after[1:2].isupper() or _ADDRESS.match(after):
        return False
    return before[-1] != "." or bool(_RUNS_ON.match(after) or _SHORT_WORD.search(before))


def _is_attribution(before: str, after: str) -> bool:
    """'“Why?” Jane Doe asked.'"""
    return before[-1] in '"”’' and len(after) < 60 and bool(_ATTRIBUTION.fullmatch(after))


def _is_dateline(before: str, after: str) -> bool:
    return bool(_WIRE.match(after)) and len(before) < 60
