"""Corrections: what sets an earlier report right goes before it, and takes its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answer_spans import answer_spans
from qa.candidates import Candidate
from qa.kinds import AnswerKind

_SETS_RIGHT = re.compile(
    r"\b(?:the correct \w+|the right \w+|it should have (?:said|read)|should have (?:said|read|been)|this was wrong"
    r"|that (?:was|is) (?:wrong|incorrect)|in fact,? (?:it|there|the \w+) (?:is|was|were)|the actual \w+ (?:is|was))\b",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\bgave (?:the|a) wrong \w+"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously) (?:said|stated|gave|given|reported|put|listed)\b"
    r"|\b(?:said|stated|gave|given|reported|put|listed) (?:wrongly|incorrectly|mistakenly)\b|, (?:and )?not [£$€]?\d",
    re.IGNORECASE,
)
_ADMITS = re.compile(
    r"\b(?:corrections?|corrected|clarifications?) (?:and clarifications?|to|of|on)\b|^\W*corrections?\b|\bmisstated\b"
    r"|\ban? error in (?:the|an|our|this)\b|\bwas (?:wrong|incorrect|mistaken)\b",
    re.IGNORECASE | re.MULTILINE,
)
_AROUND = 250  # characters about the words that set right
NEAR_THE_TOP = 5  # candidates whose next sentence is looked at


def with_corrections(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, best first: one near the top that the next sentence sets right comes first with that sentence, and
    older ones that give the corrected figure leave."""
    kept = list(candidates)
    for candidate in candidates[:NEAR_THE_TOP]:
        right = _set_right_by(candidate)
        if right is not None and candidate in kept:
            rest = [
                one for one in kept if one not in (candidate, right) and not _repeats(one, candidate, right)
            ]
            kept = [right, candidate, *rest]
    return kept


def sets_right(candidate: Candidate) -> bool:
    """Whether a sentence corrects, or is corrected by the next one."""
    text = candidate.text
    return bool(_SETS_RIGHT.search(text) or _TAKES_BACK.search(text)) or _set_right_by(candidate) is not None


def sets_right_at(text: str) -> tuple[int, int] | None:
    """Where a text says what is right instead ('the correct number', 'it should have said'); half-open."""
    match = _SETS_RIGHT.search(text)
    return match.span() if match else None


def takes_back_at(text: str) -> tuple[int, int] | None:
    """Where a text says that something was wrong ('gave the wrong number', 'wrongly said'); half-open."""
    match = _TAKES_BACK.search(text) or _ADMITS.search(text)
    return match.span() if match else None


def corrected_texts(article: str) -> list[str]:
    """The stretches of an article's text that set something right: what is corrected stands there with what is right."""
    found = (match for pattern in (_SETS_RIGHT, _TAKES_BACK) for match in pattern.finditer(article))
    return [article[max(0, match.start() - _AROUND) : match.end() + _AROUND] for match in found]


def _set_right_by(candidate: Candidate) -> Candidate | None:
    """The next sentence of the same paragraph, if it corrects this one."""
    reading, after = candidate.reading, candidate.position + 1
    if after >= len(reading.sentences) or not _SETS_RIGHT.search(reading.text(after)):
        return None
    following = reading.sentences[after]
    between = reading.article.text[candidate.sentence.end : following.start]
    return replace(candidate, sentence=following) if following.citable and "\n" not in between else None


def _repeats(one: Candidate, wrong: Candidate, right: Candidate) -> bool:
    """Whether an earlier article gives the figure that the correction takes back."""
    earlier = one.published is not None and right.published is not None and one.published < right.published
    return earlier and bool(_figures(one.text) & (_figures(wrong.text) - _figures(right.text)))


def _figures(text: str) -> frozenset[str]:
    """The numbers in a text that belong to no date."""
    dates = answer_spans(AnswerKind.DATE, text)
    numbers = answer_spans(AnswerKind.NUMBER, text)
    free = [span for span in numbers if not any(span[0] < end and start < span[1] for start, end in dates)]
    return frozenset(text[slice(*span)] for span in free)
