"""Train the answer-sentence ranker: python -m training.answer_ranker ../shared/train --out qa/ranker_weights.

Two rounds on the same layers: made-up questions first (`training/cloze.py`), then the real ones. The questions
asked from HELD_OUT_FROM on are never trained on: they measure and calibrate the very weights that ship. Same
data, same kind of machine, same number of threads: same weights.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from indexes.bundled_model import SHA256
from qa.ranker import RankerConfig
from training.cloze import made_up
from training.examples import Example, read_examples, split_by_time
from training.figures import Figures, Scored, calibrated, figures, scored
from training.fitting import Recipe, fit, groups_of
from training.frozen_layers import FrozenStates, read_pairs
from training.upper_layers import UpperLayers

HELD_OUT_FROM = "2025-07-01"
SEED = 0
DROPOUT = 0.1
MADE_UP_EACH = 2
UNFITTED = RankerConfig(
    base_sha256=SHA256, frozen_layers=3, max_tokens=112, max_question_tokens=64, temperature=1.0, offset=0.0
)
FIRST_ROUND = Recipe(epochs=1, learning_rate=2e-4, others_each=7)
SECOND_ROUND = Recipe(epochs=3, learning_rate=2e-4, others_each=8)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What the later questions said of a ranker that never saw them."""

    figures: Figures
    temperature: float
    offset: float


def main() -> None:
    """Train, write weights and configuration, print the figures."""
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    started, examples = time.monotonic(), read_examples(arguments.data)
    earlier, later = split_by_time(examples, HELD_OUT_FROM)
    network = train(earlier)
    held_out = measure(network, later)
    write(network, held_out, arguments.out)
    print(json.dumps(held_out.figures.rounded()))
    print(f"{arguments.out}: trained in {time.monotonic() - started:.0f} s")


def train(examples: Sequence[Example]) -> UpperLayers:
    """The upper layers after both rounds."""
    torch.manual_seed(SEED)
    network = UpperLayers(UNFITTED.frozen_layers, DROPOUT)
    questions = made_up(examples, MADE_UP_EACH, SEED)
    frozen = read_pairs([(made.question, made.answering + made.others) for made in questions], UNFITTED)
    sizes = [(len(made.answering), len(made.others)) for made in questions]
    fit(network, frozen, groups_of(sizes), FIRST_ROUND, SEED)
    fit(network, _read(examples), groups_of(_sizes(examples)), SECOND_ROUND, SEED)
    return network


def measure(network: UpperLayers, later: Sequence[Example]) -> HeldOut:
    """Figures and calibration on questions that were not trained on."""
    questions: list[Scored] = scored(network, _read(later), groups_of(_sizes(later)))
    temperature, offset = calibrated(questions)
    return HeldOut(figures(questions, temperature, offset), temperature, offset)


def write(network: UpperLayers, held_out: HeldOut, folder: Path) -> None:
    """`ranker.safetensors` and `config.json`; the model card is written by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    network.save(folder / "ranker.safetensors")
    fitted = {"temperature": round(held_out.temperature, 4), "offset": round(held_out.offset, 4)}
    config = {
        **asdict(UNFITTED),
        **fitted,
        "input": "[CLS] question [SEP] sentence [SEP]",
        "pooling": "mean",
        "held_out_from": HELD_OUT_FROM,
        "held_out": held_out.figures.rounded(),
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")


def _read(examples: Sequence[Example]) -> FrozenStates:
    return read_pairs([(example.question, example.sentences) for example in examples], UNFITTED)


def _sizes(examples: Sequence[Example]) -> list[tuple[int, int]]:
    return [(len(example.answering), len(example.others)) for example in examples]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of answer_sentences.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="the folder for weights and configuration")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
