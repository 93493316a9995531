"""Ranked sentences -> `Answer`: which are taken, in which order, with which citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from indexes.articles import Article
from indexes.spans import Sentence
from qa.answer_spans import Span
from qa.answers import Answer, AnswerSentence, Citation, NearestPassage, Status
from qa.candidates import Candidate
from qa.context import context_position, speaker
from qa.kinds import AnswerKind
from qa.parties import is_anothers, names_all
from qa.question import Question
from qa.short_answers import has_rival, is_own_name, marked, names_of, stands_for_the_wrong
from qa.standing import holds
from qa.token_scores import TokenScores

NEAREST = 3
MARKED_FROM = (
    -3.2
)  # log odds of the answer standing in the words, where they are marked in sentences near the best
MARKED_ANYWHERE = -1.3  # and in others


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence that goes into the answer, and the question (or the part of it) that it answers.

    `words` are those of the whole question that ask the part; empty where it has one part. `near` tells whether
    it ranks near the best sentence: only there a short answer is marked. `tokens` tell where the ranker sees it.
    `beside` tells whether it only stands beside a sentence that answers: nothing is marked there.
    """

    candidate: Candidate
    question: Question
    words: str = ""
    near: bool = True
    tokens: TokenScores | None = None
    beside: bool = False


def compose(question: Question, chosen: Sequence[Chosen], status: Status = Status.ANSWERED) -> Answer:
    """An answer in which each sentence is an exact quote, numbered in order of first use."""
    cite, marks = _Numbering(), _marks(chosen)
    sentences = tuple(
        _answer_sentence(one, chosen, mark, cite) for one, mark in zip(chosen, marks, strict=True)
    )
    dates = [citation.published for citation in cite.citations if citation.published]
    return Answer(
        question=question.text,
        status=status,
        sentences=sentences,
        citations=tuple(cite.citations),
        as_of=max(dates, default=None),
        understood=question.understood,
    )


def not_found(question: Question, nearest: Iterable[NearestPassage]) -> Answer:
    """The answer when the articles do not tell: what came nearest."""
    return Answer(
        question=question.text,
        status=Status.NOT_FOUND,
        nearest=tuple(nearest),
        understood=question.understood,
    )


def nearest_passages(
    ranked: Iterable[Chosen], reason: Callable[[Question, Candidate], str]
) -> list[NearestPassage]:
    """The best sentence of each of the three nearest articles, and why it fell short of its question."""
    first_of: dict[str, Chosen] = {}
    for one in ranked:
        first_of.setdefault(one.candidate.reading.article.id, one)
    nearest = list(first_of.values())[:NEAREST]
    return [_nearest(one.candidate, reason(one.question, one.candidate)) for one in nearest]


class _Numbering:
    """Gives each span its number, in order of first use, from 1."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []

    def __call__(self, article: Article, sentence: Sentence, said_by: str | None = None) -> Citation:
        known = (
            c
            for c in self.citations
            if (c.article_id, c.start, c.end) == (article.id, sentence.start, sentence.end)
        )
        found = next(known, None)
        if found is None:
            found = _citation(len(self.citations) + 1, article, sentence, said_by)
            self.citations.append(found)
        return found


def _marks(chosen: Sequence[Chosen]) -> list[Span | None]:
    """The short answer in each sentence, where the ranker sees it there too; in one that is not near the best only what a
    nearer one gives."""
    found = _of_the_same_event(chosen, [_marked(one) for one in chosen])
    words = [
        one.candidate.text[slice(*span)].casefold() if span else ""
        for one, span in zip(chosen, found, strict=True)
    ]
    sure = {told for one, told, span in zip(chosen, words, found, strict=True) if _is_sure(one, span)}
    return [span if told in sure else None for span, told in zip(found, words, strict=True)]


def _of_the_same_event(chosen: Sequence[Chosen], found: Sequence[Span | None]) -> list[Span | None]:
    """Of days for something between several who are named, only those in sentences that name them all, if one does."""
    whole = [
        span is not None
        and one.question.kind is AnswerKind.DATE
        and len(names_of(one.question)) > 1
        and names_all(one.question, one.candidate)
        for one, span in zip(chosen, found, strict=True)
    ]
    questions = [one.question for one, is_whole in zip(chosen, whole, strict=True) if is_whole]
    return [
        span if is_whole or one.question not in questions else None
        for one, span, is_whole in zip(chosen, found, whole, strict=True)
    ]


def _marked(one: Chosen) -> Span | None:
    """The short answer in a sentence; none in a denial beside, of what holds no longer or is asked about."""
    question, candidate = one.question, one.candidate
    span = None if one.beside else marked(question, candidate)
    if (
        span is None
        or is_anothers(question, candidate)
        or is_own_name(question, candidate.text[slice(*span)])
    ):
        return None
    rival = one.tokens is not None and has_rival(question, candidate, span, one.tokens)
    return span if not rival and holds(question.kind, question.text, candidate.text, span) else None


def _is_sure(one: Chosen, span: Span | None) -> bool:
    """Whether the ranker, where it tells, sees the answer in the span; surely, if the sentence is not near the best."""
    if span is None or one.tokens is None:
        return one.near
    if stands_for_the_wrong(one.question, one.candidate, span):
        return True
    return one.tokens.strength(span) >= (MARKED_FROM if one.near else MARKED_ANYWHERE)


def _answer_sentence(
    one: Chosen, chosen: Sequence[Chosen], mark: Span | None, cite: _Numbering
) -> AnswerSentence:
    candidate, question = one.candidate, one.question
    reading, before = candidate.reading, context_position(candidate, frozenset(question.stems))
    places = {
        other.candidate.position
        for other in chosen
        if other.candidate.reading.article.id == reading.article.id
    }
    context = None if before is None or before in places else cite(reading.article, reading.sentences[before])
    citation = cite(reading.article, candidate.sentence, speaker(candidate))
    return AnswerSentence(
        candidate.text,
        (citation,),
        focus=mark,
        context=context,
    )


def _citation(number: int, article: Article, sentence: Sentence, said_by: str | None) -> Citation:
    return Citation(
        number=number,
        article_id=article.id,
        start=sentence.start,
        end=sentence.end,
        quote=article.text[sentence.start : sentence.end],
        title=article.title,
        url=article.url,
        source=article.source,
        published=article.published,
        speaker=said_by,
    )


def _nearest(candidate: Candidate, reason: str) -> NearestPassage:
    article, sentence = candidate.reading.article, candidate.sentence
    return NearestPassage(
        article_id=article.id,
        start=sentence.start,
        end=sentence.end,
        quote=candidate.text,
        title=article.title,
        url=article.url,
        source=article.source,
        published=article.published,
        reason=reason,
    )
