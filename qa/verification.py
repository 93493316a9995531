"""Does an answer still hold: is every quote of it exactly what the index's article says there?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from indexes.articles import Article
from indexes.errors import ArticleNotFound
from indexes.index import NewsIndex
from qa.answers import Answer, Citation, NearestPassage
from qa.context import speaker_of
from qa.well_formed import faults


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A quote that the index does not bear out. `number` is its citation number, 0 for a nearest passage."""

    number: int
    article_id: str
    reason: str


def verify(answer: Answer, index: NewsIndex) -> list[Discrepancy]:
    """Everything in the answer that does not hold; an empty list means that each quote is exact.

    An article that has changed since still bears out what an earlier version of it did.
    Besides the quotes that is what is said about them (title, address, outlet, date, speaker) and the
    answer's own order: numbers, status, marked words.
    """
    quotes: tuple[Citation | NearestPassage, ...] = (*answer.citations, *answer.nearest)
    untrue = chain.from_iterable(_untrue(quoted, index) for quoted in quotes)
    malformed = (Discrepancy(fault.number, fault.article_id, fault.reason) for fault in faults(answer))
    return [*untrue, *malformed]


def earlier_versions(answer: Answer, index: NewsIndex) -> list[str]:
    """The ids of articles that have changed since, whose earlier version bears a quote of the answer out."""
    cited: tuple[Citation | NearestPassage, ...] = (*answer.citations, *answer.nearest)
    return list(
        dict.fromkeys(one.article_id for one in cited if _wrong_now(one, index) and not _wrong(one, index))
    )


def _untrue(quoted: Citation | NearestPassage, index: NewsIndex) -> Iterator[Discrepancy]:
    for reason in _wrong(quoted, index):
        yield Discrepancy(getattr(quoted, "number", 0), quoted.article_id, reason)


def _wrong(quoted: Citation | NearestPassage, index: NewsIndex) -> list[str]:
    """What no version of the article bears out, as the present one has it; nothing if one bears all of it out."""
    wrong = _wrong_now(quoted, index)
    try:
        earlier = index.versions(quoted.article_id)[:-1] if wrong else ()
    except ArticleNotFound:
        earlier = ()
    return [] if any(not _wrong_in(quoted, version.article) for version in earlier) else wrong


def _wrong_now(quoted: Citation | NearestPassage, index: NewsIndex) -> list[str]:
    try:
        return _wrong_in(quoted, index.article(quoted.article_id))
    except ArticleNotFound:
        return ["the article is not in the index"]


def _wrong_in(quoted: Citation | NearestPassage, article: Article) -> list[str]:
    return [*_wrong_span(quoted, article), *_wrong_facts(quoted, article)]


def _wrong_span(quoted: Citation | NearestPassage, article: Article) -> Iterator[str]:
    if not 0 <= quoted.start < quoted.end <= len(article.text):
        yield f"the span {quoted.start}-{quoted.end} is not inside the article"
    elif article.text[quoted.start : quoted.end] != quoted.quote:
        yield "the article says something else there"
    said_by = getattr(quoted, "speaker", None)
    if said_by and said_by != speaker_of(article.text, quoted.start, quoted.end):
        yield f"the article does not name {said_by!r} as the speaker"


def _wrong_facts(quoted: Citation | NearestPassage, article: Article) -> Iterator[str]:
    for name in ("title", "url", "source", "published"):
        said, known = getattr(quoted, name), getattr(article, name)
        if said != known:
            yield f"its {name} is given as {str(said)!r}, but the article has {str(known)!r}"
