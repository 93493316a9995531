"""Sentences to passages: whole neighbouring sentences within a token budget, each token embedded once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexes.articles import Article
from indexes.moments import day
from indexes.spans import Sentence

TARGET_TOKENS = 140
"""The length that passages come close to. Word pieces of the embedding model, without title and date."""

_TORN_PARAGRAPH = (
    0.1  # what a cut inside a paragraph costs, against the squared relative distance from the target
)


@dataclass(frozen=True, slots=True)
class PassageText:
    """What is embedded for a passage: title and date, then its citable sentences.

    `positions` are those sentences' positions in the article, `spans` where they stand in `text`.
    """

    text: str
    positions: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def cut_passages(
    sentences: Sequence[Sentence],
    tokens: Sequence[int],
    budget: int,
    *,
    paragraph_ends: Collection[int] = (),
) -> list[tuple[int, int]]:
    """Passages as (first, last) sentence positions, inclusive, in order and without overlap.

    `tokens` has each sentence's length; none of a passage's citable sentences together exceeds `budget`,
    but for a single sentence that does. Every citable sentence is in one passage, and each passage starts
    and ends with one. Cuts fall after positions in `paragraph_ends` where that does not distort lengths:
    the cheapest cut of all, by dynamic programming.
    """
    citable = [sentence.position for sentence in sentences if sentence.citable]
    ends = {place for place, position in enumerate(citable) if position in paragraph_ends}
    cuts = _cheapest_cuts(
        [tokens[position] for position in citable], min(TARGET_TOKENS, budget), budget, ends
    )
    return [(citable[start], citable[stop - 1]) for start, stop in pairwise(cuts)]


def _cheapest_cuts(lengths: Sequence[int], target: int, budget: int, ends: Collection[int]) -> list[int]:
    """Places 0 = c0 < c1 < ... = len(lengths) to cut at."""
    costs, came_from = [0.0], [0]
    for stop in range(1, len(lengths) + 1):
        total, best, best_start = 0, float("inf"), stop - 1
        for start in range(stop - 1, -1, -1):
            total += lengths[start]
            if total > budget and start < stop - 1:
                break
            cost = costs[start] + ((total - target) / target) ** 2
            if cost < best:
                best, best_start = cost, start
        torn = stop < len(lengths) and stop - 1 not in ends
        costs.append(best + (_TORN_PARAGRAPH if torn else 0.0))
        came_from.append(best_start)
    cuts = [len(lengths)]
    while cuts[-1] > 0:
        cuts.append(came_from[cuts[-1]])
    return cuts[::-1]


def paragraph_ends(text: str, sentences: Sequence[Sentence]) -> set[int]:
    """Positions of the sentences that are followed by a line break or by nothing."""
    following = [sentence.start for sentence in sentences[1:]] + [len(text)]
    last = sentences[-1].position if sentences else 0
    return {
        sentence.position
        for sentence, start in zip(sentences, following, strict=True)
        if sentence.position == last or "\n" in text[sentence.end : start]
    }


def context_line(article: Article) -> str:
    """'Title. 12 March 2025.': put in front of a passage when it is embedded."""
    title = article.title.strip()
    if title and title[-1] not in ".?!":
        title += "."
    date = f"{day(article.published)}." if article.published else ""
    return " ".join(part for part in (title, date) if part)


def passage_text(article: Article, sentences: Sequence[Sentence]) -> PassageText:
    """What is embedded for a passage made of these sentences of the article."""
    text = context_line(article)
    positions, spans = [], []
    for sentence in sentences:
        if sentence.citable:
            text += " " if text else ""
            spans.append((len(text), len(text) + sentence.end - sentence.start))
            text += article.text[sentence.start : sentence.end]
            positions.append(sentence.position)
    return PassageText(text, tuple(positions), tuple(spans))
