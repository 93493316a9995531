"""The slips that the benchmark makes are slips."""

from __future__ import annotations

import random

from rapidfuzz.distance import OSA

from benchmarks.slips import slipped


def test_a_slip_is_one_edit_that_keeps_the_first_letter() -> None:
    chance = random.Random(3)
    for word in ("bridge", "Starmer", "government") * 20:
        slip = slipped(word, chance)
        assert OSA.distance(word, slip) <= 1
        assert slip[0] == word[0]
