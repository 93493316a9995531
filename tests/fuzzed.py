"""How the fuzzing tests run: as many examples as FUZZ_EXAMPLES says, none kept, each failure printed so that it repeats."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings


def fuzzed(examples: int) -> settings:
    """Settings for hypothesis; `examples` are tried where FUZZ_EXAMPLES says nothing."""
    return settings(
        max_examples=int(os.environ.get("FUZZ_EXAMPLES", examples)),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
