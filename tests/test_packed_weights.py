"""Five-bit weights: what goes in comes out, nearly, and exactly where it was rounded before."""

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from qa.packed_weights import BITS, GROUP, LARGEST, pack, unpack
from training.rounded_weights import Rounded


def matrix(rows: int, groups: int, seed: int, spread: float = 0.05) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, spread, (rows, groups * GROUP)).astype(np.float32)


@given(
    rows=st.integers(1, 9), groups=st.integers(1, 3), seed=st.integers(0, 1000), spread=st.floats(1e-3, 10)
)
def test_every_number_is_off_by_at_most_half_a_step(rows: int, groups: int, seed: int, spread: float) -> None:
    given_ = matrix(rows, groups, seed, spread)
    packed = pack("layer", given_)
    back = unpack(packed)["layer"]
    step = np.repeat(packed["layer.scale"].astype(np.float32), GROUP, axis=1)
    clipped = np.abs(given_) > LARGEST * step  # by the rounding of the scale to half precision
    assert back.shape == given_.shape
    assert (np.abs(back - given_)[~clipped] <= 0.5001 * step[~clipped]).all()


def test_what_was_rounded_once_stays_as_it_is() -> None:
    once = unpack(pack("layer", matrix(5, 2, 0)))["layer"]
    np.testing.assert_array_equal(unpack(pack("layer", once))["layer"], once)


def test_a_matrix_of_zeros_stays_zero() -> None:
    zeros = np.zeros((3, GROUP), dtype=np.float32)
    np.testing.assert_array_equal(unpack(pack("layer", zeros))["layer"], zeros)


def test_it_takes_five_bits_a_number_and_a_scale_a_group() -> None:
    packed = pack("layer", matrix(8, 2, 1))
    assert packed["layer.packed"].nbytes == 8 * 2 * GROUP * BITS // 8
    assert packed["layer.scale"].shape == (8, 2)


def test_other_tensors_pass_through_as_float32() -> None:
    back = unpack({**pack("layer", matrix(2, 1, 2)), "bias": np.ones(4, dtype=np.float16)})
    assert back["bias"].dtype == np.float32
    assert set(back) == {"layer", "bias"}


def test_weights_rounded_while_training_are_what_ships() -> None:
    given_ = torch.from_numpy(matrix(6, 3, 3))
    used = Rounded()(given_).numpy()
    np.testing.assert_array_equal(unpack(pack("layer", given_.numpy()))["layer"], used)
    np.testing.assert_array_equal(unpack(pack("layer", used))["layer"], used)
