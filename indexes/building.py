"""Articles to what the catalogue stores of them: sentences, passages and all their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexes.arrays import FloatArray
from indexes.articles import Article
from indexes.embedding import Embedder
from indexes.passages import PassageText, context_line, cut_passages, paragraph_ends, passage_text
from indexes.sentences import sentences_of
from indexes.spans import Sentence

_SPECIAL_TOKENS = 2  # at the ends of the window
_LEAST_BUDGET = 48  # tokens left for sentences however long the title is; the text then takes two windows


@dataclass(frozen=True, slots=True)
class BuiltPassage:
    """A passage before it has an id. `vector` has length 1."""

    start: int
    end: int
    first: int
    last: int
    vector: FloatArray


@dataclass(frozen=True, slots=True)
class BuiltArticle:
    """An article with everything that is stored of it. `sentence_vectors` is (sentences, dimension)."""

    article: Article
    sentences: tuple[Sentence, ...]
    passages: tuple[BuiltPassage, ...]
    sentence_vectors: FloatArray


@dataclass(frozen=True, slots=True)
class _Plan:
    article: Article
    sentences: tuple[Sentence, ...]
    cuts: tuple[tuple[int, int], ...]
    texts: tuple[PassageText, ...]


def build_articles(articles: Sequence[Article], embedder: Embedder) -> list[BuiltArticle]:
    """Split, cut and embed the articles, all their passages together."""
    plans = [_plan(article, embedder) for article in articles]
    texts = [text for plan in plans for text in plan.texts]
    vectors, sentence_vectors = embedder.embed_with_spans([t.text for t in texts], [t.spans for t in texts])
    built, start = [], 0
    for plan in plans:
        stop = start + len(plan.texts)
        built.append(_assemble(plan, vectors[start:stop], sentence_vectors[start:stop], embedder.dimension))
        start = stop
    return built


def _plan(article: Article, embedder: Embedder) -> _Plan:
    sentences = tuple(sentences_of(article))
    counted = embedder.count_tokens(
        [context_line(article), *(article.text[s.start : s.end] for s in sentences)]
    )
    budget = max(embedder.max_tokens - _SPECIAL_TOKENS - counted[0], _LEAST_BUDGET)
    cuts = cut_passages(
        sentences, counted[1:], budget, paragraph_ends=paragraph_ends(article.text, sentences)
    )
    texts = tuple(passage_text(article, sentences[first : last + 1]) for first, last in cuts)
    return _Plan(article, sentences, tuple(cuts), texts)


def _assemble(
    plan: _Plan, vectors: FloatArray, sentence_vectors: Sequence[FloatArray], dimension: int
) -> BuiltArticle:
    by_position = np.zeros((len(plan.sentences), dimension), dtype=np.float32)
    for text, found in zip(plan.texts, sentence_vectors, strict=True):
        by_position[list(text.positions)] = found
    passages = tuple(
        BuiltPassage(plan.sentences[first].start, plan.sentences[last].end, first, last, vector)
        for (first, last), vector in zip(plan.cuts, vectors, strict=True)
    )
    return BuiltArticle(plan.article, plan.sentences, passages, by_position)
