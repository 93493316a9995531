"""What the page tells of corrections, retractions and earlier versions, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from browser import Site, Visit, browser, site, visit
from hostile import HOSTILE
from playwright.sync_api import expect

from indexes import Article

__all__ = ["browser", "site", "visit"]  # fixtures
pytestmark = pytest.mark.browser

QUESTION = "How many lanterns hang in the lighthouse at Cairnbeg?"
NOTICE = "Correction: An earlier version of this article misstated the number of lanterns."
OLD = Article(
    id="lighthouse",
    title="Keeper of Cairnbeg retires",
    text="The lighthouse at Cairnbeg holds 41 lanterns, its keeper Una Roe said.\n\n"
    "Nobody has yet been named to follow her.",
    source="The Courier",
    published=datetime(2025, 4, 2, tzinfo=UTC),
)
NEW = replace(
    OLD,
    title=f"Keeper of Cairnbeg retires {HOSTILE}",
    text=f"The lighthouse at Cairnbeg holds 14 lanterns, its keeper Una Roe said.\n\nThe gulls stay. {HOSTILE}\n\n{NOTICE}",
)


@pytest.fixture
def lighthouse(site: Site) -> Iterator[None]:
    """The article as it came in first, and gone afterwards."""
    site.assistant.index.add(OLD)
    yield
    site.assistant.index.remove(OLD.id)


def test_a_corrected_article_is_marked_and_tells_what_changed(
    visit: Visit, site: Site, lighthouse: None
) -> None:
    site.assistant.index.add(NEW)
    turn = visit.ask(QUESTION)
    expect(turn.locator(".notice.told")).to_contain_text(f"Corrected (The Courier, 2 April 2025): “{NOTICE}”")
    turn.locator("a.cite").first.click()
    expect(visit.source.locator(".noted")).to_have_text("Corrected")
    expect(visit.source.locator(".text .told")).to_have_text(NOTICE)
    visit.source.locator("summary", has_text="what changed").click()
    changes = visit.source.locator(".changes")
    expect(changes.locator("del").first).to_have_text(
        "The lighthouse at Cairnbeg holds 41 lanterns, its keeper Una Roe said."
    )
    expect(changes.locator("ins").first).to_have_text(
        "The lighthouse at Cairnbeg holds 14 lanterns, its keeper Una Roe said."
    )
    expect(changes.locator(".detail")).to_contain_text(OLD.title)
    expect(changes.locator("ins").first).to_be_in_viewport()
    expect(visit.source.locator("script, img, style, a")).to_have_count(0)
    assert visit.overflow == []


def test_an_old_answer_opens_the_version_that_it_cites(visit: Visit, site: Site, lighthouse: None) -> None:
    turn = visit.ask(QUESTION)
    site.assistant.index.add(NEW)
    turn.locator("a.cite").first.click()
    expect(visit.mark).to_contain_text("41 lanterns")
    expect(visit.source).to_contain_text("This is version 1, which the answer cites.")


def test_the_table_marks_what_was_taken_back(visit: Visit, site: Site, lighthouse: None) -> None:
    site.assistant.index.add(replace(OLD, text="This article has been retracted.\n\n" + OLD.text))
    visit.page.get_by_role("button", name="Articles", exact=True).click()
    row = visit.page.locator("#archive tbody tr", has_text=OLD.title)
    expect(row.locator(".noted")).to_have_text("Retracted")
