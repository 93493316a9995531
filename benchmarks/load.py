"""Many ask at once: `python -m benchmarks.load [--index PLACE] [--at-once 50 200]`.

A small asyncio client against the HTTP API of a server in a process of its own. Prints for each number how
many were answered and how many were told 'busy' with a time, how long the answered waited, and how soon
/healthz answered meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import httpx

from benchmarks.page_speed import questions
from benchmarks.serving import serving

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_PATIENCE: Final = 300.0  # seconds
_EVERY: Final = 0.25  # seconds between looks at the server's health


@dataclass(frozen=True, slots=True)
class Outcome:
    """The status of one answer, the seconds it took, and the seconds after which to ask again (0: none given)."""

    status: int
    seconds: float
    retry_after: int = 0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--at-once", type=int, nargs="+", default=[50, 200])
    options = parser.parse_args()
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(there, options.index))
    server.start()
    try:
        url = here.recv()
        for number in options.at_once:
            outcomes, health = asyncio.run(ask_at_once(url, number))
            sys.stdout.write(summary(number, outcomes, health) + "\n")
    finally:
        here.send("end")
        server.join(30)


async def ask_at_once(url: str, number: int) -> tuple[list[Outcome], list[float]]:
    """What became of each of `number` questions asked at once, and the seconds that each look at /healthz took."""
    asked = questions(number)
    limits = httpx.Limits(max_connections=number + 10)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=_PATIENCE) as client:
        watching = asyncio.create_task(_watch(client))
        outcomes = await asyncio.gather(*(_ask(client, asked[n % len(asked)]) for n in range(number)))
        watching.cancel()
        (health,) = await asyncio.gather(watching, return_exceptions=True)
    return list(outcomes), health if isinstance(health, list) else []


def summary(number: int, outcomes: list[Outcome], health: list[float]) -> str:
    """One line."""
    answered = sorted(one.seconds for one in outcomes if one.status == 200)
    busy = [one for one in outcomes if one.status in (429, 503) and one.retry_after > 0]
    others = len(outcomes) - len(answered) - len(busy)
    middle, last = (statistics.median(answered), answered[-1]) if answered else (0.0, 0.0)
    slowest = max(health, default=0.0)
    return (
        f"{number} at once: {len(answered)} answered (median {middle:.1f} s, last {last:.1f} s), {len(busy)} told "
        f"to come back, {others} failed; /healthz at most {slowest:.2f} s"
    )


async def _ask(client: httpx.AsyncClient, question: str) -> Outcome:
    began = time.monotonic()
    response = await client.post("/api/ask", json={"question": question})
    retry_after = int(response.headers.get("retry-after", 0))
    return Outcome(response.status_code, time.monotonic() - began, retry_after)


async def _watch(client: httpx.AsyncClient) -> list[float]:
    seconds: list[float] = []
    try:
        while True:
            began = time.monotonic()
            (await client.get("/healthz")).raise_for_status()
            seconds.append(time.monotonic() - began)
            await asyncio.sleep(_EVERY)
    except asyncio.CancelledError:
        return seconds


def _serve(pipe: Connection, index: Path | None) -> None:
    with serving(index, questions_per_minute=0) as url:
        pipe.send(url)
        pipe.recv()


if __name__ == "__main__":
    main()
