"""What something costs the processor and the memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 20.0  # of the processor, far more than any small file takes, far less than a bomb would
_MEMORY = 400 << 20  # bytes by which reading a small file may make the process grow


def cpu_seconds() -> float:
    """Of this process and of those that it waited for: how busy the machine is does not matter."""
    return time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


@contextmanager
def bounded_costs() -> Iterator[None]:
    """Nothing within may take long or much memory, whatever it is."""
    started, before = cpu_seconds(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert cpu_seconds() - started < _SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < _MEMORY
