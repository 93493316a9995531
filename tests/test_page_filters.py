"""What a reader limits a question to, in Chromium."""

from __future__ import annotations

import pytest
from browser import Visit, browser, site, visit
from playwright.sync_api import expect
from test_page import BRIDGE, NOT_TOLD

__all__ = ["browser", "site", "visit"]  # fixtures
pytestmark = pytest.mark.browser


def test_a_filter_limits_what_is_searched_until_its_chip_is_removed(visit: Visit) -> None:
    visit.page.locator("[data-filter=outlets] summary").click()
    visit.page.get_by_label("Velden Post").check()
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_label("Velden Post", exact=True)).to_be_hidden()
    turn = visit.ask(BRIDGE)
    expect(turn.locator(".not-found")).to_contain_text("Searched 1 article from 1 outlet (Velden Post)")
    expect(turn.locator(".limited")).to_have_text("Only Velden Post")
    visit.page.get_by_role("button", name="Remove the limit: Velden Post").click()
    expect(visit.page.locator(".chosen-chip")).to_have_count(0)
    expect(visit.ask(BRIDGE).locator(".answer")).to_contain_text("eleven weeks of repairs")


def test_a_quick_range_counts_from_the_newest_article(visit: Visit) -> None:
    visit.page.locator("[data-filter=dates] summary").click()
    visit.page.get_by_role("button", name="Newest week").click()
    expect(visit.page.locator(".chosen-chip")).to_contain_text("from 17 April 2025 to 23 April 2025")
    expect(visit.ask(BRIDGE).locator(".not-found")).to_contain_text("Searched 1 article from 1 outlet")


def test_dates_of_the_filter_include_both_days(visit: Visit) -> None:
    visit.limit(first_day="2025-03-14", last_day="2025-03-14")
    turn = visit.ask(BRIDGE)
    expect(turn.locator(".origins .outlets")).to_have_text("The Courier, 14 March 2025")


def test_days_the_wrong_way_round_are_said_and_nothing_is_asked(visit: Visit) -> None:
    visit.ask(NOT_TOLD)
    visit.limit("2025-03-20", "2025-03-14")
    visit.question.fill(BRIDGE)
    visit.question.press("Enter")
    expect(visit.page.locator("#notice")).to_contain_text(
        "“From” (2025-03-20) is later than “To” (2025-03-14)."
    )
    expect(visit.question).to_have_value(BRIDGE)
    expect(visit.page.locator(".turn")).to_have_count(1)
    visit.limit("", "")
    expect(visit.ask(BRIDGE).locator(".answer")).to_contain_text("eleven weeks of repairs")
    expect(visit.page.locator("#notice")).to_be_empty()


def test_the_last_day_there_is_is_no_error(visit: Visit) -> None:
    visit.limit("0001-01-01", "9999-12-31")
    expect(visit.ask(BRIDGE).locator(".sentence").first).to_contain_text("eleven weeks of repairs")


@pytest.mark.parametrize("instead", ["Ask without these dates", "Edit question"])
def test_days_that_were_being_changed_limit_nothing_that_is_asked_instead(visit: Visit, instead: str) -> None:
    turn = visit.ask(BRIDGE.replace("?", " in April 2025?"))
    turn.get_by_role("button", name="Change").click()
    expect(visit.page.locator("#first-day input")).to_have_value("2025-04-01")
    visit.page.keyboard.press("Escape")
    turn.get_by_role("button", name=instead).click()
    if instead == "Edit question":
        visit.question.fill(BRIDGE)
        visit.question.press("Enter")
    expect(visit.page.locator(".turn[aria-busy=false] .question")).to_have_text([BRIDGE])
    expect(visit.page.locator(".turn .limited")).to_have_count(0)
    expect(visit.page.locator(".chosen-chip")).to_have_count(0)
    expect(visit.page.locator(".turn .sentence").first).to_contain_text("eleven weeks")


def test_dates_read_in_a_question_can_be_changed_which_asks_again(visit: Visit) -> None:
    turn = visit.ask("How long will the Marwick harbour bridge close for repairs in April 2025?")
    turn.get_by_role("button", name="Change").click()
    first, last = visit.page.locator("#first-day input"), visit.page.locator("#last-day input")
    expect(first).to_be_focused()
    expect(visit.question).to_have_value(BRIDGE)
    assert (first.input_value(), last.input_value()) == ("2025-04-01", "2025-04-30")
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("Escape")
    expect(visit.question).to_have_value("")
    assert (first.input_value(), last.input_value()) == ("", "")
    turn.get_by_role("button", name="Change").click()
    first.fill("2025-03-01")
    visit.page.get_by_role("button", name="Ask with these dates").click()
    expect(visit.page.locator(".turn[aria-busy=false] .question")).to_have_text([BRIDGE])
    expect(visit.page.locator(".turn .limited")).to_have_text("Only from 1 March 2025 to 30 April 2025")
    expect(visit.page.locator(".turn .sentence").first).to_contain_text("eleven weeks")


def test_dates_read_in_a_question_are_a_chip_that_asks_again_without_them(visit: Visit) -> None:
    turn = visit.ask("How long will the Marwick harbour bridge close for repairs in April 2025?")
    expect(turn.locator(".understood")).to_contain_text("Dates: April 2025")
    turn.get_by_role("button", name="Ask without these dates").click()
    expect(visit.page.locator(".turn[aria-busy=false] .question")).to_have_text([BRIDGE])
    expect(visit.page.locator(".understood .undate")).to_have_count(0)
