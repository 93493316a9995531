"""Why the nearest passage fell short of answering, in a few words."""

from __future__ import annotations

from indexes.moments import day
from qa.answer_spans import new_spans
from qa.candidates import Candidate
from qa.features import dated_stems
from qa.kinds import AnswerKind
from qa.question import Question
from qa.words import tokens

_MISSING_KIND = {
    AnswerKind.PERSON: "names nobody new",
    AnswerKind.PLACE: "names no place",
    AnswerKind.NUMBER: "gives no figure",
    AnswerKind.MONEY: "gives no sum",
    AnswerKind.SHARE: "gives no share",
    AnswerKind.DATE: "gives no date",
    AnswerKind.DURATION: "gives no length of time",
    AnswerKind.REASON: "gives no reason",
}


def shortfall(question: Question, candidate: Candidate) -> str:
    """The first thing asked for that the passage lacks: its time, its names and numbers, or the kind of answer."""
    if other_time := _other_time(question, candidate):
        return other_time
    if missing := _missing_specifics(question, candidate):
        return f"does not mention {', '.join(missing)}"
    asked = frozenset(question.stems)
    if question.kind in _MISSING_KIND and not new_spans(question.kind, candidate.text, asked):
        return f"same subject, but {_MISSING_KIND[question.kind]}"
    return "related, but does not say what was asked"


def _other_time(question: Question, candidate: Candidate) -> str | None:
    published = candidate.reading.article.published
    if not question.periods:
        return None
    if published is None:
        return f"undated, so not surely of {question.periods[0].phrase}"
    after, before = question.periods[0].window
    outside = (after is not None and published < after) or (before is not None and published >= before)
    return f"published {day(published)}, outside {question.periods[0].phrase}" if outside else None


def _missing_specifics(question: Question, candidate: Candidate) -> list[str]:
    around = candidate.surrounding_stems | dated_stems(question, candidate.published)
    words = (token for token in tokens(question.standalone) if token.stem in question.specifics)
    return list(dict.fromkeys(token.text for token in words if token.stem not in around))[:3]
