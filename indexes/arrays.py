"""Names for the arrays that travel between modules."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float32]
"""Vectors, one a row."""

IdArray: TypeAlias = npt.NDArray[np.int64]
"""Passage ids."""
