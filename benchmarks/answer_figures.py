"""What a set of answers shows when it is held against the expected ones; `benchmarks.quality` defines the figures."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

from benchmarks.datasets import Dataset, Gold
from benchmarks.matching import holds
from indexes import NewsIndex
from qa import Answer, Status


def focus(questions: Sequence[Gold], answers: dict[str, Answer]) -> dict[str, float]:
    """How often the short answer is the right one in sentences that hold it."""
    pairs = [(one, sentence) for one in questions for sentence in answers[one.id].sentences]
    holding = [(one, sentence) for one, sentence in pairs if holds(sentence.text, one.answers)]
    marked = [sentence.text[slice(*sentence.focus)] if sentence.focus else "" for _, sentence in holding]
    right = [holds(words, one.answers) or _within(words, one.answers)
             for words, (one, _) in zip(marked, holding, strict=True)]  # fmt: skip
    return {"focus_right": share(right), "focus_marked": share(map(bool, marked))}


def marked_words(questions: Sequence[Gold], answers: dict[str, Answer]) -> dict[str, float]:
    """How often what is shown in bold is right, wherever it stands, and how often it is shown where nothing answers."""
    shown = {
        one.id: [s.text[slice(*s.focus)] for s in answers[one.id].sentences if s.focus] for one in questions
    }
    right = [
        holds(words, one.answers) or _within(words, one.answers)
        for one in questions
        if one.answerable and one.answers
        for words in shown[one.id]
    ]
    return {
        "marked_right": share(right),
        "marked_unanswerable": share(bool(shown[one.id]) for one in questions if not one.answerable),
    }


def _within(words: str, answers: Iterable[str]) -> bool:
    return bool(words) and any(holds(answer, [words]) for answer in answers)


def sentence_hits(questions: Sequence[Gold], answers: dict[str, Answer]) -> dict[str, float]:
    """Where the set names the supporting sentences: is one of them cited, are all of them cited."""
    tested = [one for one in questions if one.sentences]
    if not tested:
        return {}
    quotes = {one.id: {citation.quote for citation in answers[one.id].citations} for one in tested}
    stand = [[cited(sentence, quotes[one.id]) for sentence in one.sentences] for one in tested]
    return {
        "sentence_cited": share(any(found) for found in stand),
        "facts_cited": share(one for found in stand for one in found),
    }


def cited(sentence: str, quotes: Iterable[str]) -> bool:
    """Whether a quote holds the sentence, or is most of it."""
    return any(sentence in quote or (quote in sentence and len(quote) > 20) for quote in quotes)


def refused(dataset: Dataset, answers: dict[str, Answer]) -> dict[str, float]:
    """The shares answered with 'not_found', of each sort of question."""

    def not_found(questions: Iterable[Gold]) -> float:
        return share(answers[one.id].status is Status.NOT_FOUND for one in questions)

    figures = {
        "refused_unanswerable": not_found(dataset.unanswerable),
        "refused_answerable": not_found(dataset.answerable),
    }
    figures["partial_answerable"] = share(
        answers[one.id].status is Status.PARTIAL for one in dataset.answerable
    )
    for kind in sorted({one.kind for one in dataset.questions if one.kind}):
        figures[f"refused_{kind}"] = not_found(one for one in dataset.questions if one.kind == kind)
    near = [one for one in dataset.unanswerable if "near_miss" in one.tags]
    return figures | ({"refused_near_miss": not_found(near)} if near else {})


def citations(index: NewsIndex, answers: Iterable[Answer]) -> dict[str, float]:
    """The share of exact citations, and how many sentences an answer has."""
    given = [answer for answer in answers if answer.status is not Status.NOT_FOUND]
    exact = [
        index.article(c.article_id).text[c.start : c.end] == c.quote
        for answer in given
        for c in answer.citations
    ]
    lengths = [len(answer.sentences) for answer in given]
    return {
        "citation_exact": share(exact),
        "sentences_per_answer": round(statistics.fmean(lengths or [0]), 2),
    }


def share(outcomes: Iterable[bool]) -> float:
    """How many of the outcomes are true, of one; 0 where there are none."""
    seen = list(outcomes)
    return round(sum(seen) / len(seen), 4) if seen else 0.0
