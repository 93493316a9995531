"""The collection as its keepers see it: a table, what may be changed, and what became of it."""

from __future__ import annotations

import secrets
import shutil
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Final

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.progress import Progress
from indexes.reports import ArticleSummary, BuildReport, Failure
from qa.settings import Settings, web_access
from ui.history import Noticed, noticed
from ui.jobs import Job, JobRunning, Jobs
from ui.summaries import ORDERS, Summaries
from ui.timeline import Overview
from ui.uploads import Reading, shown_name

if TYPE_CHECKING:
    from indexes.index import NewsIndex
    from indexes.removals import Removed

UNDO: Final = 10  # seconds in which a removal can be undone, as the page says
_GRACE: Final = 5  # seconds more, for the way here
PAGE: Final = 25  # rows of the table


@dataclass(frozen=True, slots=True)
class TableView:
    """What of the table is asked for: rows that hold the words, in which order, which page (from 1).

    `first_day` and `last_day` (ISO, both included) limit the publication date; empty limits nothing.
    """

    words: str = ""
    order: str = "added"
    descending: bool = True
    page: int = 1
    first_day: str = ""
    last_day: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One page of the table, how many rows and pages there are, and what the articles in it take back of themselves."""

    view: TableView
    rows: tuple[ArticleSummary, ...]
    found: int
    noticed: Noticed = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """At least 1."""
        return max(1, -(-self.found // PAGE))


class Collection:
    """The articles of one index, shown and changed. Safe to use from several threads."""

    def __init__(self, index: NewsIndex, settings: Settings, jobs: Jobs) -> None:
        self._index = index
        self._settings = settings
        self.jobs = jobs
        self._lock = threading.Lock()
        self._removed: dict[tuple[str, str], tuple[float, Removed]] = {}
        self._summaries = Summaries(index)

    @property
    def web(self) -> bool:
        """Whether the page may fetch articles."""
        return self._settings.add_from_web

    def overview(self) -> Overview:
        """The articles per week and outlet."""
        return self._summaries.overview()

    def found(self, words: str) -> list[ArticleSummary]:
        """The articles whose title or outlet holds all the words, oldest first."""
        every = self._summaries.ordered("date", descending=False)
        return [one for one in every if _shows(one, TableView(words))]

    def titles(self, job: Job | None) -> dict[str, str]:
        """The titles, by id, of the articles that this job reports; none while it is running."""
        if job is None or job.report is None:
            return {}
        reported = {*job.report.added, *job.report.updated, *job.report.unchanged}
        every = self._summaries.ordered("added", descending=True)
        return {one.id: one.title for one in every if one.id in reported}

    def table(self, view: TableView) -> Table:
        """The page of the table; the last there is if there are fewer."""
        with self._lock:
            self._forget_old(time.monotonic())
        view = replace(view, order=view.order if view.order in ORDERS else "added")
        found = self._summaries.ordered(view.order, descending=view.descending)
        if view.words.strip() or view.first_day or view.last_day:
            found = [one for one in found if _shows(one, view)]
        table = Table(view, (), len(found))
        page = min(view.page, table.pages)
        rows = found[(page - 1) * PAGE : page * PAGE]
        return Table(
            replace(view, page=page), tuple(rows), len(found), noticed((one.id for one in rows), self._index)
        )

    def remove(self, reader: str, article_id: str) -> tuple[str, Article]:
        """Remove the article at once; the token with which it can be put back. Raises ArticleNotFound, JobRunning."""
        self.require_rest()
        removed = self._index.take_out(article_id)
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._forget_old(now := time.monotonic())
            self._removed[reader, token] = (now + UNDO + _GRACE, removed)
        return token, removed.article

    def put_back(self, reader: str, token: str) -> Article:
        """Undo a removal: the article is as it was. Raises ReadError when it is too late, JobRunning.

        Where it cannot be stored now, it can be tried again.
        """
        with self._lock:
            self._forget_old(time.monotonic())
            until, removed = self._removed.get((reader, token), (0.0, None))
        if removed is None or until < time.monotonic():
            raise ReadError("It is too late to undo that. Add the article again.")
        self.require_rest()
        self._index.put_back(removed)
        with self._lock:
            self._removed.pop((reader, token), None)
        return removed.article

    def _forget_old(self, now: float) -> None:
        self._removed = {key: one for key, one in self._removed.items() if one[0] > now}

    def require_rest(self) -> None:
        """Raises JobRunning while the collection is being changed."""
        if self.jobs.running():
            raise JobRunning("The collection is being changed. Wait until that is finished.")

    def add_files(self, folder: Path) -> None:
        """Begin adding what was uploaded into that folder, which is deleted afterwards. Raises JobRunning."""

        def work(tell: Progress) -> BuildReport:
            files = Reading(sorted(folder.iterdir()))
            try:
                return _shown(self._index.add(files, progress=files.naming(tell)))
            finally:
                shutil.rmtree(folder, ignore_errors=True)

        self.jobs.start("Adding files", work)

    def add_article(self, article: Article) -> None:
        """Begin adding an article that was typed or pasted. Raises JobRunning."""
        self.jobs.start("Adding the article", lambda tell: self._index.add(article, progress=tell))

    def add_url(self, url: str) -> None:
        """Begin fetching and adding a page or a feed. Raises ReadError where the server does not allow it."""
        if not self.web:
            raise ReadError("This server fetches nothing from the web (CITEWIRE_ADD_FROM_WEB).")
        if not url.startswith(("http://", "https://")):
            raise ReadError("Give an address that begins with http:// or https://.")
        web = web_access(self._settings)
        self.jobs.start("Fetching", lambda tell: self._index.add([url], progress=tell, web=web))

    def rebuild(self) -> None:
        """Begin building the index anew beside the live one. Raises JobRunning."""

        def work(tell: Progress) -> None:
            self._index.rebuild(progress=tell)

        self.jobs.start("Rebuilding", work)


def _shows(one: ArticleSummary, view: TableView) -> bool:
    words = view.words.casefold().split()
    text = f"{one.title} {one.source or ''}".casefold()
    if not all(word in text for word in words):
        return False
    if not (view.first_day or view.last_day):
        return True
    day = one.published.astimezone(UTC).date().isoformat() if one.published else ""
    return bool(day) and view.first_day <= day and (not view.last_day or day <= view.last_day)


def _shown(report: BuildReport) -> BuildReport:
    """With the names that the files were sent under."""
    failed = (Failure(shown_name(one.name), one.reason) for one in report.failed)
    return replace(report, failed=tuple(failed))
