"""`python -m benchmarks.gate [--write [--lower]]`: the seeds' figures against the floors that the tests hold.

`--write` makes today's figures the floors. A floor that would fall is refused, unless `--lower` says that it is meant.
Each question is asked as of the day that it names, at the default threshold.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.answer_figures import citations, refused, sentence_hits
from benchmarks.datasets import Dataset, load_dataset
from benchmarks.quality import open_or_build
from indexes import NewsIndex
from qa import Answer, NewsAssistant

SLACK = 0.01  # two questions of two hundred: processors with and without bfloat16 round otherwise
FLOORS = Path(__file__).parent / "floors.json"
MEASURES = (
    "sentence_cited", "facts_cited", "answered_answerable", "refused_unanswerable", "refused_near_miss",
    "citation_exact",
)  # fmt: skip


def main() -> None:
    """Print the figures beside the floors; exit 1 below one of them."""
    options = _options()
    dataset = load_dataset(options.seeds)
    with tempfile.TemporaryDirectory() as scratch:
        index, _ = open_or_build(dataset, Path(scratch) / "index")
        with NewsAssistant(index) as assistant:
            found = figures(dataset, index, asked(dataset, assistant))
    if options.write:
        sys.exit(write(found, options.lower))
    below = fallen(found, floors())
    sys.stdout.write(
        "".join(f"{name}  {found[name]:g} (floor {floor:g})\n" for name, floor in floors().items())
    )
    sys.exit(1 if below else 0)


def asked(dataset: Dataset, assistant: NewsAssistant) -> dict[str, Answer]:
    """The answer to each question, by its id."""
    return {one.id: assistant.ask(one.question, as_of=one.asked) for one in dataset.questions}


def figures(dataset: Dataset, index: NewsIndex, answers: dict[str, Answer]) -> dict[str, float]:
    """MEASURES, each a share between 0 and 1, higher is better (see `benchmarks.quality`)."""
    found = sentence_hits(dataset.answerable, answers) | refused(dataset, answers)
    found |= citations(index, answers.values())
    found["answered_answerable"] = round(1 - found["refused_answerable"], 4)
    return {name: found[name] for name in MEASURES}


def floors() -> dict[str, float]:
    """What no change may fall below."""
    found: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    return found


def fallen(found: Mapping[str, float], least: Mapping[str, float]) -> list[str]:
    """The measures that are below their floor by more than SLACK; of citations none may be wrong."""
    slack = {name: 0.0 if name == "citation_exact" else SLACK for name in least}
    return [name for name, floor in least.items() if found[name] < floor - slack[name]]


def write(found: Mapping[str, float], lower: bool) -> str | None:
    """Make the figures the floors; what would fall and is not meant to, as a message for stderr.

    Within SLACK of its floor a figure is not refused, but without `lower` the floor stays where it is.
    """
    known = floors() if FLOORS.exists() else {}
    below = fallen(found, known)
    if below and not lower:
        return f"not written: {', '.join(below)} would fall; say --lower if that is meant"
    kept = {} if lower else known
    raised = {name: max(value, kept.get(name, value)) for name, value in found.items()}
    FLOORS.write_text(json.dumps(raised, indent=2) + "\n", "utf-8")
    return None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description="Figures against floors.")
    parser.add_argument("--seeds", type=Path, default=Path("seeds"), help="the starter collection")
    parser.add_argument("--write", action="store_true", help="make these figures the floors")
    parser.add_argument("--lower", action="store_true", help="let a floor fall")
    return parser.parse_args()


if __name__ == "__main__":
    main()
