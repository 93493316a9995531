"""`python -m benchmarks.check_seeds`: do the seeds' questions fit their articles, to the character?"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexes.articles import Article
from indexes.readers import read
from indexes.reports import Failure
from indexes.sentences import sentences_of

SEEDS = Path(__file__).parent.parent / "seeds"


def main() -> None:
    """Print what does not fit and the counts; exit 1 if anything does not fit."""
    articles, failures = read_articles()
    faults = [f"{one.name}: {one.reason}" for one in failures] + list(faults_of(articles))
    counts = Counter(tag for _, row in questions() for tag in row.get("tags", ["turn"]))
    lines = [
        *faults,
        f"{len(articles)} articles, {sum(1 for _ in questions())} questions and turns: {dict(counts)}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    raise SystemExit(1 if faults else 0)


def read_articles() -> tuple[dict[str, Article], list[Failure]]:
    """The seed articles by id, and what could not be read."""
    failures: list[Failure] = []
    return {article.id: article for article in read(SEEDS / "articles", on_failure=failures.append)}, failures


def questions() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each question or turn of a conversation with its id."""
    for line in (SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for place, turn in enumerate(row.get("turns", [row]), 1):
            yield (f"{row['id']}.{place}" if "turns" in row else row["id"]), turn


def faults_of(articles: dict[str, Article]) -> Iterator[str]:
    """What does not fit: an unknown article, a sentence that is no citable sentence of its articles."""
    for name, row in questions():
        unknown = [key for key in row["articles"] if key not in articles]
        yield from (f"{name}: no article {key}" for key in unknown)
        spans = {span for key in row["articles"] if key in articles for span in _citable(articles[key])}
        yield from (
            f"{name}: not a citable sentence: {text!r}" for text in row["sentences"] if text not in spans
        )
        if row["answerable"] != bool(row["sentences"]):
            yield f"{name}: answerable is {row['answerable']} with {len(row['sentences'])} sentences"


def _citable(article: Article) -> Iterator[str]:
    return (article.text[one.start : one.end] for one in sentences_of(article) if one.citable)


if __name__ == "__main__":
    main()
