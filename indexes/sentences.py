"""The sentences of an article, and which of them may be cited."""

from __future__ import annotations

from bisect import bisect_right

from indexes.articles import Article
from indexes.cleaning import uncitable_spans
from indexes.spans import Sentence
from indexes.splitting import split_sentences

__all__ = ["sentences_of", "split_sentences"]


def sentences_of(article: Article) -> list[Sentence]:
    """The article's sentences by position from 0; captions, repeats and boilerplate are not citable."""
    marked = uncitable_spans(article.text, article.title)
    starts = [start for start, _ in marked]
    sentences = []
    for position, (start, end) in enumerate(split_sentences(article.text)):
        near = bisect_right(starts, start) - 1
        citable = near < 0 or end > marked[near][1]
        sentences.append(Sentence(article.id, start, end, position, citable))
    return sentences
