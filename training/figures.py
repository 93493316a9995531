"""How well scores rank, separate and calibrate, on questions that were held out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt
import torch

from training.fitting import Reader
from training.groups import Group

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """All between 0 and 1; higher is better but for the calibration error."""

    mrr: float  # reciprocal rank of the first answering sentence
    hit1: float  # an answering sentence stands first
    hit3: float  # ... among the first three
    refusal_auc: float  # best score with the answering sentences there against best score without them
    calibration_error: float  # mean distance of probability and truth over ten equal groups of pairs

    def rounded(self) -> dict[str, float]:
        """For JSON."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Scored:
    """One question's scores."""

    answering: Scores
    others: Scores

    @property
    def rank(self) -> int:
        """Of the best answering sentence, from 1; ties count against it."""
        return 1 + int((self.others >= self.answering.max()).sum())


def scored(reader: Reader, groups: Sequence[Group]) -> list[Scored]:
    """The scores of each group's sentences, without dropout."""
    reader.network.eval()
    with torch.inference_mode():
        return [_scored(group, reader.scores(group).double().numpy()) for group in groups]


def _scored(group: Group, scores: Scores) -> Scored:
    row = {place: n for n, place in enumerate(group.places)}
    return Scored(
        scores[[row[place] for place in group.answering]], scores[[row[place] for place in group.others]]
    )


def figures(questions: Sequence[Scored], temperature: float, offset: float) -> Figures:
    """Measured on raw scores, the calibration error on sigmoid(score / temperature + offset)."""
    ranks = np.array([question.rank for question in questions])
    present = np.array([max(q.answering.max(), q.others.max()) for q in questions])
    absent = np.array([question.others.max() for question in questions])
    scores, truths = flattened(questions)
    return Figures(
        mrr=float((1 / ranks).mean()),
        hit1=float((ranks == 1).mean()),
        hit3=float((ranks <= 3).mean()),
        refusal_auc=_auc(present, absent),
        calibration_error=_calibration_error(1 / (1 + np.exp(-(scores / temperature + offset))), truths),
    )


def calibrated(questions: Sequence[Scored]) -> tuple[float, float]:
    """Temperature and offset by which sigmoid(score / temperature + offset) fits best (Platt scaling)."""
    scores, truths = flattened(questions)
    inputs, line = np.stack([scores, np.ones_like(scores)], axis=1), np.zeros(2)
    for _ in range(50):  # Newton's method on the log-likelihood, which is concave
        chances = 1 / (1 + np.exp(-(inputs @ line)))
        curvature = (inputs * (chances * (1 - chances))[:, None]).T @ inputs
        line = line + np.linalg.solve(curvature + 1e-6 * np.eye(2), inputs.T @ (truths - chances))
    return float(1 / line[0]), float(line[1])


def flattened(questions: Sequence[Scored]) -> tuple[Scores, Scores]:
    """All pairs' scores, and 1 for the answering ones, 0 for the others."""
    scores = np.concatenate([np.concatenate([q.answering, q.others]) for q in questions])
    truths = np.concatenate([[1.0] * len(q.answering) + [0.0] * len(q.others) for q in questions])
    return scores, truths


def _auc(higher: Scores, lower: Scores) -> float:
    greater = (higher[:, None] > lower[None, :]).mean()
    return float(greater + (higher[:, None] == lower[None, :]).mean() / 2)


def _calibration_error(probabilities: Scores, truths: Scores) -> float:
    parts = np.array_split(np.argsort(probabilities), 10)
    return float(np.mean([abs(probabilities[part].mean() - truths[part].mean()) for part in parts]))
