"""What is planned and how things stand: a newer statement goes before an older one on the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa.answer_spans import Span
from qa.candidates import Candidate
from qa.evidence import RankedSentence
from qa.kinds import AnswerKind
from qa.question import Question
from qa.same_thing import holds_all_asked, stands_there
from qa.short_answers import marked
from qa.standing import holds
from qa.words import STOP_WORDS, tokens

_STANDS = re.compile(
    r"\bwill\b|\bwhen(?:['’]?s| is| are| does| do| can)\b|\b(?:due|expected|scheduled|planned|going) to\b"
    r"|\b(?:now|new|still|currently|latest)\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(
    r"\b(?:original\w*|at first|first|initial\w*|before|earlier|previous\w*|supposed|old|was|were|had|did)\b",
    re.IGNORECASE,
)
_KINDS = (AnswerKind.DATE, AnswerKind.MONEY)
_NEAR = 4.0  # logits below the best sentence within which one tells of the same thing
_LIKELY = -2.0  # log odds of the answer standing in its words
_ABOUT = 0.5  # share of the question's words that stand in it and around it


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that gives what is asked for, in which words, and when it was printed.

    `past`: it says itself that this holds no longer. `leads`: it says of just what is asked about that this is so.
    """

    candidate: Candidate
    words: frozenset[str]
    printed: date
    past: bool
    leads: bool

    def overtakes(self, other: Statement) -> bool:
        """Whether it says otherwise, and later or where the other speaks of what was to be."""
        differs = not (self.words <= other.words or other.words <= self.words)
        return self.leads and differs and (other.past or self.printed > other.printed)


def newest_in_front(
    question: Question, chosen: Sequence[Candidate], ranked: Sequence[RankedSentence]
) -> list[Candidate]:
    """The chosen sentences, best first; where a plan or a price is asked for and the first is overtaken, the newest
    statement before it. None is taken out; the newest, if it was not chosen, takes the last place of several.
    """
    found = list(_statements(question, ranked)) if _asks_what_stands(question) else []
    newest = max((one for one in found if one.leads), key=lambda one: one.printed, default=None)
    first = next((one for one in found if chosen and one.candidate == chosen[0]), None)
    if newest is None or first is None or not newest.overtakes(first) or _is_old(newest, chosen, found):
        return list(chosen)
    others = [one for one in chosen if one != newest.candidate]
    return [newest.candidate, *others][: max(len(chosen), 2)]


def _is_old(newest: Statement, chosen: Sequence[Candidate], found: Sequence[Statement]) -> bool:
    """Whether a sentence that stands before it now was printed later and gives a figure that stands."""
    place = chosen.index(newest.candidate) if newest.candidate in chosen else len(chosen)
    before = chosen[:place]
    return any(not one.past and one.printed > newest.printed and one.candidate in before for one in found)


def _asks_what_stands(question: Question) -> bool:
    """Whether it asks for a plan or a state of today, not of a time that it names or of how it was at first."""
    text = question.text
    asks = question.kind in _KINDS and bool(_STANDS.search(text)) and not _AT_FIRST.search(text)
    return asks and not question.periods


def _statements(question: Question, ranked: Sequence[RankedSentence]) -> Iterator[Statement]:
    """What the sentences near the best tell, and what else their articles tell as what stands."""
    near = [one for one in ranked if one.score >= ranked[0].score - _NEAR and one.candidate.published]
    yield from _of_ranked(question, near)
    read = {(one.candidate.reading.article.id, one.candidate.position) for one in ranked}
    for one in {one.candidate.reading.article.id: one.candidate for one in near}.values():
        for sentence in one.reading.sentences:
            beside = replace(one, sentence=sentence)
            if sentence.citable and (one.reading.article.id, sentence.position) not in read:
                yield from _standing(question, beside)


def _standing(question: Question, candidate: Candidate) -> Iterator[Statement]:
    """The statement of a sentence that the ranker did not read, where it says of just what is asked that this is so."""
    span = marked(question, candidate) if holds_all_asked(question, candidate) else None
    if span and candidate.published:
        found = _statement(question, candidate, span, candidate.published.date())
        yield from [found] if found.leads else []


def _of_ranked(question: Question, near: Sequence[RankedSentence]) -> Iterator[Statement]:
    asked = frozenset(question.stems)
    for one in near:
        candidate = one.candidate
        if candidate.published is None:
            continue
        span = marked(question, candidate)
        about = len(asked & candidate.surrounding_stems) >= _ABOUT * len(asked)
        if span and about and (one.tokens is None or one.tokens.strength(span) >= _LIKELY):
            yield _statement(question, candidate, span, candidate.published.date())


def _statement(question: Question, candidate: Candidate, span: Span, printed: date) -> Statement:
    past = not holds(question.kind, question.text, candidate.text, span)
    leads = not past and stands_there(question, candidate, span)
    return Statement(candidate, _words(candidate, span), printed, past, leads)


def _words(candidate: Candidate, span: Span) -> frozenset[str]:
    found = tokens(candidate.text[slice(*span)])
    return frozenset(token.stem for token in found if token.text.casefold() not in STOP_WORDS)
