"""Why the nearest passage fell short of answering, in a few words."""

from __future__ import annotations

import re

from indexes.moments import day
from qa.answer_spans import new_spans
from qa.candidates import Candidate
from qa.counts import ages
from qa.kinds import AnswerKind
from qa.plain_text import quoted
from qa.question import Question
from qa.short_answers import names_of, stands
from qa.time_asked import dated_stems, of_the_time
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
_HOW_OLD = re.compile(r"\bhow old\b", re.IGNORECASE)
_WORDS = 3  # of those missing that are named
_SHORT = 3  # letters of words such as "get"
_RELATIVE_OR_FULL = re.compile(
    r"\d{4}|\b(?:last|this|next|now|today|yesterday|week|ago|latest)\b", re.IGNORECASE
)


def shortfall(question: Question, candidate: Candidate) -> str:
    """The first thing asked for that the passage lacks: names, its time, numbers, the kind of answer, or other words."""
    around = candidate.surrounding_stems | dated_stems(question, candidate.published)
    return (
        _missing_names(question, candidate)
        or _other_time(question, candidate)
        or _missing_numbers(question, around)
        or _missing_words(question, around, unrelated=True)
        or _missing_kind(question, candidate)
        or _missing_words(question, around, unrelated=False)
        or "related, but not surely an answer"
    )


def _missing_names(question: Question, candidate: Candidate) -> str | None:
    """Whole names of which neither the passage nor its title speaks."""
    around, text = candidate.surrounding_stems, candidate.reading.article.text
    names = [name for name in names_of(question) if not stands(name, around, text)]
    told = [" ".join(word.text for word in name) for name in names]
    return f"does not mention {' or '.join(told[:_WORDS])}" if told else None


def _other_time(question: Question, candidate: Candidate) -> str | None:
    """That it was published at another time, and does not speak of the time asked for."""
    published = candidate.published
    if not question.periods:
        return None
    phrase, (after, before) = question.periods[0].phrase, question.periods[0].window
    digits = [token.stem for token in tokens(phrase) if token.numeric]
    if after and not _RELATIVE_OR_FULL.search(phrase):
        phrase = f"{phrase} {after.year}"  # '8 May' was read as that of a year
    if digits and candidate.stems.issuperset(digits):
        return None
    if published is None:
        return f"undated, so not surely of {phrase}"
    if of_the_time(question, candidate) > 0:  # news of an event goes on for some days, or tells of it before
        return None
    if after is not None and published < after:
        return f"published {day(published)}, before {phrase}"
    return (
        f"published {day(published)}, after {phrase}" if before is not None and published >= before else None
    )


def _missing_numbers(question: Question, around: frozenset[str]) -> str | None:
    numbers = [token for token in tokens(question.standalone) if token.numeric and token.stem not in around]
    told = list(dict.fromkeys(token.text for token in numbers))
    return f"does not mention {', '.join(told[:_WORDS])}" if told else None


def _missing_kind(question: Question, candidate: Candidate) -> str | None:
    if _HOW_OLD.search(question.text):
        return None if ages(candidate.text) else "same subject, but gives no age"
    missing = _MISSING_KIND.get(question.kind)
    found = missing is None or new_spans(question.kind, candidate.text, frozenset(question.stems))
    return None if found else f"same subject, but {missing}"


def _missing_words(question: Question, around: frozenset[str], *, unrelated: bool) -> str | None:
    """Words of the question that the passage does not hold; where it is `unrelated` at least half, and no names."""
    asked = {token.stem: token.text for token in tokens(question.standalone) if token.stem in question.stems}
    named = {word.stem for name in names_of(question) for word in name}
    lacking = [text for one, text in asked.items() if one not in around | named and len(text) > _SHORT]
    if not lacking or (unrelated and (named or 2 * len(lacking) < len(asked))):
        return None
    subject = "another subject," if unrelated else "same subject, but"
    words = ", ".join(f"“{quoted(word)}”" for word in lacking[:_WORDS])
    return f"{subject} without {words}"
