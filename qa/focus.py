"""The short answer inside a sentence: the words of the kind asked for that stand closest to what is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer_spans import Span, answer_spans, new_spans, opening_name
from qa.counts import ages, counted, with_unit
from qa.kinds import AnswerKind
from qa.plausible import is_new_name, likeness
from qa.words import STOP_WORDS, tokens

_MARKED = (
    AnswerKind.PERSON, AnswerKind.PLACE, AnswerKind.NUMBER, AnswerKind.MONEY, AnswerKind.SHARE, AnswerKind.DATE,
    AnswerKind.DURATION, AnswerKind.NAME, AnswerKind.LIST,
)  # fmt: skip
_COUNTED = (AnswerKind.NUMBER, AnswerKind.SHARE, AnswerKind.MONEY, AnswerKind.DURATION)
_NAMED = (AnswerKind.PERSON, AnswerKind.PLACE, AnswerKind.NAME)
_DATELINE = re.compile(
    r"^(?:[A-Z][\w ,.’'-]{0,40})?\([A-Z][\w ]{1,20}\)\s"
    r"|^[^.!?“”]{0,70}?\s[—–]\s|^[A-Z][A-Z ,’'-]{3,40}, \d{1,2} [A-Z][a-z]+(?: \([^)]*\))?\s"
)
_BREAK = re.compile(r"[;:—–,(]|\b(?:and|but|after|before|when|while|who|which|because|although)\b")
_ACROSS = 12.0  # characters that a comma or a conjunction between counts for
_TIME = re.compile(r"\d(?:[:.]\d\d)?\s?[ap]\.?m\b|^\d{1,2}:\d\d$", re.IGNORECASE)
ASKS_TIME = re.compile(r"\b(?:what|which) time\b|\bhow (?:early|late)\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:said|says|told|announced|reported|disclosed|confirmed)\b[^,.;]{0,30}$", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\s*$")
_AT_FIRST = re.compile(r"\b(?:first|original\w*|initial\w*|before|earlier|old|previous\w*)\b", re.IGNORECASE)


def focus(
    kind: AnswerKind, question: str, question_stems: frozenset[str], sentence: str, article: str = ""
) -> Span | None:
    """The half-open span of `sentence` that is the short answer, or None where the kind has none or none is new.

    The text of its `article` tells whether the sentence's first word is a name.
    """
    return choose(
        candidates_for(kind, question, question_stems, sentence, article),
        kind,
        question,
        question_stems,
        sentence,
    )


def candidates_for(
    kind: AnswerKind, question: str, stems: frozenset[str], sentence: str, article: str = ""
) -> list[Span]:
    """The half-open spans of `sentence` that are of the kind asked for and new; none where the kind has no short form."""
    return _spans(kind, question, stems, sentence, article) if kind in _MARKED else []


def choose(
    spans: Sequence[Span], kind: AnswerKind, question: str, stems: frozenset[str], sentence: str
) -> Span | None:
    """The span that stands nearest to what is asked and looks most like it, with its unit; None of none."""
    best = max(
        spans,
        key=lambda span: (_score(span, kind, question, stems, sentence), -span[0]),
        default=None,
    )
    return best if best is None or kind not in _COUNTED else with_unit(best, sentence)


def _spans(kind: AnswerKind, question: str, stems: frozenset[str], sentence: str, article: str) -> list[Span]:
    """The spans that could be the short answer; the place and day at the head of a report never are."""
    dateline = _DATELINE.match(sentence)
    start = dateline.end() if dateline else 0
    if re.search(r"\bhow old\b", question, re.IGNORECASE):
        return [span for span in ages(sentence) if span[0] >= start]
    spans = [span for span in new_spans(kind, sentence, stems) if span[0] >= start]
    if kind in _COUNTED:
        return counted(kind, question, sentence, spans)
    if kind in _NAMED:
        spans += [span for span in opening_name(sentence, article) if span[0] >= start]
        return [span for span in spans if is_new_name(kind, sentence[slice(*span)], question, stems)]
    return _of_the_time(question, sentence, spans) if kind is AnswerKind.DATE else spans


def is_time(words: str) -> bool:
    """Whether the words are a time of day."""
    return bool(_TIME.search(words))


def _of_the_time(question: str, sentence: str, spans: list[Span]) -> list[Span]:
    """Times of day where the time is asked for, else days."""
    times = [span for span in spans if is_time(sentence[slice(*span)])]
    return (
        times or spans
        if ASKS_TIME.search(question)
        else [span for span in spans if span not in times] or spans
    )


def _score(span: Span, kind: AnswerKind, question: str, stems: frozenset[str], sentence: str) -> float:
    """Nearness to the question's words in the sentence, and how much it looks like what is asked for."""
    near = _nearness(span, kind, stems, sentence)
    if kind in _NAMED:
        return near + likeness(kind, span, sentence, question)
    if kind is AnswerKind.DATE:
        told = 0.2 * bool(_TOLD.search(sentence[: span[0]]))
        return near + 0.1 * len(re.findall(r"\d+", sentence[slice(*span)])) - told
    return near - 0.3 * _is_left_behind(span, kind, question, sentence)


def _is_left_behind(span: Span, kind: AnswerKind, question: str, sentence: str) -> bool:
    """Whether it is the first figure of 'from 6 to 9', and the question does not ask for how it was at first."""
    if _AT_FIRST.search(question) or not _FROM.search(sentence[: span[0]]):
        return False
    later = (other for other in answer_spans(kind, sentence) if other[0] > span[1])
    return any(re.fullmatch(r"[^.;]{0,30}?\bto\s", sentence[span[1] : other[0]]) for other in later)


def _nearness(span: Span, kind: AnswerKind, stems: frozenset[str], sentence: str) -> float:
    """Grows with the question's words near by: what follows counts more for figures, what goes before for dates."""
    before, after = (1.0, 1.5) if kind is AnswerKind.DATE else (1.5, 1.0)
    near = 0.0
    for token in tokens(sentence):
        told = token.stem in stems and token.text.casefold() not in STOP_WORDS
        if told and not span[0] <= token.start < span[1]:
            follows = token.start >= span[1]
            between = sentence[span[1] : token.start] if follows else sentence[token.end : span[0]]
            gap = (after if follows else before) * len(between) + _ACROSS * len(_BREAK.findall(between))
            near += 1.0 / (3.0 + gap)
    return near
