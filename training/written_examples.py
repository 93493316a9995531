"""Written articles as a fourth style of question for the evidence weights: near misses by the relation that is asked.

The held-out articles' questions (the ranker has not seen them) are asked of all written articles: as they are, without
their own article, and as near misses. Questions that name nobody and nothing are left out: they make sense beside
their article only.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.datasets import Gold
from benchmarks.left_out import IndexWithout
from indexes import Article
from qa.reading import SentenceReader
from training.evidence_examples import Example, asked, index_of
from training.written_articles import TRAINED_ON, WrittenArticle, written_articles

SEED = 0
_NAMED = re.compile(r"(?<!^)(?<![.?!:] )\b[A-Z]\w+")


def written_examples(place: Path, count: int, reader: SentenceReader) -> Iterator[Example]:
    """Two examples for each of `count` held-out questions, and as many near misses; the index is built if missing."""
    held_out = written_articles("held_out")
    others = [one for part in TRAINED_ON for one in written_articles(part)]
    articles = [_article(n, one) for n, one in enumerate((*held_out, *others))]
    pairs = list(zip(articles, held_out, strict=False))
    told = [gold for article, one in pairs for gold in answerable(article.id, one)]
    missed = [gold for article, one in pairs for gold in unanswerable(article.id, one)]
    rng = random.Random(SEED)  # noqa: S311
    with index_of(place, articles) as index:
        for gold in rng.sample(told, count):
            yield from asked(gold, index, reader, answerable=True)
            yield from asked(gold, IndexWithout(index, frozenset((gold.id,))), reader, answerable=False)
        for gold in rng.sample(missed, count):
            yield from asked(gold, index, reader, answerable=False)


def answerable(key: str, article: WrittenArticle) -> Sequence[Gold]:
    """The questions that stand alone, with the sentences that answer them."""
    return [
        Gold(key, one.question, answerable=True, sentences=tuple(article.sentences[n] for n in one.answering))
        for one in article.asked
        if _NAMED.search(one.question)
    ]


def unanswerable(key: str, article: WrittenArticle) -> Sequence[Gold]:
    """The near misses that stand alone."""
    return [Gold(key, question, answerable=False) for question in article.misses if _NAMED.search(question)]


def _article(number: int, one: WrittenArticle) -> Article:
    return Article(id=f"written-{number}", title=one.title, text="\n\n".join(one.sentences))
