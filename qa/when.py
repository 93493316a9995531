"""When an event was by all the articles that tell it: the day that they agree on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answers import DateBasis
from qa.corrections import sets_right
from qa.event_dates import Days, event_days, tells
from qa.evidence import Evidence, RankedSentence
from qa.question import Question

LOOKED_AT = 60  # best sentences of an event among which those that tell and date it are sought
_OUTVOTED = 2  # times as many articles as give another day, from which one is taken


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that tells an event, and the days that it gives."""

    told: RankedSentence
    days: Days

    @property
    def article(self) -> str:
        """The article that it stands in."""
        return self.told.candidate.reading.article.id


def when(evidence: Evidence, event: Question) -> Told | None:
    """The sentence whose days most articles agree on; where none gives a date, the earliest report.

    None where no sentence tells and dates the event, and where articles disagree: words such as 'the strike' may
    mean several. An article in print before the day that others give disagrees with them.
    """
    telling = [one for one in evidence.ranked[:LOOKED_AT] if tells(one.candidate, event)]
    dated = [Told(one, days) for one in telling if (days := event_days(one.candidate, event))]
    stated = [one for one in dated if one.days.basis is DateBasis.STATED]
    if not stated:
        return min(dated, key=lambda one: one.days.first, default=None)
    best = max(stated, key=lambda one: (_agreeing(one.days, stated), -_width(one.days), not _set_right(one)))
    others = {one.article for one in dated if not _agree(one.days, best.days)}
    others -= {one.article for one in stated if _agree(one.days, best.days)}
    return best if len(others) * _OUTVOTED <= _agreeing(best.days, stated) else None


def _agreeing(days: Days, stated: Sequence[Told]) -> int:
    """How many articles give days that may be the same."""
    return len({one.article for one in stated if _agree(one.days, days)})


def _agree(one: Days, best: Days) -> bool:
    """Whether both may mean one day; a report in print agrees with a day before."""
    if one.basis is DateBasis.PUBLISHED:
        return best.first <= one.last
    return one.first <= best.last and best.first <= one.last


def _set_right(one: Told) -> bool:
    return sets_right(one.told.candidate)


def _width(days: Days) -> int:
    return (days.last - days.first).days
