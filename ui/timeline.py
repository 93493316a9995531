"""Articles over time: where each stands on a line, and how many there are a week or month; pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from indexes.errors import ArticleNotFound
from ui.source import citations_of, cite_key, near_key

if TYPE_CHECKING:
    from indexes.index import NewsIndex
    from indexes.reports import ArticleSummary
    from qa.answers import Answer

_CLOSE: Final = (
    0.09  # points nearer than this share of the line are put above each other: 28 pixels on a telephone
)
_MOST_BINS: Final = 110  # more columns than that cannot be told apart
_GAP: Final = 2  # empty columns one after the other that are worth a word


@dataclass(frozen=True, slots=True)
class Dot:
    """One article on the line. `key` is that of the chip that cites it; empty where it was only found."""

    article_id: str
    title: str
    source: str | None
    published: datetime
    key: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A dot at `share` of the line (0 to 1), in the `lane`th row from the bottom (from 0)."""

    dot: Dot
    share: float
    lane: int


class Step(StrEnum):
    """How long a column of the overview is."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_YEARS: Final = {Step.YEAR: 1, Step.DECADE: 10, Step.CENTURY: 100}


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of days, both included, and how many articles of which outlet ('' if unknown) are of it."""

    first: date
    last: date
    outlets: tuple[tuple[str, int], ...] = ()

    @property
    def articles(self) -> int:
        """All of them."""
        return sum(number for _, number in self.outlets)


@dataclass(frozen=True, slots=True)
class Overview:
    """The dated articles in columns without a hole, the days of the oldest and newest, and how many have no date."""

    step: Step
    columns: tuple[Column, ...]
    undated: int = 0
    oldest: date | None = None
    newest: date | None = None

    @property
    def gaps(self) -> list[tuple[date, date]]:
        """First and last day of each stretch of empty columns that is long enough to be told, longest first."""
        found: list[list[Column]] = [[]]
        for column in self.columns:
            found[-1].append(column) if not column.outlets else found.append([])
        long = [run for run in found if len(run) >= _GAP]
        return [(run[0].first, run[-1].last) for run in sorted(long, key=len, reverse=True)]


def dots_of(turn: int, answer: Answer, found: Iterable[str], index: NewsIndex) -> list[Dot]:
    """A dot for each dated article that the answer of that turn cites, or shows as nearest, or that was `found`."""
    keys: dict[str, str] = {}
    for citation in citations_of(answer):
        keys.setdefault(citation.article_id, cite_key(turn, citation))
    for rank, near in enumerate(answer.nearest, 1):
        keys.setdefault(near.article_id, near_key(turn, rank))
    dots = []
    for article_id in dict.fromkeys([*keys, *found]):
        try:
            article = index.article(article_id)
        except ArticleNotFound:
            continue
        if article.published is not None:
            key = keys.get(article_id, "")
            dots.append(Dot(article_id, article.title, article.source, article.published, key))
    return dots


def placed(dots: Iterable[Dot]) -> list[Placed]:
    """The dots from the oldest to the newest, side by side or one above the other where they are close."""
    ordered = sorted(dots, key=lambda dot: (dot.published, dot.article_id))
    if not ordered:
        return []
    first, last = ordered[0].published, ordered[-1].published
    length = (last - first).total_seconds()
    lanes: list[float] = []  # how far each lane is taken
    result = []
    for dot in ordered:
        share = (dot.published - first).total_seconds() / length if length else 0.5
        lane = next((n for n, end in enumerate(lanes) if share - end >= _CLOSE), len(lanes))
        lanes[lane : lane + 1] = [share]
        result.append(Placed(dot, share, lane))
    return result


def overview(articles: Sequence[ArticleSummary]) -> Overview:
    """Articles per week and outlet; per month or year where there would be too many weeks to see."""
    dated = [(one.published.astimezone(UTC).date(), one.source or "") for one in articles if one.published]
    if not dated:
        return Overview(Step.WEEK, (), len(articles))
    oldest, newest = min(day for day, _ in dated), max(day for day, _ in dated)
    step = next((s for s in Step if _between(_begin(oldest, s), newest, s) <= _MOST_BINS), Step.CENTURY)
    counts: dict[date, Counter[str]] = {}
    for day, outlet in dated:
        counts.setdefault(_begin(day, step), Counter())[outlet] += 1
    columns: list[Column] = []
    first = _begin(oldest, step)
    for _ in range(_between(first, newest, step) + 1):
        after = _after(first, step)
        found = tuple(sorted(counts.get(first, Counter()).items(), key=lambda item: (-item[1], item[0])))
        columns.append(Column(first, after - timedelta(days=1) if after else date.max, found))
        if after is None or after > newest:
            break
        first = after
    return Overview(step, tuple(columns), len(articles) - len(dated), oldest, newest)


def _between(first: date, last: date, step: Step) -> int:
    """How many columns lie between two days, a few more at most."""
    years = _YEARS.get(step)
    days = 365 * years if years else {Step.WEEK: 7, Step.MONTH: 28}[step]
    return (last - first).days // days + 1


def _begin(day: date, step: Step) -> date:
    if step is Step.WEEK:
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if step is Step.MONTH:
        return day.replace(day=1)
    return date(max(1, day.year - day.year % _YEARS[step]), 1, 1)


def _after(first: date, step: Step) -> date | None:
    """The first day of the next column; None where there is none any more."""
    try:
        if step is Step.WEEK:
            return first + timedelta(days=7)
        if step is Step.MONTH:
            return date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return date(first.year - first.year % _YEARS[step] + _YEARS[step], 1, 1)
    except (OverflowError, ValueError):
        return None
