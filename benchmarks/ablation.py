"""`python -m benchmarks.ablation DIR --index PLACE`: what each feature of the evidence is worth.

Each question is searched and read once; then the ranking is done again with one feature's weight at 0, and refusing
with one feature of the whole evidence at 0, its limit set anew. Printed as a Markdown table: the share of the
answerable questions with a right sentence first and among the first three (before refusing), and the share of the
unanswerable ones that is refused where 10% of the answerable ones are.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.datasets import Gold, load_dataset
from benchmarks.matching import holds
from benchmarks.quality import open_or_build
from indexes import NewsIndex
from indexes.embedding import FloatArray
from qa.arguments import moment_of
from qa.coverage import COVERAGE_NAMES, coverage
from qa.evidence import FINAL_NAMES, Scored, score
from qa.question import Question, understand
from qa.reading import BundledReader, SentenceReader
from qa.search import search
from qa.weights import load_weights

PASSAGES = 20
REFUSED = 0.1  # share of the answerable questions


@dataclass(frozen=True, slots=True)
class Read:
    """A question with its candidates as they were read, and which of them are right."""

    question: Question
    scored: Scored
    right: FloatArray
    one: Gold

    def ordered(self, weights: FloatArray) -> list[int]:
        """Places of the candidates by falling score."""
        return [int(place) for place in np.argsort(-(self.scored.rows @ weights), kind="stable")]

    def summary(self, weights: FloatArray) -> FloatArray:
        """Features of the whole evidence in that order."""
        scores, order = self.scored.rows @ weights, self.ordered(weights)
        candidates = [self.scored.candidates[n] for n in order]
        return coverage(
            self.question, candidates, self.scored.rows[order], scores[order], self.scored.weights
        )


def main() -> None:
    """Print both tables."""
    options = _options()
    dataset = load_dataset(options.folder)
    reader = BundledReader()
    with open_or_build(dataset, options.index)[0] as index:
        found = [read for one in dataset.questions if (read := _read(index, one, reader, options.as_of))]
    final = np.array([load_weights().final.weights[name] for name in FINAL_NAMES], dtype=np.float32)
    sys.stdout.write("\n".join([*_ranking(found, final), "", *_refusing(found, final)]) + "\n")


def _read(index: NewsIndex, one: Gold, reader: SentenceReader, as_of: bool) -> Read | None:
    with index.snapshot() as view:
        moment = moment_of(one.asked, end_of_day=True) if as_of else None
        question = understand(one.question, view.statistics(), as_of=moment, articles=view)
        scored = score(view, question, search(view, question, PASSAGES), reader)
    right = [holds(c.text, one.answers) or c.text in one.sentences for c in scored.candidates]
    return Read(question, scored, np.array(right, dtype=np.float32), one) if right else None


def _ranking(found: list[Read], final: FloatArray) -> list[str]:
    tested = [read for read in found if read.one.answer_in_gold]
    lines = [f"| without | first | first three ({len(tested)} questions) |", "| --- | --- | --- |"]
    for name in ("nothing", *FINAL_NAMES):
        weights = final * np.array([other != name for other in FINAL_NAMES], dtype=np.float32)
        first = [read.right[read.ordered(weights)[:1]].any() for read in tested]
        three = [read.right[read.ordered(weights)[:3]].any() for read in tested]
        lines.append(f"| {name} | {np.mean(first):.3f} | {np.mean(three):.3f} |")
    return lines


def _refusing(found: list[Read], final: FloatArray) -> list[str]:
    rows = np.array([read.summary(final) for read in found])
    answerable = np.array([read.one.answerable for read in found])
    weights = np.array([load_weights().answers.weights[name] for name in COVERAGE_NAMES])
    lines = [f"| without | refused of {(~answerable).sum()} unanswerable |", "| --- | --- |"]
    for name in ("nothing", *COVERAGE_NAMES):
        scores = rows @ (weights * np.array([other != name for other in COVERAGE_NAMES]))
        threshold = np.quantile(scores[answerable], REFUSED)
        lines.append(f"| {name} | {np.mean(scores[~answerable] < threshold):.3f} |")
    return lines


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description="Each feature off.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", type=Path, required=True, help="the index, built there if missing")
    parser.add_argument("--as-of", action="store_true", help="ask each question as of the day it was asked")
    return parser.parse_args()


if __name__ == "__main__":
    main()
