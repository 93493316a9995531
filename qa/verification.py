"""Does an answer still hold: is every quote of it exactly what the index's article says there?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexes.errors import ArticleNotFound
from indexes.index import NewsIndex
from qa.answers import Answer, Citation, NearestPassage


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A quote that the index does not bear out. `number` is its citation number, 0 for a nearest passage."""

    number: int
    article_id: str
    reason: str


def verify(answer: Answer, index: NewsIndex) -> list[Discrepancy]:
    """Everything in the answer that does not hold; an empty list means that each quote is exact."""
    return [*_spans(answer, index), *_numbers(answer), *_sentences(answer)]


def _spans(answer: Answer, index: NewsIndex) -> Iterator[Discrepancy]:
    quotes: tuple[Citation | NearestPassage, ...] = (*answer.citations, *answer.nearest)
    for quoted in quotes:
        reason = _span_reason(quoted, index)
        if reason:
            yield Discrepancy(getattr(quoted, "number", 0), quoted.article_id, reason)


def _span_reason(quoted: Citation | NearestPassage, index: NewsIndex) -> str | None:
    try:
        text = index.article(quoted.article_id).text
    except ArticleNotFound:
        return "the article is not in the index"
    if not 0 <= quoted.start < quoted.end <= len(text):
        return f"the span {quoted.start}-{quoted.end} is not inside the article"
    return (
        None if text[quoted.start : quoted.end] == quoted.quote else "the article says something else there"
    )


def _numbers(answer: Answer) -> Iterator[Discrepancy]:
    for place, citation in enumerate(answer.citations, 1):
        if citation.number != place:
            yield Discrepancy(
                citation.number, citation.article_id, f"numbered {citation.number} in place {place}"
            )


def _sentences(answer: Answer) -> Iterator[Discrepancy]:
    listed = set(answer.citations)
    for sentence in answer.sentences:
        if not sentence.citations:
            yield Discrepancy(0, "", f"a sentence without a citation: {sentence.text[:60]!r}")
        elif sentence.text != sentence.citations[0].quote:
            yield Discrepancy(
                sentence.citations[0].number, sentence.citations[0].article_id, "sentence is not its quote"
            )
        for citation in (*sentence.citations, *([sentence.context] if sentence.context else [])):
            if citation not in listed:
                yield Discrepancy(citation.number, citation.article_id, "cited in a sentence but not listed")
