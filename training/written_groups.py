"""Written articles as training groups: windows of an article and of another one, with a question or a near miss."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qa.ranker_input import Window
from qa.words import content_stems
from training.groups import AnswerSpan, Group, Place
from training.written_articles import Asked, AskedOfSentence, WrittenArticle

_BUDGETS = (50, 70, 90, 110)  # words of a window
_TITLED, _LED = 0.8, 0.7  # chances that a window has its title, and the sentence before it
_ALONE = 0.2  # chance that sentences are read by themselves, as the best ones are
_FEW = 4  # sentences then
_OTHERS = (
    12  # articles among which the one that shares most words with the question stands for what else is found
)
_BESIDE = 5  # sentences of a quiz example that stand beside the one asked about


@dataclass(frozen=True, slots=True)
class _Cut:
    """Sentences first to last of an article."""

    article: WrittenArticle
    first: int
    last: int

    def window(self, *, titled: bool, led: bool) -> Window:
        before = self.article.sentences[self.first - 1] if led and self.first else ""
        title = self.article.title if titled else ""
        stop = "." if title[-1:].isalnum() else ""
        return Window(self.article.sentences[self.first : self.last + 1], title + stop, before)


def written_groups(articles: Sequence[WrittenArticle], seed: int) -> list[Group]:
    """A group for each question and each near miss of each article, shuffled."""
    rng = random.Random(seed)  # noqa: S311
    groups = [
        _group(article, asked, articles, rng)
        for article in articles
        for asked in (*article.asked, *(Asked(miss, ()) for miss in article.misses))
    ]
    rng.shuffle(groups)
    return groups


def sentence_groups(written: Sequence[AskedOfSentence], seed: int) -> list[Group]:
    """The same for single sentences of the quiz data, with some that stood beside them."""
    rng = random.Random(seed)  # noqa: S311
    groups: list[Group] = []
    for one in written:
        beside = rng.sample(one.others, min(_BESIDE, len(one.others)))
        alone = tuple(Window((text,)) for text in (one.sentence, *beside))
        groups += [Group(question, alone, ((0, 0),), (1.0,)) for question in one.asked]
        groups += [Group(question, alone[:1]) for question in one.misses]
    rng.shuffle(groups)
    return groups


def whole_article(article: WrittenArticle, asked: Asked) -> Group:
    """The article in windows that follow on each other: what the held-out articles are measured in."""
    cuts: list[_Cut] = []
    while (first := cuts[-1].last + 1 if cuts else 0) < len(article.sentences):
        last = first
        while last + 1 < len(article.sentences) and _words(article, first, last + 1) <= _BUDGETS[1]:
            last += 1
        cuts.append(_Cut(article, first, last))
    return _told(article, asked, cuts, [one.window(titled=True, led=True) for one in cuts])


def _group(
    article: WrittenArticle, asked: Asked, articles: Sequence[WrittenArticle], rng: random.Random
) -> Group:
    if rng.random() < _ALONE:
        near = _nearest(article, asked.question)
        places = dict.fromkeys((*asked.answering[:1], *near[:_FEW]))
        cuts = [_Cut(article, n, n) for n in places]
        return _told(article, asked, cuts, [one.window(titled=False, led=False) for one in cuts])
    others = [one for one in articles if one is not article]
    other = _likest(asked.question, rng.sample(others, min(_OTHERS, len(others))))
    near = _nearest(article, asked.question)
    own = _around(article, asked.answering[0] if asked.answering else near[0], rng)
    outside = [n for n in near if not own.first <= n <= own.last]
    cuts = [own, *(_around(article, n, rng) for n in outside[:1])]
    if asked.answering:
        cuts.append(_around(other, _nearest(other, asked.question)[0], rng))
    titled, led = rng.random() < _TITLED, rng.random() < _LED
    return _told(article, asked, cuts, [one.window(titled=titled, led=led) for one in cuts])


def _told(article: WrittenArticle, asked: Asked, cuts: Sequence[_Cut], windows: Sequence[Window]) -> Group:
    answering: list[Place] = [
        (n, at - cut.first)
        for n, cut in enumerate(cuts)
        for at in asked.answering
        if cut.article is article and cut.first <= at <= cut.last
    ]
    span = _span(article, asked, answering[0]) if answering and cuts[0].first <= asked.answering[0] else None
    return Group(asked.question, tuple(windows), tuple(answering), (1.0,) * len(answering), 1.0, span)


def _span(article: WrittenArticle, asked: Asked, place: Place) -> AnswerSpan | None:
    if asked.words is None:
        return None
    start = article.sentences[asked.answering[0]].index(asked.words)
    return AnswerSpan(place, start, start + len(asked.words))


def _around(article: WrittenArticle, at: int, rng: random.Random) -> _Cut:
    """The sentence at `at` with neighbours on either side, up to a number of words."""
    first = last = at
    budget = rng.choice(_BUDGETS)
    while True:
        wider = [
            (one, other)
            for one, other in ((first - 1, last), (first, last + 1))
            if one >= 0 and other < len(article.sentences) and _words(article, one, other) <= budget
        ]
        if not wider:
            return _Cut(article, first, last)
        first, last = rng.choice(wider)


def _words(article: WrittenArticle, first: int, last: int) -> int:
    return sum(len(text.split()) for text in article.sentences[first : last + 1])


def _likest(question: str, articles: Sequence[WrittenArticle]) -> WrittenArticle:
    asked = frozenset(content_stems(question))
    return max(articles, key=lambda one: len(asked & _stems(one)))


@cache
def _stems(article: WrittenArticle) -> frozenset[str]:
    return frozenset(content_stems(" ".join(article.sentences)))


def _nearest(article: WrittenArticle, question: str) -> list[int]:
    """The sentences by how many words of the question they share, most first."""
    asked = frozenset(content_stems(question))
    shared = [len(asked & frozenset(content_stems(text))) for text in article.sentences]
    return sorted(range(len(shared)), key=lambda n: (-shared[n], n))
