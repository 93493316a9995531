"""`python -m benchmarks.quality DIR [--json]`: how good the answers over a question set are.

Definitions (from the evaluation data's own page):
- article_hit@k: among answerable questions, the share with a gold article among the first k distinct articles.
- answer_found@n: among questions with an answer string in a gold article, the share where one stands in the
  quotes cited by an answer of at most n sentences.
- facts_retrieved@10: the share of the expected sentences, of answerable questions of a set with typed questions, that
  stand among the first ten sentences as ranked for the question (parts taking turns) or among those cited.
- partial_answerable: the share answered with 'partial'.
- refused_*: the share answered with 'not_found'; refused_<type> is that of one type of question.
- refused_left_out asks each answerable question of an index without its gold articles and their near-duplicates,
  where the answer string stands in no article left.
- focus_right: among cited sentences that hold an answer string, the share whose marked words (the short answer) hold
  one or lie within one; focus_marked: the share that have marked words at all.
- marked_right: of all marked words in answers to questions that have an answer string, the share that are right, whatever
  their sentence holds; marked_unanswerable: the share of unanswerable questions in whose answer anything is marked.
- citation_exact: the share of citations whose span of the article equals the quote.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.answer_figures import (
    citations,
    cited,
    focus,
    marked_words,
    refused,
    sentence_hits,
    share,
)
from benchmarks.datasets import Dataset, Gold, load_dataset
from benchmarks.left_out import left_out
from benchmarks.matching import holds
from indexes import NewsIndex
from qa import Answer, NewsAssistant

Ask = Callable[[Gold, int], Answer]


def main() -> None:
    """Measure one question set and print the figures."""
    options = _options()
    dataset = load_dataset(options.folder)
    with tempfile.TemporaryDirectory() as scratch:
        place = options.index or Path(scratch) / "index"
        index, seconds = open_or_build(dataset, place)
        with NewsAssistant(index) as assistant:
            figures = measure(dataset, assistant, as_of=options.as_of)
    figures |= {"build_seconds": round(seconds, 1), "peak_memory_mb": _peak_memory()}
    sys.stdout.write(json.dumps(figures, indent=2) + "\n" if options.json else _table(dataset.name, figures))


def measure(dataset: Dataset, assistant: NewsAssistant, *, as_of: bool = False) -> dict[str, float]:
    """All figures of a question set, each a share between 0 and 1 unless its name says otherwise."""

    def ask(one: Gold, sentences: int) -> Answer:
        return assistant.ask(one.question, max_sentences=sentences, as_of=one.asked if as_of else None)

    answers = {one.id: ask(one, 3) for one in dataset.questions}
    figures = _hits(dataset.answerable, assistant, as_of=as_of)
    figures |= _found(dataset.answerable, answers, ask) | sentence_hits(dataset.answerable, answers)
    figures |= focus(dataset.answerable, answers) | marked_words(dataset.questions, answers)
    figures |= _facts(dataset.answerable, answers, assistant, as_of=as_of)
    figures |= refused(dataset, answers) | left_out(dataset, assistant, as_of=as_of)
    return (
        figures
        | citations(assistant.index, answers.values())
        | _latency(answers.values())
        | _sizes(dataset, assistant)
    )


def open_or_build(dataset: Dataset, place: Path) -> tuple[NewsIndex, float]:
    """The index at `place`, built from the articles if there is none, and the seconds that took."""
    if place.exists():
        return NewsIndex.open(place), 0.0
    index = NewsIndex.create(place)
    started = time.perf_counter()
    index.add(dataset.articles)
    return index, time.perf_counter() - started


def _hits(questions: Sequence[Gold], assistant: NewsAssistant, *, as_of: bool) -> dict[str, float]:
    def articles(one: Gold) -> list[str]:
        hits = assistant.retrieve(one.question, top_k=50, as_of=one.asked if as_of else None)
        return list(dict.fromkeys(hit.passage.article_id for hit in hits))

    found = [(one, articles(one)) for one in questions]

    def hit(depth: int) -> float:
        return share(bool(set(first[:depth]) & set(one.articles)) for one, first in found)

    return {f"article_hit@{depth}": hit(depth) for depth in (1, 5, 10)}


def _found(questions: Sequence[Gold], answers: dict[str, Answer], ask: Ask) -> dict[str, float]:
    tested = [one for one in questions if one.answer_in_gold]
    return {
        "answer_found@1": share(_answers(ask(one, 1), one) for one in tested),
        "answer_found@3": share(_answers(answers[one.id], one) for one in tested),
    }


def _answers(answer: Answer, gold: Gold) -> bool:
    return any(holds(citation.quote, gold.answers) for citation in answer.citations)


def _facts(
    questions: Sequence[Gold], answers: dict[str, Answer], assistant: NewsAssistant, *, as_of: bool
) -> dict[str, float]:
    """Where questions have types and name their facts: are these among the first ten sentences or cited."""
    tested = [one for one in questions if one.kind and one.sentences]
    found: list[bool] = []
    for one in tested:
        ranked = assistant.rank(one.question, 10, as_of=one.asked if as_of else None)
        texts = [candidate.text for candidate in ranked] + [c.quote for c in answers[one.id].citations]
        found += [cited(sentence, texts) for sentence in one.sentences]
    return {"facts_retrieved@10": share(found)} if tested else {}


def _latency(answers: Iterable[Answer]) -> dict[str, float]:
    seconds = sorted(sum(answer.timings.values()) for answer in answers)
    return {
        "p50_ms": round(1000 * statistics.median(seconds), 1),
        "p95_ms": round(1000 * seconds[int(0.95 * (len(seconds) - 1))], 1),
    }


def _sizes(dataset: Dataset, assistant: NewsAssistant) -> dict[str, float]:
    found = assistant.index.statistics()
    return {
        "articles": found.articles,
        "passages": found.passages,
        "sentences": found.sentences,
        "questions": len(dataset.questions),
    }


def _peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _table(name: str, figures: dict[str, float]) -> str:
    width = max(map(len, figures))
    return "\n".join([name, *(f"  {key:<{width}}  {value:g}" for key, value in figures.items())]) + "\n"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality", description="Quality over a question set."
    )
    parser.add_argument("folder", type=Path, help="a folder like shared/eval/rtqa, or seeds")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--index", type=Path, help="keep the index here and use it again")
    parser.add_argument("--as-of", action="store_true", help="ask each question as of the day it was asked")
    return parser.parse_args()


if __name__ == "__main__":
    main()
