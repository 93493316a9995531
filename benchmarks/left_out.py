"""Answerable questions asked without the articles that answer them: the hardest ones to refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from benchmarks.datasets import Dataset, Gold
from benchmarks.matching import fold, holds
from indexes import Filters, NewsIndex
from indexes.spans import Hit
from indexes.view import IndexView
from qa import NewsAssistant, Status

SHINGLE = 5  # words
NEAR_DUPLICATE = 0.5  # share of the shorter text's shingles in common
DEEPER = 200  # further passages fetched so that enough are left after leaving some out
_NO_FILTERS = Filters()


class IndexWithout(NewsIndex):
    """An open index in which some articles cannot be found."""

    def __init__(self, whole: NewsIndex, hidden: frozenset[str]) -> None:
        self.__dict__.update(whole.__dict__)
        self._hidden = hidden

    @contextmanager
    def snapshot(self) -> Iterator[IndexView]:
        """As the whole index, without the hidden articles."""
        with super().snapshot() as whole:
            yield ViewWithout(whole, self._hidden)


class ViewWithout(IndexView):
    """A view in which some articles cannot be found."""

    def __init__(self, whole: IndexView, hidden: frozenset[str]) -> None:
        self.__dict__.update(whole.__dict__)
        self._hidden = hidden

    def search_vectors(self, query: str, *, top_k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """As the whole index, without the hidden articles."""
        return self._left(super().search_vectors(query, top_k=top_k + DEEPER, filters=filters), top_k)

    def search_keywords(self, query: str, *, top_k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """As the whole index, without the hidden articles."""
        return self._left(super().search_keywords(query, top_k=top_k + DEEPER, filters=filters), top_k)

    def _left(self, hits: Sequence[Hit], top_k: int) -> list[Hit]:
        left = [hit for hit in hits if hit.passage.article_id not in self._hidden][:top_k]
        return [Hit(hit.passage, hit.score, rank, hit.origins) for rank, hit in enumerate(left, 1)]


def left_out(dataset: Dataset, assistant: NewsAssistant, *, as_of: bool = False) -> dict[str, float]:
    """refused_left_out, and how many questions it was measured on."""
    hide, refused = hidden_for(dataset, assistant.index), []
    for one in dataset.answerable:
        if hidden := hide(one):
            without = NewsAssistant(
                IndexWithout(assistant.index, hidden), assistant.settings, reader=assistant.reader
            )
            answer = without.ask(one.question, as_of=one.asked if as_of else None)
            refused.append(answer.status is Status.NOT_FOUND)
    share = round(sum(refused) / len(refused), 4) if refused else 0.0
    return {"refused_left_out": share, "left_out_questions": len(refused)}


def hidden_for(dataset: Dataset, index: NewsIndex) -> Callable[[Gold], frozenset[str]]:
    """For a question, its gold articles and their near-duplicates; none where another article holds the answer."""
    texts = {key: index.article(key).text for key in index.article_ids()}
    shingles = {key: _shingles(text) for key, text in texts.items()}

    def hidden(one: Gold) -> frozenset[str]:
        gold = _gold_and_copies(one, shingles)
        elsewhere = any(holds(text, one.answers) for key, text in texts.items() if key not in gold)
        return gold if one.answers and not elsewhere else frozenset()

    return hidden


def _gold_and_copies(one: Gold, shingles: dict[str, frozenset[int]]) -> frozenset[str]:
    gold = [shingles[key] for key in one.articles if key in shingles]
    copies = {
        key for key, own in shingles.items() if any(_overlap(own, other) >= NEAR_DUPLICATE for other in gold)
    }
    return frozenset(copies | set(one.articles))


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _shingles(text: str) -> frozenset[int]:
    words = fold(text).split()
    return frozenset(hash(tuple(words[n : n + SHINGLE])) for n in range(max(1, len(words) - SHINGLE + 1)))
