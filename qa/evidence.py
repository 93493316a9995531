"""Passages found -> ranked sentences, and the probability that the best of them answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexes.embedding import FloatArray
from indexes.spans import Hit
from indexes.view import IndexReader
from qa.candidates import Candidate, cosines, gather
from qa.coverage import COVERAGE_NAMES, coverage
from qa.day_news import news_asked, news_found
from qa.features import NAMES, Weights, feature_rows, word_weights
from qa.question import Question
from qa.ranker_input import Window
from qa.reading import SentenceReader
from qa.second_features import SECOND_NAMES, second_rows
from qa.stories import stories
from qa.timely import all_too_old
from qa.token_scores import TokenScores
from qa.weights import load_weights
from qa.windows import passages_to_read

READ_AGAIN = 6  # passages that the learned ranker reads; bounds what a question costs
READ_FOR_A_PART = 5  # where a question has several parts
READ_ALONE = 8  # sentences that it then reads once more by themselves
TRUST = 1.5  # how much its first reading counts beside the cheap features in choosing those
FINAL_NAMES = (*NAMES, *SECOND_NAMES)


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A candidate, its score (higher is better, comparable within one question only), and where in it the answer stands."""

    candidate: Candidate
    score: float
    tokens: TokenScores | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Candidate sentences, best first, and the probability that they answer the question, 0 to 1."""

    ranked: tuple[RankedSentence, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Scored:
    """The candidates that were read again, best first: features (candidates, FINAL_NAMES) and final scores."""

    candidates: tuple[Candidate, ...]
    rows: FloatArray
    scores: FloatArray
    weights: Weights
    tokens: tuple[TokenScores | None, ...] = ()


def weigh(
    index: IndexReader,
    question: Question,
    hits: Sequence[Hit],
    reader: SentenceReader,
    most: int = READ_AGAIN,
) -> Evidence:
    """Rank the citable sentences of the passages found by how likely each is to be the answer.

    Where the news of a time are asked for, how that time's articles begin is the answer, the main stories first.
    """
    if news_asked(question) and (news := news_found(question, gather(index, hits, question.alternatives))):
        return Evidence(tuple(RankedSentence(one, 1 / rank) for rank, one in enumerate(news, 1)), 1.0)
    scored = score(index, question, hits, reader, most)
    if not scored.candidates:
        return Evidence((), 0.0)
    found = zip(scored.candidates, scored.scores.tolist(), scored.tokens, strict=True)
    ranked = tuple(RankedSentence(*one) for one in found)
    if all_too_old(question, scored.candidates):
        return Evidence(ranked, 0.0)
    summary = coverage(question, scored.candidates, scored.rows, scored.scores, scored.weights)
    return Evidence(ranked, _sigmoid(float(load_weights().answers(summary[None, :], COVERAGE_NAMES)[0])))


def score(
    index: IndexReader,
    question: Question,
    hits: Sequence[Hit],
    reader: SentenceReader,
    most: int = READ_AGAIN,
) -> Scored:
    """Cheap features for all candidates, the ranker for those of the `most` best passages, both added up."""
    candidates = gather(index, hits, question.alternatives)
    frequencies = index.document_frequencies(question.stems)
    weights = word_weights(question.stems, frequencies, index.statistics().passages)
    query = index.embed_query(question.standalone)
    rows = feature_rows(question, candidates, cosines(candidates, query), weights)
    first = load_weights().first(rows, NAMES)
    passages = passages_to_read(candidates, first, most)
    places = [place for passage in passages for place in passage.places]
    read = [candidates[n] for n in places]
    logits, tokens = _read(question, [passage.window for passage in passages], reader)
    best = _order(first[places] + TRUST * logits)[:READ_ALONE]
    alone, again = _read_alone(question, read, best, reader)
    rows = np.hstack([rows[places], second_rows(question, read, logits, alone, stories(index, read))])
    scores = load_weights().final(rows, FINAL_NAMES)
    order = _order(scores)
    told = tuple(_both(tokens[n], again.get(n)) for n in order)
    return Scored(tuple(read[n] for n in order), rows[order], scores[order], weights, told)


def _read(
    question: Question, windows: Sequence[Window], reader: SentenceReader
) -> tuple[FloatArray, list[TokenScores | None]]:
    """The logits of all sentences of the windows, in order, and the scores of their tokens."""
    found = reader.read(question.standalone, windows)
    logits = np.concatenate([np.zeros(0, dtype=np.float32), *(one.logits for one in found)])
    return logits, [tokens for one in found for tokens in one.each]


def _read_alone(
    question: Question, candidates: Sequence[Candidate], best: Sequence[int], reader: SentenceReader
) -> tuple[FloatArray, dict[int, TokenScores | None]]:
    """Logits of the best sentences read by themselves; the others count as little as the least of those.

    With them the scores of the tokens of those that were read.
    """
    found, tokens = _read(question, [Window((candidates[n].text,)) for n in best], reader)
    alone = np.full(len(candidates), found.min() if len(found) else 0.0, dtype=np.float32)
    alone[list(best)] = found
    return alone, dict(zip(best, tokens, strict=True))


def _both(one: TokenScores | None, again: TokenScores | None) -> TokenScores | None:
    return one.averaged(again) if one else None


def _order(scores: FloatArray) -> list[int]:
    """Places by falling score; equal ones (to six digits) as they came, so that the same input gives the same order."""
    return sorted(range(len(scores)), key=lambda n: (-round(float(scores[n]), 6), n))


def _sigmoid(logit: float) -> float:
    return float(1.0 / (1.0 + np.exp(-logit)))
