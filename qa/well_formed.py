"""Is an answer put together as it must be: numbers, status, marked words? Looks at nothing but the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexes.moments import aware
from qa.answers import Answer, AnswerSentence, Citation, DateBasis, Status


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which citation; number 0 and no article where it concerns none."""

    number: int
    article_id: str
    reason: str


def faults(answer: Answer) -> Iterator[Fault]:
    """Everything in which the answer is not as `NewsAssistant.ask` makes them."""
    yield from _status(answer)
    yield from _numbers(answer)
    for sentence in answer.sentences:
        yield from _sentence(sentence)
    yield from _use(answer)
    yield from _conclusion(answer)
    yield from _differing(answer)


def _status(answer: Answer) -> Iterator[Fault]:
    if answer.status is Status.NOT_FOUND and (answer.sentences or answer.citations):
        yield Fault(0, "", "the status is 'not_found', but there are sentences or citations")
    if answer.status is not Status.NOT_FOUND and not answer.sentences:
        yield Fault(0, "", f"the status is '{answer.status}', but there is no sentence")
    if answer.status is Status.PARTIAL and not answer.missing:
        yield Fault(0, "", "the status is 'partial', but no part is missing")
    if answer.status is Status.ANSWERED and answer.missing:
        yield Fault(0, "", f"the status is 'answered', but a part is missing: {answer.missing[0].part!r}")
    if not 0 <= answer.confidence <= 1:
        yield Fault(0, "", f"the confidence {answer.confidence} is not between 0 and 1")
    newest = max((aware(c.published) for c in answer.citations if c.published), default=None)
    if answer.as_of != newest:
        yield Fault(0, "", f"as_of is {answer.as_of}, but the newest article cited is of {newest}")


def _numbers(answer: Answer) -> Iterator[Fault]:
    spans: set[tuple[str, int, int]] = set()
    for place, cited in enumerate(answer.citations, 1):
        if cited.number != place:
            yield _fault(cited, f"numbered {cited.number} in place {place}")
        span = (cited.article_id, cited.start, cited.end)
        if span in spans:
            yield _fault(cited, "a second number for the same span")
        spans.add(span)


def _sentence(sentence: AnswerSentence) -> Iterator[Fault]:
    if not sentence.citations:
        yield Fault(0, "", f"a sentence without a citation: {sentence.text[:60]!r}")
    elif sentence.text != sentence.citations[0].quote:
        yield _fault(sentence.citations[0], "sentence is not its quote")
    start, end = sentence.focus or (0, 1)
    if not 0 <= start < end <= max(1, len(sentence.text)):
        yield Fault(0, "", f"the marked words {start}-{end} are not inside their sentence")


def _use(answer: Answer) -> Iterator[Fault]:
    """Each citation listed is used, each used is listed, and they are listed in order of first use."""
    used = tuple(dict.fromkeys(_used(answer)))
    for cited in used:
        if cited not in answer.citations:
            yield _fault(cited, "cited in a sentence but not listed")
    for cited in answer.citations:
        if cited not in used:
            yield _fault(cited, "listed but cited in no sentence")
    if set(used) == set(answer.citations) and used != answer.citations:
        yield Fault(0, "", "the citations are not numbered in order of first use")


def _used(answer: Answer) -> Iterator[Citation]:
    for sentence in answer.sentences:
        yield from (sentence.context,) if sentence.context else ()
        yield from sentence.citations


def _conclusion(answer: Answer) -> Iterator[Fault]:
    """A conclusion rests on citations that are there, and on days in order; one by publication on the article's day."""
    cited = {citation.number: citation for citation in answer.citations}
    for event in answer.conclusion.events if answer.conclusion else ():
        citation = cited.get(event.citation)
        if citation is None or event.first > event.last:
            yield Fault(event.citation, "", f"the conclusion rests on what is not there: {event.event!r}")
        elif event.basis is DateBasis.PUBLISHED and (
            not citation.published or event.first != citation.published.date()
        ):
            yield _fault(citation, f"the conclusion gives another day of publication: {event.first}")


def _differing(answer: Answer) -> Iterator[Fault]:
    """Figures that differ stand in the quotes that are cited for them, with their outlets and dates."""
    cited = {citation.number: citation for citation in answer.citations}
    for figure in (figure for one in answer.differing for figure in one.figures):
        citation = cited.get(figure.citation)
        if citation is None:
            yield Fault(figure.citation, "", f"the figure {figure.figure!r} is cited to what is not there")
        elif citation.quote[slice(*figure.span)] != figure.figure:
            yield _fault(citation, f"the quote does not give the figure {figure.figure!r} there")
        elif (citation.source, citation.published) != (figure.source, figure.published):
            yield _fault(citation, f"the figure {figure.figure!r} is given to another outlet or day")


def _fault(cited: Citation, reason: str) -> Fault:
    return Fault(cited.number, cited.article_id, reason)
