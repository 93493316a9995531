"""Whether a sentence is of the time that a question names: by its article's date, or because it names that time itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from qa.candidates import Candidate
from qa.months import NUMBERS, names_a_date
from qa.periods import Period
from qa.question import Question
from qa.words import stem, tokens

ECHO = timedelta(days=7)  # an event is still reported so long after
_NEAREST = timedelta(days=183)  # 'on 30 June' in a report is the nearest such day
_DAYS_OF_MONTH = 31
_MONTHS = {stem(name): number for name, number in NUMBERS.items()}


def dated_stems(question: Question, published: datetime | None) -> frozenset[str]:
    """The words of the question that name a time in which the article was published: its date says them."""
    if published is None:
        return frozenset()
    named = (period for period in question.periods if _within(period, published, timedelta()))
    return frozenset(token.stem for period in named for token in tokens(period.phrase))


def of_the_time(question: Question, candidate: Candidate) -> float:
    """1 where the sentence may tell of a time that the question names, -1 where of another one, 0 where none is named."""
    if not question.periods or candidate.published is None:
        return 0.0
    return 1.0 if any(_tells_of(period, candidate) for period in question.periods) else -1.0


def time_missed(question: Question, candidates: Sequence[Candidate]) -> bool:
    """Whether the question names a day, month or year, and none of the sentences (some of them dated) is of that time."""
    named = [period for period in question.periods if names_a_date(period.phrase)]
    dated = [one for one in candidates if one.published]
    return bool(named and dated) and not any(_tells_of(period, one) for period in named for one in dated)


def _tells_of(period: Period, candidate: Candidate) -> bool:
    """Whether its article was published then (events echo for some days), or the day or month itself stands around it."""
    published = candidate.published
    if published is None:
        return False
    if _within(period, published, timedelta() if period.publication else ECHO):
        return True
    near = abs(published - period.start) <= _NEAREST and not period.publication
    return near and bool(words := _day_and_month(period)) and words <= candidate.surrounding_stems


def _day_and_month(period: Period) -> frozenset[str]:
    """Stems of the month and, where it is named, the day of a period; a report mostly leaves the year out."""
    stems = [token.stem for token in tokens(period.phrase)]
    if not any(one in _MONTHS for one in stems):
        return frozenset()
    return frozenset(one for one in stems if one in _MONTHS or (one.isdigit() and int(one) <= _DAYS_OF_MONTH))


def _within(period: Period, published: datetime, echo: timedelta) -> bool:
    after, before = period.window
    return (after is None or published >= after) and (before is None or published < before + echo)
