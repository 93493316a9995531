"""Questions with sentences that answer them and sentences that do not, read from `answer_sentences.jsonl.gz`."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

FILE = "answer_sentences.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Example:
    """One question. `overlaps` is the weighted share of the question's words in each answering sentence."""

    question: str
    asked: str  # ISO date
    answering: tuple[str, ...]
    overlaps: tuple[float, ...]
    others: tuple[str, ...]  # on the topic, without the answer

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Self:
        """From one line of the file."""
        positives = record["positives"]
        return cls(
            question=record["question"],
            asked=record["asked"],
            answering=tuple(positive["text"] for positive in positives),
            overlaps=tuple(float(positive["overlap"]) for positive in positives),
            others=tuple(record["negatives"]),
        )


def read_examples(folder: Path) -> list[Example]:
    """Every question of the training data, in the file's order."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as lines:
        return [Example.from_record(json.loads(line)) for line in lines]


def split_by_time(examples: Sequence[Example], day: str) -> tuple[list[Example], list[Example]]:
    """Those asked before `day`, and those from then on; a question asked in both parts is only in the later."""
    later = [example for example in examples if example.asked >= day]
    repeated = {_folded(example.question) for example in later}
    earlier = [e for e in examples if e.asked < day and _folded(e.question) not in repeated]
    return earlier, later


def _folded(question: str) -> str:
    return re.sub(r"\W+", " ", question.casefold()).strip()
