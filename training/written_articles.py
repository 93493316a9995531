"""News articles written for training, with questions that they answer and near misses that they do not.

All of it in `training/written` was made up for Citewire: JSON lines, an article each. `sentences` holds questions and
near misses for sentences of the quiz data, named by the SHA-256 of their text, which itself is not there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.news_questions import Example

FOLDER = Path(__file__).parent / "written"
TRAINED_ON = ("first", "second", "third", "fourth")
_KEY = 12  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the sentences that answer it (the best first), and the answering words in that one if a few do."""

    question: str
    answering: tuple[int, ...]
    words: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """A made-up article with ten or so questions of each kind."""

    title: str
    sentences: tuple[str, ...]
    asked: tuple[Asked, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedOfSentence:
    """Questions that one sentence of the quiz data answers, near misses, and sentences beside it that do not answer."""

    sentence: str
    asked: tuple[str, ...]
    misses: tuple[str, ...]
    others: tuple[str, ...]


def written_articles(which: str, folder: Path = FOLDER) -> list[WrittenArticle]:
    """The articles of a part: those of TRAINED_ON, and 'held_out', which only measures."""
    return [_article(record) for record in _records(folder / which)]


def asked_of_sentences(examples: Sequence[Example], folder: Path = FOLDER) -> list[AskedOfSentence]:
    """The questions written for sentences of these examples; those of other sentences are left out."""
    sentences = {_key(text): (text, one) for one in examples for text in one.answering}
    known = [
        (sentences[record["key"]], record)
        for record in _records(folder / "sentences")
        if record["key"] in sentences
    ]
    return [
        AskedOfSentence(text, tuple(record["q"]), tuple(record["misses"]), one.others)
        for (text, one), record in known
    ]


def _article(record: dict[str, Any]) -> WrittenArticle:
    asked = tuple(Asked(one["q"], tuple(one["a"]), one["span"]) for one in record["questions"])
    return WrittenArticle(record["title"], tuple(record["sentences"]), asked, tuple(record["misses"]))


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob("*.jsonl")):
        yield from (json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_KEY]
