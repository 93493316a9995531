"""Quiz questions as a second style of question for the evidence weights: longer, and telling their story first.

The ranker's training data has sentences but no articles. Here each question's sentences make one stand-in article,
and its held-out questions (which the ranker has not seen) are asked of all of them: once as they are, and once
without the question's own article, where nothing answers.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.datasets import Gold
from benchmarks.left_out import IndexWithout
from indexes import Article
from qa.reading import SentenceReader
from training.evidence_examples import Example, asked, index_of

FILE = "answer_sentences.jsonl.gz"


def quiz_examples(folder: Path, place: Path, held_out_from: str, reader: SentenceReader) -> Iterator[Example]:
    """Two examples for each question asked on or after `held_out_from`; the index in `place` is built if missing."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with index_of(place, [_article(number, row) for number, row in enumerate(rows)]) as index:
        for number, row in enumerate(rows):
            if row["asked"] >= held_out_from:
                one = _gold(number, row)
                yield from asked(one, index, reader, answerable=True)
                yield from asked(one, IndexWithout(index, frozenset({one.id})), reader, answerable=False)


def _article(number: int, row: dict[str, Any]) -> Article:
    sentences = [*(positive["text"] for positive in row["positives"]), *row["negatives"]]
    random.Random(number).shuffle(sentences)  # noqa: S311 - the same order each time
    return Article(id=f"quiz-{number}", title="", text="\n\n".join(sentences))


def _gold(number: int, row: dict[str, Any]) -> Gold:
    positives = tuple(positive["text"] for positive in row["positives"])
    return Gold(f"quiz-{number}", row["question"], answerable=True, sentences=positives)
