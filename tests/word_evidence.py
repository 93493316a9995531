"""Evidence without learned weights: a sentence answers as far as it holds the words of the question."""

from __future__ import annotations

from collections.abc import Sequence

from indexes.spans import Hit
from indexes.view import IndexReader
from qa.candidates import Candidate, gather
from qa.evidence import Evidence, RankedSentence
from qa.question import Question
from qa.reading import SentenceReader


def weigh_by_words(
    index: IndexReader, question: Question, hits: Sequence[Hit], reader: SentenceReader, most: int
) -> Evidence:
    """As `qa.evidence.weigh`; the probability is the share of the question's words in the best sentence."""

    def share(candidate: Candidate) -> float:
        return len(candidate.stems & set(question.stems)) / max(1, len(question.stems))

    found = [RankedSentence(candidate, 10 * share(candidate)) for candidate in gather(index, hits)]
    ranked = tuple(sorted(found, key=lambda one: -one.score))
    return Evidence(ranked, share(ranked[0].candidate) if ranked else 0.0)
