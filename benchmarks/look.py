"""`python -m benchmarks.look DIR --n 30`: questions, answers and gold side by side, for reading."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.datasets import Gold, load_dataset
from benchmarks.matching import holds
from benchmarks.quality import open_or_build
from qa import Answer, NewsAssistant, Status


def main() -> None:
    """Print a fixed random sample of the questions with what was answered."""
    options = _options()
    dataset = load_dataset(options.folder)
    with tempfile.TemporaryDirectory() as scratch:
        index, _ = open_or_build(dataset, options.index or Path(scratch) / "index")
        with NewsAssistant(index) as assistant:
            chance = random.Random(options.seed)  # noqa: S311 - a sample to read, the same each time
            for one in chance.sample(dataset.questions, min(options.n, len(dataset.questions))):
                answer = assistant.ask(one.question)
                if not options.wrong or not _right(one, answer):
                    sys.stdout.write("\n".join(_lines(one, answer, assistant)) + "\n\n")


def _right(one: Gold, answer: Answer) -> bool:
    if not one.answerable:
        return answer.status is Status.NOT_FOUND
    return any(holds(c.quote, one.answers) or c.quote in one.sentences for c in answer.citations)


def _lines(one: Gold, answer: Answer, assistant: NewsAssistant) -> Iterator[str]:
    mark = "right" if _right(one, answer) else "WRONG"
    yield f"{mark} {one.id} [{', '.join((one.kind, *one.tags))}] {one.question}"
    yield f"  gold: {'; '.join(one.answers) if one.answerable else 'not answerable'}"
    yield from (f"  gold sentence: {sentence}" for sentence in one.sentences)
    yield f"  {answer.status} {answer.confidence:.2f}"
    for sentence in answer.sentences:
        short = sentence.text[slice(*sentence.focus)] if sentence.focus else "-"
        cited = sentence.citations[0]
        hit = "*" if cited.article_id in one.articles else " "
        day = cited.published.date() if cited.published else "undated"
        yield f"  {hit}[{cited.number}] {cited.source}, {day}: {sentence.text}  <{short}>"
    yield from (f"   ~ {near.quote} ({near.reason})" for near in answer.nearest)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.look", description="Answers beside gold, to read."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--n", type=int, default=30, help="how many questions")
    parser.add_argument("--seed", type=int, default=0, help="which sample")
    parser.add_argument("--index", type=Path, help="keep the index here and use it again")
    parser.add_argument("--wrong", action="store_true", help="only those that went wrong")
    return parser.parse_args()


if __name__ == "__main__":
    main()
