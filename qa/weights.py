"""The learned weights of evidence, made by `training/evidence_weights.py` and explained in docs/architecture.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from indexes.embedding import FloatArray

FILE = Path(__file__).parent / "evidence_weights.json"


@dataclass(frozen=True, slots=True)
class Linear:
    """A weighted sum of named features: `names` in the order of the columns."""

    weights: Mapping[str, float]
    bias: float = 0.0

    def __call__(self, rows: FloatArray, names: tuple[str, ...]) -> FloatArray:
        """(n,) scores of (n, features) rows whose columns are `names`."""
        column = np.array([self.weights[name] for name in names], dtype=np.float32)
        return np.asarray(rows @ column + np.float32(self.bias), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """`first` picks the candidates that are read again, `final` ranks them, `answers` gives log odds of answering."""

    first: Linear
    final: Linear
    answers: Linear


@cache
def load_weights(file: Path = FILE) -> EvidenceWeights:
    """The weights shipped with the package."""
    parts = json.loads(file.read_text(encoding="utf-8"))
    return EvidenceWeights(
        *(Linear(parts[name]["weights"], parts[name]["bias"]) for name in ("first", "final", "answers"))
    )
