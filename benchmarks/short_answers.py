"""`python -m benchmarks.short_answers DIR`: is the short answer right in sentences that hold the answer? Needs no model.

For each answerable question the sentences that the set expects, or where it names none, the two sentences of the gold
articles that hold an answer string and share most with the question.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.datasets import Dataset, Gold, load_dataset
from benchmarks.matching import holds
from benchmarks.quality import open_or_build
from indexes import NewsIndex
from qa.focus import focus
from qa.kinds import answer_kind
from qa.words import content_stems

SENTENCES = 2  # a question, where the set names none


def main() -> None:
    """Print how many sentences hold an answer, how many have marked words, how many have the right ones."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.short_answers")
    parser.add_argument("folder", type=Path, help="a folder like shared/eval/rtqa, or seeds")
    parser.add_argument(
        "--index", type=Path, required=True, help="the index of its articles; made if missing"
    )
    options = parser.parse_args()
    dataset = load_dataset(options.folder)
    with open_or_build(dataset, options.index)[0] as index:
        outcomes = [_outcome(*pair) for pair in _pairs(dataset, index)]
    marked, right = sum(outcome[0] for outcome in outcomes), sum(outcome[1] for outcome in outcomes)
    sys.stdout.write(f"sentences {len(outcomes)}, marked {marked}, right {right}\n")


def _outcome(one: Gold, sentence: str, article: str) -> tuple[bool, bool]:
    stems = frozenset(content_stems(one.question))
    span = focus(answer_kind(one.question), one.question, stems, sentence, article)
    words = sentence[slice(*span)] if span else ""
    return bool(words), bool(words) and (
        holds(words, one.answers) or any(holds(answer, [words]) for answer in one.answers)
    )


def _pairs(dataset: Dataset, index: NewsIndex) -> Iterator[tuple[Gold, str, str]]:
    """(question, sentence that holds an answer, its article's text)."""
    for one in dataset.answerable:
        held = [
            (text[s.start : s.end], text)
            for key in one.articles
            for text in (index.article(key).text,)
            for s in index.sentences(key)
            if s.citable and holds(text[s.start : s.end], one.answers)
        ]
        expected = [pair for pair in held if pair[0] in one.sentences]
        asked = frozenset(content_stems(one.question))
        held.sort(
            key=lambda pair: (
                -len(asked & set(content_stems(pair[0]))) / (8 + len(pair[0].split())) ** 0.5,
                pair[0],
            )
        )
        yield from ((one, *pair) for pair in (expected if one.sentences else held[:SENTENCES]))


if __name__ == "__main__":
    main()
