"""How a change of the collection goes on, and what came of it -> markup; pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ui.markup import Inert, joined, markup
from ui.phrases import duration

if TYPE_CHECKING:
    from indexes.reports import BuildReport
    from ui.jobs import Job

_LISTED: Final = 50  # failures, and articles of each outcome, that are listed one by one


def render_job(job: Job | None, titles: Mapping[str, str] | None = None) -> Inert:
    """How far the work is, or how it ended; empty where there was none. `titles` are those of articles, by id."""
    if job is None:
        return Inert("")
    if job.problem:
        body = markup('<p class="problem">{}</p>', job.problem)
    else:
        body = _ended(job, titles or {}) if job.finished else _going_on(job)
    return markup(
        '<div class="job" data-state="{}">{}</div>', "finished" if job.finished else "running", body
    )


def _going_on(job: Job) -> Inert:
    of = f" of {job.total:,}" if job.total else ""
    left = f", about {duration(job.seconds_left)} left" if job.seconds_left is not None else ""
    value = markup(' value="{}" max="{}"', job.done, job.total) if job.total else Inert("")
    return markup(
        '<p>{}: {}</p><progress aria-label="{}"{}></progress>',
        job.title,
        f"{job.step} {job.done:,}{of}{left}" if job.step else "beginning",
        job.title,
        value,
    )


def _ended(job: Job, titles: Mapping[str, str]) -> Inert:
    if job.report is None:
        return markup("<p>{}: done in {}.</p>", job.title, duration(job.seconds))
    listed = joined(_outcomes(job.report, titles))
    return joined([markup("<p>{}</p>", _counts(job.report)), listed, _failures(job.report)])


def _counts(report: BuildReport) -> str:
    parts = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "failed": report.failed,
    }
    return ", ".join(f"{len(found):,} {name}" for name, found in parts.items()).capitalize() + "."


def _outcomes(report: BuildReport, titles: Mapping[str, str]) -> Iterator[Inert]:
    """Which articles were added, updated and left as they were, each a way to the article."""
    outcomes = {"Added": report.added, "Updated": report.updated, "Unchanged": report.unchanged}
    for name, ids in outcomes.items():
        known = [article_id for article_id in ids if article_id in titles]
        if known:
            yield _outcome(name, known, titles)


def _outcome(name: str, ids: Sequence[str], titles: Mapping[str, str]) -> Inert:
    items = [
        markup(
            '<li><button type="button" class="read" data-article="{}">{}</button></li>',
            one,
            titles[one] or "Untitled article",
        )
        for one in ids[:_LISTED]
    ]
    return markup(
        '<details class="outcome"><summary>{}</summary><ul>{}{}</ul></details>',
        name,
        joined(items),
        _more(len(ids) - len(items)),
    )


def _failures(report: BuildReport) -> Inert:
    shown = [markup("<li><b>{}</b>: {}</li>", one.name, one.reason) for one in report.failed[:_LISTED]]
    more = _more(len(report.failed) - len(shown))
    return markup('<ul class="failures">{}{}</ul>', joined(shown), more) if shown else Inert("")


def _more(number: int) -> Inert:
    return markup("<li>and {} more</li>", f"{number:,}") if number > 0 else Inert("")
