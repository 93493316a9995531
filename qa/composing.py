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
from qa.corrections import with_corrections
from qa.evidence import Evidence, RankedSentence
from qa.question import Question
from qa.short_answers import marked
from qa.words import NUMBER_WORDS, stem

NEGATIONS = frozenset(
    (
        "not",
        "no",
        "never",
        "nobody",
        "nothing",
        "none",
        "without",
        "deny",
        "denies",
        "denied",
        "didn't",
        "wasn't",
        "isn't",
        "won't",
    )
)
NUMBER_STEMS = frozenset(stem(word) for word in NUMBER_WORDS.split())
SAME = 0.7  # share of the shorter sentence's content words in common from which two say the same
NEAREST = 3
FALL_OFF = 4.0  # logits below the best sentence from which a further one is no longer worth reading


def best(evidence: Evidence, most: int, told_by: Sequence[str] = ()) -> list[Candidate]:
    """The best sentences, at most `most`, no two that say the same, best first.

    Where the word of several outlets is asked for, each one's best sentence goes before further ones.
    """
    chosen: list[Candidate] = []
    for candidate in with_corrections(
        [ranked.candidate for ranked in _outlets_first(evidence.ranked, told_by)]
    ):
        if len(chosen) == most:
            break
        if not any(say_the_same(candidate, other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _outlets_first(ranked: Sequence[RankedSentence], told_by: Sequence[str]) -> list[RankedSentence]:
    """The best of each outlet asked for, then the others that are not far below the best of all."""
    first: dict[str, RankedSentence] = {}
    if len(told_by) > 1:
        for one in ranked:
            first.setdefault(one.candidate.reading.article.source or "", one)
    near = [one for one in ranked if one.score >= ranked[0].score - FALL_OFF]
    return [*first.values(), *(one for one in near if one not in first.values())]


def same_sentence(one: Candidate, other: Candidate) -> bool:
    """Whether both are one sentence of one article."""
    return one.reading.article.id == other.reading.article.id and one.position == other.position


def say_the_same(one: Candidate, other: Candidate) -> bool:
    """Whether nearly all content words of the shorter stand in the other, with no other figure and no other sign."""
    shorter, longer = sorted((one.stems, other.stems), key=len)
    if len(shorter & longer) < SAME * max(1, len(shorter)):
        return False
    return not _contradict(one, other)


def _contradict(one: Candidate, other: Candidate) -> bool:
    """Whether each gives a figure that the other does not, or one denies: then both are worth showing."""
    here, there = _figures(one), _figures(other)
    return bool(here - there and there - here) or _denies(one) != _denies(other)


def _figures(candidate: Candidate) -> frozenset[str]:
    return frozenset(stem for stem in candidate.stems if stem[:1].isdigit() or stem in NUMBER_STEMS)


def _denies(candidate: Candidate) -> bool:
    return any(word.text.casefold() in NEGATIONS for word in candidate.reading.tokens(candidate.position))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence that goes into the answer, and the question (or the part of it) that it answers.

    `words` are those of the whole question that ask the part; empty where it has one part. `near` tells whether
    it ranks near the best sentence: only there a short answer is marked.
    """

    candidate: Candidate
    question: Question
    words: str = ""
    near: bool = True


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
    """The short answer in each sentence; in one that is not near the best only what a nearer one gives too."""
    found = [marked(one.question, one.candidate) for one in chosen]
    words = [
        one.candidate.text[slice(*span)].casefold() if span else ""
        for one, span in zip(chosen, found, strict=True)
    ]
    sure = {told for one, told in zip(chosen, words, strict=True) if one.near}
    return [span if told in sure else None for span, told in zip(found, words, strict=True)]


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


def in_reading_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Sentences of one article stay together in its order; the article of the best sentence comes first."""
    order: dict[str, int] = {}
    for candidate in chosen:
        order.setdefault(candidate.reading.article.id, len(order))
    return sorted(chosen, key=lambda candidate: (order[candidate.reading.article.id], candidate.position))


def best_first(chosen: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence, then the others in reading order; before it only a chosen one that it points back to."""
    if not chosen:
        return []
    first, *others = chosen
    before = context_position(first)
    lead = [
        one for one in others if one.position == before and one.reading.article.id == first.reading.article.id
    ]
    return [*lead, first, *(one for one in in_reading_order(chosen) if one is not first and one not in lead)]


def newest_first(chosen: Sequence[Candidate]) -> list[Candidate]:
    """As in reading order, but the newest article comes first; those without a date come last."""
    dated = sorted(
        chosen, key=lambda one: one.published.timestamp() if one.published else float("-inf"), reverse=True
    )
    return in_reading_order(dated)
