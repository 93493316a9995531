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

    Besides the quotes that is what is said about them (title, address, outlet, date, speaker) and the
    answer's own order: numbers, status, marked words.
    """
    quotes: tuple[Citation | NearestPassage, ...] = (*answer.citations, *answer.nearest)
    untrue = chain.from_iterable(_untrue(quoted, index) for quoted in quotes)
    malformed = (Discrepancy(fault.number, fault.article_id, fault.reason) for fault in faults(answer))
    return [*untrue, *malformed]


def _untrue(quoted: Citation | NearestPassage, index: NewsIndex) -> Iterator[Discrepancy]:
    try:
        article = index.article(quoted.article_id)
    except ArticleNotFound:
        reasons = ["the article is not in the index"]
    else:
        reasons = [*_wrong_span(quoted, article), *_wrong_facts(quoted, article)]
    for reason in reasons:
        yield Discrepancy(getattr(quoted, "number", 0), quoted.article_id, reason)


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
