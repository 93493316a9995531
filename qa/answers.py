"""An answer and what it is made of. `qa/serialization.py` turns it into JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

_STRICT: dict[str, Any] = {"extra": "forbid"}  # read by pydantic where JSON comes in


class Status(StrEnum):
    """Whether the articles tell: 'answered', 'partial' (a part of the question) or 'not_found'."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Citation:
    """One exact span of one article: `index.article(article_id).text[start:end] == quote`.

    `number` counts from 1 within an answer, in order of first use. `speaker` is who says it, where the
    quote alone does not tell.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    number: int
    article_id: str
    start: int
    end: int
    quote: str
    title: str
    url: str | None = None
    source: str | None = None
    published: datetime | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer. In an extractive answer `text` equals the quote of its first citation.

    `focus` is the half-open span within `text` that is the short answer, if there is one. `context` is the
    sentence before it, cited too, where `text` could not be understood alone.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    text: str
    citations: tuple[Citation, ...]
    focus: tuple[int, int] | None = None
    context: Citation | None = None


@dataclass(frozen=True, slots=True)
class NearestPassage:
    """A passage shown when nothing answers: the nearest there was, and why it fell short."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    article_id: str
    start: int
    end: int
    quote: str
    title: str
    url: str | None = None
    source: str | None = None
    published: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched: number of articles, their outlets, the oldest and newest publication date."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    articles: int
    sources: tuple[str, ...] = ()
    oldest: datetime | None = None
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class MissingPart:
    """A part of the question that the sentences do not answer, in the question's words, and why not."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    part: str
    reason: str


class DateBasis(StrEnum):
    """Where an event's date comes from: 'stated' in the article, or the day it was 'published'."""

    STATED = "stated"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event the question asks about, the days (both inclusive) on one of which it was, and the citation that tells."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    event: str
    citation: int
    first: date
    last: date
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What was computed from the dates of cited sentences: `text` in words. It is nobody's quote."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    text: str
    events: tuple[DatedEvent, ...]


class DisagreementKind(StrEnum):
    """In what articles disagree: 'figures' for the same thing, or 'statements' that contradict each other."""

    FIGURES = "figures"
    STATEMENTS = "statements"


@dataclass(frozen=True, slots=True)
class DifferingFigure:
    """A figure that one outlet gives, or the words that another contradicts: `figure` is the half-open `span` of the
    cited quote."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    citation: int
    span: tuple[int, int]
    figure: str
    source: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures of different articles for the same thing, or statements that contradict each other: two or more. `part` is
    what they answer, in the question's words; empty where the question has one part."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    part: str
    figures: tuple[DifferingFigure, ...]
    kind: DisagreementKind = DisagreementKind.FIGURES


@dataclass(frozen=True, slots=True)
class Answer:
    """What `NewsAssistant.ask` returns. `confidence` is the probability that the sentences answer, 0 to 1.

    Where a question has several parts, `missing` are those not answered and `confidence` is the mean over the parts.
    `conclusion` is drawn from dates, for questions of order and duration. `differing` are figures that articles give
    differently for the same thing, and statements that contradict each other; what was corrected is not among them.
    `understood` says in words how the question was read (dates, outlets, parts, the stand-alone form of a
    follow-up). `as_of` is the publication date of the newest cited article. `timings` are seconds by step.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    question: str
    status: Status
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[NearestPassage, ...] = ()
    as_of: datetime | None = None
    searched: Searched = field(default_factory=lambda: Searched(0))
    missing: tuple[MissingPart, ...] = ()
    conclusion: Conclusion | None = None
    differing: tuple[Disagreement, ...] = ()
    confidence: float = 0.0
    understood: Mapping[str, str] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> str:
        """The answer as a JSON document (schema in docs/answer.schema.json)."""
        from qa.serialization import dump_answer

        return dump_answer(self)
