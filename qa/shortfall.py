"""Why the nearest passage fell short of answering, in a few words."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from indexes.moments import day
from qa.answer_spans import new_spans
from qa.candidates import Candidate
from qa.counts import ages
from qa.kinds import AnswerKind
from qa.months import CALENDAR, NUMBERS
from qa.periods import Bound, Period
from qa.plain_text import quoted
from qa.question import Question
from qa.quoted_words import where_said, words_asked
from qa.short_answers import names_of, stands
from qa.time_asked import dated_stems, of_the_time
from qa.words import Token, stem, tokens

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
_LEADING = re.compile(r"^(?:on|in|at|over|during)\s+(?:the\s+)?", re.IGNORECASE)
_DAYS_COUNT = re.compile(r"\b(?:weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:last|this|recent|past|previous)\b", re.IGNORECASE)
_SEASONS = frozenset(("spring", "summer", "autumn", "fall", "winter"))
_YEAR = re.compile(r"\b\d{4}\b")
_BOUNDED = {Bound.WITHIN: "of ", Bound.SINCE: "since ", Bound.BEFORE: "before "}
_IN_LETTERS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty"""
_WORDS_OF_NUMBERS = dict(enumerate(_IN_LETTERS.split(), 1))


def shortfall(question: Question, candidate: Candidate) -> str:
    """The first thing asked for that the passage lacks: names, its time, numbers, the kind of answer, or other words."""
    around = candidate.surrounding_stems | dated_stems(question, candidate.published)
    around |= {
        token.stem for period in question.periods for token in tokens(period.phrase)
    }  # `_other_time` judges
    return (
        _missing_quotation(question, candidate)
        or _missing_names(question, candidate)
        or _other_time(question, candidate)
        or _missing_numbers(question, around)
        or _missing_words(question, around, unrelated=True)
        or _missing_kind(question, candidate)
        or _missing_words(question, around, unrelated=False)
        or "related, but not surely an answer"
    )


def _missing_quotation(question: Question, candidate: Candidate) -> str | None:
    """Quoted words of which it is asked who said them, and which do not stand in the article."""
    words = words_asked(question.text)
    held = words is None or where_said(words, candidate.reading.article.text)
    return None if held else "does not hold the quoted words"


def _missing_names(question: Question, candidate: Candidate) -> str | None:
    """Whole names of which neither the passage nor its title speaks."""
    around, text = candidate.surrounding_stems, candidate.reading.article.text
    names = [name for name in names_of(question) if not stands(name, around, text)]
    told = [" ".join(word.text for word in name) for name in names]
    return f"does not mention {' or '.join(told[:_WORDS])}" if told else None


def _other_time(question: Question, candidate: Candidate) -> str | None:
    """That it was published at another time, and does not speak of the time asked for."""
    periods, published = question.periods, candidate.published
    if not periods or any(_says(period, candidate) for period in periods):
        return None
    if published is None:
        return f"undated, so not surely {' or '.join(_BOUNDED[one.bound] + _told(one) for one in periods)}"
    if of_the_time(question, candidate) > 0:  # news of an event goes on for some days, or tells of it before
        return None
    sides = [_side(period, published) for period in periods]
    if not all(sides):
        return None
    if len(periods) == 1:
        return f"published {day(published)}, {sides[0]} {_told(periods[0])}"
    return (
        f"published {day(published)}, not {' or '.join(_BOUNDED[one.bound] + _told(one) for one in periods)}"
    )


def _says(period: Period, candidate: Candidate) -> bool:
    """Whether the sentence itself holds the figures of a period, such as its year."""
    digits = [token.stem for token in tokens(period.phrase) if token.numeric]
    return bool(digits) and candidate.stems.issuperset(digits)


def _side(period: Period, published: datetime) -> str:
    """On which side it was published where that is outside of the period, else nothing.

    'After Monday' and 'until Monday' are bounded by the end of that day, 'before Monday' by its start.
    """
    after, before = period.window
    by_end = period.start >= period.end
    if after is not None and published < after:
        return "not after" if by_end else "before"
    if before is None or published < before:
        return ""
    return "not before" if period.bound is Bound.BEFORE and not by_end else "after"


def _told(period: Period) -> str:
    """A period in words that stand behind 'before': with the year it was read as, a day of the week as its date."""
    phrase = _LEADING.sub("", period.phrase)
    if _DAYS_COUNT.search(phrase) and not any(token.numeric for token in tokens(phrase)):
        one_day = timedelta(days=1)
        first = min(
            period.start, period.end - one_day
        )  # 'after Monday' and 'until Monday' start when it ends
        last = period.end - one_day if period.bound is Bound.WITHIN else first
        return day(first) if first.date() == last.date() else f"{day(first)} to {day(last)}"
    if _RELATIVE.search(phrase) or _YEAR.search(phrase) or not _names_part_of_year(phrase):
        return phrase
    return f"{phrase} {period.start.year}"


def _names_part_of_year(phrase: str) -> bool:
    """Whether it names a month, a season or a feast day, which recur each year; 'tonight' does not."""
    words = [token.text.casefold() for token in tokens(phrase)]
    return any(word in CALENDAR or word in NUMBERS or word in _SEASONS for word in words)


def _missing_numbers(question: Question, around: frozenset[str]) -> str | None:
    numbers = [
        token
        for token in tokens(question.standalone)
        if token.numeric and token.stem not in around and _in_letters(token) not in around
    ]
    told = list(dict.fromkeys(token.text for token in numbers))
    return f"does not mention {', '.join(told[:_WORDS])}" if told else None


def _in_letters(number: Token) -> str:
    """The stem of 'three' for '3'; that of the figure itself where it has no one word."""
    word = _WORDS_OF_NUMBERS.get(int(number.text)) if number.text.isdecimal() else None
    return stem(word or number.text)


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
