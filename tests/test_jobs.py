"""Work on the collection: one at a time, how far it is, how long it will take, why it failed."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from editing import finished

from indexes.errors import ReadError
from indexes.reports import BuildReport
from ui.jobs import Job, JobRunning, Jobs
from ui.render_jobs import render_job


def test_one_job_at_a_time_and_how_far_it_is() -> None:
    jobs, go = Jobs(), threading.Event()

    def work(tell: Any) -> BuildReport:
        tell("Adding articles", 30, 120)
        go.wait(30)
        return BuildReport(("a",))

    jobs.start("Adding files", work)
    with pytest.raises(JobRunning, match="Adding files is still going on"):
        jobs.start("Rebuilding", work)
    while (now := jobs.now()) is None or not now.done:
        time.sleep(0.01)
    assert (now.done, now.total, now.finished) == (30, 120, False)
    go.set()
    assert finished(jobs).report == BuildReport(("a",))
    jobs.start("Rebuilding", work)


def test_a_job_that_fails_says_why_but_nothing_of_its_inside() -> None:
    def fail(error: Exception) -> Any:
        def work(tell: Any) -> None:
            raise error

        return work

    jobs = Jobs()
    jobs.start("Fetching", fail(ReadError("no such page")))
    assert finished(jobs).problem == "no such page"
    jobs.start("Fetching", fail(RuntimeError("secret")))
    assert "secret" not in finished(jobs).problem


def test_the_time_left_follows_the_pace_so_far() -> None:
    assert Job("Adding", done=30, total=120, seconds=10).seconds_left == 30
    assert Job("Adding", done=0, total=120, seconds=10).seconds_left is None
    shown = str(render_job(Job("Adding files", "Adding articles", 30, 1200, 10)))
    assert "Adding articles 30 of 1,200, about 7 minutes left" in shown
