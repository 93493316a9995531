"""'What happened last week?': there the time is what is asked for, and news of another time is no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from indexes.filters import Filters
from qa.candidates import Candidate
from qa.months import names_a_date
from qa.question import Question

NEXT_DAY = timedelta(days=1)  # yesterday's events stand in today's paper
_WHAT_HAPPENED = re.compile(
    r"\bwhat (?:has |have |had |was |is |are |were )?(?:been )?(?:happened|happening|going on|new|in the news)\b"
    r"|\bwhat['’]s (?:been )?(?:happened|happening|going on|new|in the news)\b",
    re.IGNORECASE,
)


def lately(question: Question) -> Filters | None:
    """Where it asks what happened in a time counted from now ('last week'), the question's filters and that time."""
    period = next((one for one in question.periods if not names_a_date(one.phrase)), None)
    if period is None or not _WHAT_HAPPENED.search(question.standalone):
        return None
    after, before = period.window
    own = question.filters
    return replace(
        own,
        published_after=max(filter(None, (own.published_after, after)), default=None),
        published_before=min(
            filter(None, (own.published_before, before and before + NEXT_DAY)), default=None
        ),
    )


def all_too_old(question: Question, candidates: Sequence[Candidate]) -> bool:
    """Whether it asks what happened lately and no candidate's article is of that time."""
    limits = lately(question)
    return limits is not None and not any(_within(limits, one) for one in candidates)


def _within(limits: Filters, candidate: Candidate) -> bool:
    published, after, before = candidate.published, limits.published_after, limits.published_before
    if published is None:
        return False
    return (after is None or published >= after) and (before is None or published < before)
