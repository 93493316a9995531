"""Weight matrices in five bits a number, so that a twelve-layer ranker fits into the package.

Each row is cut into groups of GROUP numbers; a group keeps one half-precision scale and whole numbers from -15 to 15
(symmetric group-wise rounding, as in Dettmers and Zettlemoyer 2023, arXiv 2212.09720). The ranker is trained with its
weights rounded in this way, so that nothing is lost by packing them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

GROUP = 64
BITS = 5
LARGEST = 15
SMALLEST = 1e-6  # scale
_PLACES = 1 << np.arange(BITS - 1, -1, -1)
_WHOLE, _SCALE = ".packed", ".scale"

Floats = npt.NDArray[np.float32]
Arrays = Mapping[str, npt.NDArray[np.generic]]


def pack(name: str, matrix: Floats) -> dict[str, npt.NDArray[np.generic]]:
    """`name`.packed (bytes) and `name`.scale (rows, columns / GROUP) of a (rows, columns) matrix of whole groups."""
    groups = matrix.reshape(matrix.shape[0], -1, GROUP).astype(np.float32)
    scales = np.maximum(np.abs(groups).max(axis=-1, keepdims=True) / LARGEST, SMALLEST).astype(np.float16)
    exact = groups / scales.astype(np.float32)
    whole = np.clip(np.rint(exact), -LARGEST, LARGEST) + LARGEST + 1
    bits = (whole.astype(np.uint8)[..., None] >> np.arange(BITS - 1, -1, -1)) & 1
    return {name + _WHOLE: np.packbits(bits.astype(np.uint8).reshape(-1)), name + _SCALE: scales[..., 0]}


def unpack(tensors: Arrays) -> dict[str, Floats]:
    """Every tensor as float32 under its own name: packed matrices as (rows, columns), the others as they are."""
    plain = {n: t.astype(np.float32) for n, t in tensors.items() if not n.endswith((_WHOLE, _SCALE))}
    packed = [name.removesuffix(_WHOLE) for name in tensors if name.endswith(_WHOLE)]
    return plain | {name: _unpacked(tensors[name + _WHOLE], tensors[name + _SCALE]) for name in packed}


def _unpacked(whole: npt.NDArray[np.generic], scale: npt.NDArray[np.generic]) -> Floats:
    count = scale.size * GROUP
    bits = np.unpackbits(whole.astype(np.uint8))[: count * BITS].reshape(count, BITS)
    numbers = (bits @ _PLACES.astype(np.uint8)).astype(np.float32) - (LARGEST + 1)
    groups = numbers.reshape(*scale.shape, GROUP) * scale.astype(np.float32)[..., None]
    return np.asarray(groups.reshape(scale.shape[0], -1), dtype=np.float32)
