"""`python -m training.evidence_weights`: fit `qa/evidence_weights.json` to two styles of question.

The starter collection's are short and plain; the quiz questions that the ranker was not trained on are long.
Ranking, on the former: softmax over a question's candidates, marginal likelihood of its gold sentences (several may answer),
squared distance from a prior set by hand as regulariser. Answering: logistic regression over features of the
whole evidence, both styles and both classes balanced; answerable questions against unanswerable ones and
against the same questions asked without the articles that answer them.
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
from sklearn.linear_model import LogisticRegression

from benchmarks.datasets import load_dataset
from indexes import NewsIndex
from qa.coverage import COVERAGE_NAMES
from qa.evidence import FINAL_NAMES
from qa.features import NAMES
from qa.ranker import WEIGHTS
from qa.reading import BundledReader
from qa.weights import FILE
from training.evidence_examples import Example, examples
from training.quiz_examples import quiz_examples

Floats = npt.NDArray[np.float64]

PRIOR = {
    "dense": 3.0, "overlap": 2.0, "near": 2.5, "title": 0.3, "specifics": 1.5, "kind": 0.8, "speaks": 0.5,
    "passage": 0.8, "early": 0.3, "length": 0.0, "recent": 0.8, "period": 0.6, "ranker": 1.0,
}  # fmt: skip
HOLD = 0.03  # how strongly the prior holds
STIFFNESS = 0.1  # inverse regularisation of the logistic regression
REFUSED = 0.12  # share of the seeds' answerable questions that the default threshold of 0.5 refuses


def main() -> None:
    """Fit and write the weights; print how the training questions fare."""
    options = _options()
    reader, held_out = BundledReader(), json.loads((WEIGHTS / "config.json").read_text())["held_out_from"]
    with tempfile.TemporaryDirectory() as scratch:
        seeds = seed_examples(options.seeds, Path(scratch) / "seeds", reader)
        quiz = list(quiz_examples(options.quiz, Path(scratch) / "quiz", held_out, reader))
        final = fit_ranking(seeds)
        weights, bias = fit_answering((seeds, quiz), final)
    parts = {
        "first": _part({name: PRIOR[name] for name in NAMES}),
        "final": _part(dict(zip(FINAL_NAMES, final.tolist(), strict=True))),
        "answers": _part(dict(zip(COVERAGE_NAMES, weights.tolist(), strict=True)), bias),
    }
    options.out.write_text(json.dumps(parts, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(seeds)} and {len(quiz)} examples, weights in {options.out}\n")


def seed_examples(folder: Path, place: Path, reader: BundledReader) -> list[Example]:
    """The starter collection's examples; the index is built in `place`."""
    dataset = load_dataset(folder)
    with NewsIndex.create(place) as index:
        index.add(dataset.articles)
        return list(examples(dataset, index, reader))


def fit_ranking(found: Sequence[Example]) -> Floats:
    """Weights of FINAL_NAMES."""
    prior = np.array([PRIOR[name] for name in FINAL_NAMES])
    ranked = [one for one in found if one.gold.any() and not one.gold.all()]

    def loss(weights: Floats) -> tuple[float, Floats]:
        parts = [_question_loss(one, weights) for one in ranked]
        distance = weights - prior
        value = sum(part[0] for part in parts) / len(parts) + HOLD * float(distance @ distance) / 2
        return value, np.sum([part[1] for part in parts], axis=0) / len(parts) + HOLD * distance

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
    """Weights of COVERAGE_NAMES and a bias at which probability 0.5 refuses REFUSED of the first style's answerable."""
    column = final.astype(np.float32)
    parts = [
        np.array([one.summary(one.scored.rows @ column) for one in style], dtype=np.float64)
        for style in styles
    ]
    labels = [np.array([one.answerable for one in style]) for style in styles]
    rows, known = np.vstack(parts), np.concatenate(labels)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=STIFFNESS, max_iter=3000)
    model.fit((rows - mean) / spread, known, sample_weight=np.concatenate([_balanced(one) for one in labels]))
    weights = model.coef_[0] / spread
    return weights, -float(np.quantile(parts[0][labels[0]] @ weights, REFUSED))


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
    parser.add_argument("--out", type=Path, default=FILE, help="where to write the weights")
    return parser.parse_args()


if __name__ == "__main__":
    main()
