"""`python -m benchmarks.slips DIR --index PLACE`: slips made in questions, and how they are read. Needs no model.

One letter of each word of five letters or more that the collection knows is left out, doubled, swapped with the next
or changed, inside the word. Counted apart for names and other words: read as the word meant, read as another, left.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.datasets import Dataset, load_dataset
from benchmarks.quality import open_or_build
from indexes.view import IndexView
from qa.spelling import find_slips
from qa.words import STOP_WORDS, Token, is_name, stem, tokens

SHORTEST = 5  # letters


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slips")
    parser.add_argument("folder", type=Path, help="a folder like shared/eval/rtqa, or seeds")
    parser.add_argument(
        "--index", type=Path, required=True, help="the index of its articles; made if missing"
    )
    options = parser.parse_args()
    dataset = load_dataset(options.folder)
    with open_or_build(dataset, options.index)[0] as index, index.snapshot() as view:
        counts = Counter(_outcomes(dataset, view))
    for kind in ("names", "words"):
        told = ", ".join(f"{outcome} {counts[kind, outcome]}" for outcome in ("right", "wrong", "left"))
        sys.stdout.write(f"{kind}: {told}\n")


def _outcomes(dataset: Dataset, view: IndexView) -> Iterator[tuple[str, str]]:
    chance, outlets = random.Random(1), view.statistics().sources  # noqa: S311 - the same slips each time
    for one in dataset.answerable:
        for place, word in enumerate(tokens(one.question)):
            if not _known(word, view):
                continue
            slip = slipped(word.text, chance)
            question = one.question[: word.start] + slip + one.question[word.end :]
            read = [found.meant for found in find_slips(question, view, outlets) if found.start == word.start]
            outcome = "left" if not read else "right" if stem(read[0]) == word.stem else "wrong"
            if slip != word.text:
                yield "names" if is_name(word, place) else "words", outcome


def _known(word: Token, view: IndexView) -> bool:
    long = word.text.isalpha() and len(word.text) >= SHORTEST and word.text.casefold() not in STOP_WORDS
    return long and view.together([word.stem]) > 0


def slipped(word: str, chance: random.Random) -> str:
    """The word with one slip, neither in its first letter nor in its last."""
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    slips = (before + after, before + letter + letter + after, before + after[0] + letter + after[1:],
             before + chance.choice("aeiourstln") + after)  # fmt: skip
    return chance.choice(slips)


if __name__ == "__main__":
    main()
