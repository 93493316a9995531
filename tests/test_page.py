"""What a reader does on the page, in Chromium, over a real index. A visit also fails on a foreign request."""

from __future__ import annotations

import threading

import pytest
from browser import Site, Visit, browser, narrow, site, wide
from fake_assistant import HARBOUR
from hostile import HOSTILE, HOSTILE_ARTICLE, HOSTILE_QUESTION
from playwright.sync_api import expect

from indexes import Article

__all__ = ["browser", "narrow", "site", "wide"]  # fixtures
pytestmark = pytest.mark.browser

BRIDGE = "How long will the Marwick harbour bridge close for repairs?"
NOT_TOLD = "Who won the chess championship in Reykjavik?"


def test_a_click_on_a_chip_highlights_exactly_the_quote(wide: Visit, site: Site) -> None:
    turn = wide.ask(BRIDGE)
    quotes = {c.number: c for c in site.assistant.ask(BRIDGE).citations}
    for position in range(turn.locator("a.cite").count()):
        chip = turn.locator("a.cite").nth(position)
        quote = quotes[int(chip.inner_text())]
        chip.click()
        expect(wide.mark).to_have_text(quote.quote)
        expect(wide.mark).to_have_count(1)
        expect(wide.mark).to_be_in_viewport()
        expect(wide.source).to_contain_text(quote.title)
        expect(wide.source).to_contain_text(quote.source or "?")
        assert wide.mark.text_content() == quote.quote


def test_the_first_answer_is_the_sentence_that_tells(wide: Visit) -> None:
    turn = wide.ask(BRIDGE)
    expect(turn.locator(".sentence").first).to_contain_text("eleven weeks of repairs")
    expect(turn.locator(".origins")).to_contain_text("The Courier, 14 March 2025")
    assert turn.locator("a.cite").first.get_attribute("title") == "The Courier, 14 March 2025"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_on_a_chip_opens_it_and_escape_gives_the_focus_back(wide: Visit, key: str) -> None:
    chip = wide.ask(BRIDGE).locator("a.cite").first
    chip.focus()
    chip.press(key)
    expect(wide.mark).to_be_visible()
    wide.page.keyboard.press("Escape")
    expect(wide.source).to_be_hidden()
    expect(chip).to_be_focused()
    chip.press(key)
    expect(wide.mark).to_be_visible()


def test_the_keyboard_alone_leads_from_the_start_to_a_highlighted_source(wide: Visit) -> None:
    keys = wide.page.keyboard
    wide.page.evaluate("document.activeElement.blur()")
    keys.press("/")
    expect(wide.question).to_be_focused()
    keys.type(BRIDGE)
    keys.press("Enter")
    expect(wide.page.locator(".turn")).to_have_attribute("aria-busy", "false")
    expect(wide.question).to_have_value("")
    for _ in range(40):
        if wide.page.evaluate("document.activeElement.matches('a.cite')"):
            break
        keys.press("Shift+Tab")
    keys.press("Enter")
    expect(wide.mark).to_be_in_viewport()


def test_the_close_button_closes_and_the_same_chip_opens_again(wide: Visit) -> None:
    chip = wide.ask(BRIDGE).locator("a.cite").first
    chip.click()
    wide.source.get_by_role("button", name="Close the source").click()
    expect(wide.source).to_be_hidden()
    chip.click()
    expect(wide.mark).to_be_visible()


def test_the_original_is_linked_without_a_way_back(wide: Visit) -> None:
    wide.ask(BRIDGE).locator("a.cite[title^='The Courier']").first.click()
    link = wide.source.get_by_role("link", name="Read the original")
    expect(link).to_have_attribute("href", HARBOUR.url or "?")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


def test_what_the_articles_do_not_tell_looks_different_and_shows_the_nearest(wide: Visit) -> None:
    turn = wide.ask(NOT_TOLD)
    expect(turn.locator(".not-found")).to_contain_text("The articles do not tell.")
    expect(turn.locator(".not-found")).to_contain_text("Searched 4 articles")
    nearest = turn.locator(".nearest li")
    expect(nearest.first).to_be_visible()
    nearest.first.locator("a.cite").click()
    expect(wide.mark).to_have_text(nearest.first.locator(".quote").inner_text())


def test_a_suggested_question_asks_itself_and_is_answered(wide: Visit) -> None:
    suggestion = wide.page.locator("button.suggestion").first
    expect(suggestion).to_be_visible()
    asked = suggestion.inner_text()
    suggestion.click()
    expect(wide.page.locator(".turn .question")).to_have_text(asked)
    expect(wide.chips.first).to_be_visible()
    expect(suggestion).to_be_hidden()


def test_turns_stay_and_chips_of_an_earlier_answer_still_open(wide: Visit) -> None:
    first = wide.ask(BRIDGE)
    quote = first.locator(".quote").first.inner_text()
    wide.ask(NOT_TOLD)
    expect(wide.page.locator(".turn")).to_have_count(2)
    first.locator("a.cite").first.click()
    expect(wide.mark).to_have_text(quote)


def test_a_follow_up_is_asked_with_the_turns_before(wide: Visit) -> None:
    wide.ask("What will the repair of the harbour bridge cost?")
    follow_up = wide.ask("And who said so?")
    expect(follow_up.locator(".understood")).to_contain_text("Understood as:")


def test_a_filter_limits_what_is_searched(wide: Visit) -> None:
    wide.page.get_by_role("button", name="Filters").click()
    wide.page.get_by_label("Outlets").click()
    wide.page.get_by_role("option", name="Velden Post").click()
    wide.page.keyboard.press("Escape")
    expect(wide.ask(BRIDGE).locator(".not-found")).to_contain_text(
        "Searched 1 article from 1 outlet (Velden Post)"
    )


def test_dates_of_the_filter_include_both_days(wide: Visit) -> None:
    wide.limit(first_day="2025-03-14", last_day="2025-03-14")
    turn = wide.ask(BRIDGE)
    expect(turn.locator(".origins .outlets")).to_have_text("The Courier, 14 March 2025")


def test_dates_limit_a_question_also_when_the_filters_are_folded_away(wide: Visit) -> None:
    wide.limit(first_day="2025-04-10")
    wide.page.get_by_role("button", name="Filters").click()
    expect(wide.ask(BRIDGE).locator(".not-found")).to_contain_text("Searched 1 article from 1 outlet")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("not a date", ""), "“From” is not a date: not a date. Write it like 2025-03-14."),
        (("", "2025-02-30"), "“To” is not a date: 2025-02-30. Write it like 2025-03-14."),
        (("know", ""), "“From” is not a date: know. Write it like 2025-03-14."),
        (("2025-03-20", "2025-03-14"), "“From” (2025-03-20) is later than “To” (2025-03-14)."),
    ],
)
def test_a_wrong_date_is_said_and_nothing_is_asked(wide: Visit, days: tuple[str, str], said: str) -> None:
    wide.ask(NOT_TOLD)
    wide.limit(*days)
    wide.question.fill(BRIDGE)
    wide.question.press("Enter")
    expect(wide.page.locator("#notice")).to_contain_text(said)
    expect(wide.question).to_have_value(BRIDGE)
    expect(wide.page.locator(".turn")).to_have_count(1)
    wide.limit("", "")
    expect(wide.ask(BRIDGE).locator(".answer")).to_contain_text("eleven weeks of repairs")
    expect(wide.page.locator("#notice")).to_be_empty()


def test_the_last_day_there_is_is_no_error(wide: Visit) -> None:
    wide.limit("0001-01-01", "9999-12-31")
    expect(wide.ask(BRIDGE).locator(".sentence").first).to_contain_text("eleven weeks of repairs")


@pytest.mark.parametrize("blank", ["", "   "])
def test_enter_on_a_blank_question_does_nothing(wide: Visit, blank: str) -> None:
    wide.ask(BRIDGE)
    wide.ask(NOT_TOLD)
    wide.question.fill(blank)
    wide.question.press("Enter")
    wide.page.locator("#question button.submit-button").click()
    wide.page.wait_for_timeout(700)  # nothing happens, which no event tells
    expect(wide.page.locator(".turn")).to_have_count(2)


def test_questions_sent_while_one_is_answered_are_asked_after_it(
    wide: Visit, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, ask = threading.Event(), site.assistant.ask
    monkeypatch.setattr(
        site.assistant, "ask", lambda *given, **named: (told.wait(30), ask(*given, **named))[1]
    )
    questions = [BRIDGE, NOT_TOLD, "<b>What</b> will the repair of the harbour bridge cost?"]
    for question in questions:
        wide.question.fill(question)
        wide.question.press("Enter")
        expect(wide.question).to_have_value("")
    expect(wide.page.locator(".turn")).to_have_attribute("aria-busy", "true")
    waiting = wide.page.locator("#waiting p")
    expect(waiting).to_have_text([f"Asked next: {question}" for question in questions[1:]])
    wide.question.fill("not sent yet")
    told.set()
    expect(wide.page.locator(".turn[aria-busy=false] .question")).to_have_text(questions)
    expect(waiting).to_have_count(0)
    expect(wide.question).to_have_value("not sent yet")
    expect(wide.page.locator(".turn").first.locator(".answer")).to_contain_text("eleven weeks of repairs")


def test_a_question_that_did_not_reach_the_server_goes_back_into_the_box(wide: Visit) -> None:
    wide.page.route("**/gradio_api/queue/join*", lambda route: route.fulfill(status=500, body="{}"))
    wide.question.fill(BRIDGE)
    wide.question.press("Enter")
    expect(wide.question).to_have_value(BRIDGE)
    wide.page.unroute("**/gradio_api/queue/join*")
    expect(wide.ask(BRIDGE).locator(".answer")).to_contain_text("eleven weeks of repairs")


def test_the_start_page_says_what_this_is_before_the_server_has_answered_anything(
    narrow: Visit, site: Site
) -> None:
    narrow.page.route("**/gradio_api/**", lambda route: None)  # no event of the page is ever answered
    narrow.page.goto(site.url)
    expect(narrow.page.locator("#welcome")).to_contain_text("Ask the archive.")
    expect(narrow.page.locator("#welcome")).to_contain_text("an exact quote")
    expect(narrow.page.locator("#masthead")).to_contain_text("4 articles")


def test_a_forged_key_opens_nothing(wide: Visit) -> None:
    wide.ask(BRIDGE)
    for key in ("#cite-7-1", "#cite-1-99", "#harbour/0-40", "#<img src=x onerror=alert(1)>"):
        wide.chips.first.evaluate("(chip, key) => chip.setAttribute('href', key)", key)
        wide.chips.first.click()
        expect(wide.source.locator(".problem")).to_be_visible()
        expect(wide.mark).to_have_count(0)
        wide.page.keyboard.press("Escape")
        expect(wide.source).to_be_hidden()


def test_a_hostile_article_is_shown_as_text(wide: Visit, site: Site) -> None:
    turn = wide.ask("What did the saboteur Grimwald paint on the turbine hall?")
    expect(turn).to_contain_text(HOSTILE)
    for position in range(turn.locator("a.cite").count()):
        turn.locator("a.cite").nth(position).click()
        expect(wide.source).to_contain_text(HOSTILE_ARTICLE.title)
        expect(wide.mark).to_have_count(1)
        expect(wide.source).to_contain_text(HOSTILE_ARTICLE.author or "?")
    _expect_inert(wide)
    expect(wide.source.locator("a")).to_have_count(0)
    shown = turn.locator(".quote").first.text_content() or "?"
    assert shown in HOSTILE_ARTICLE.text


def test_a_hostile_question_is_shown_as_text(wide: Visit) -> None:
    turn = wide.ask(HOSTILE_QUESTION)
    expect(turn.locator(".question")).to_have_text(HOSTILE_QUESTION)
    _expect_inert(wide)


def test_hostile_text_among_the_nearest_passages_is_shown_as_text(wide: Visit) -> None:
    turn = wide.ask(f"{HOSTILE} Reykjavik championship?")
    expect(turn).to_contain_text(HOSTILE)
    _expect_inert(wide)


def _expect_inert(visit: Visit) -> None:
    """No element came out of the text. The visit itself fails on a dialog or a foreign request."""
    made = (
        "script, img, style, iframe, form, [onerror], [onmouseover], a[href^='javascript:'], a[href*='evil']"
    )
    for place in ("#thread", "#source"):
        expect(visit.page.locator(place).locator(made)).to_have_count(0)
    forged = visit.page.locator("#thread a.cite", has_text="9")
    expect(forged).to_have_count(0)
    visit.page.wait_for_timeout(300)  # a remote image would be asked for by now


def test_a_reload_leaves_a_working_page(wide: Visit) -> None:
    wide.ask(BRIDGE)
    wide.page.reload()
    expect(wide.page.locator(".welcome")).to_be_visible()
    expect(wide.page.locator(".turn")).to_have_count(0)
    wide.ask(BRIDGE).locator("a.cite").first.click()
    expect(wide.mark).to_be_visible()


def test_the_page_works_at_390_pixels_with_the_source_as_a_sheet(narrow: Visit) -> None:
    turn = narrow.ask(BRIDGE)
    assert _overflow(narrow) == 0
    narrow.ask(NOT_TOLD)
    assert _overflow(narrow) == 0
    turn.locator("a.cite").first.tap()
    expect(narrow.mark).to_be_in_viewport()
    assert _overflow(narrow) == 0
    box = narrow.source.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] > 100
    narrow.source.get_by_role("button", name="Close the source").tap()
    expect(narrow.source).to_be_hidden()
    expect(narrow.question).to_be_visible()


def test_long_hostile_words_do_not_widen_a_narrow_page(narrow: Visit) -> None:
    narrow.ask("x" * 400)
    narrow.ask(HOSTILE_QUESTION).locator("a.cite").first.tap()
    expect(narrow.mark).to_be_visible()
    assert _overflow(narrow) == 0


def test_chips_are_large_enough_to_touch(narrow: Visit) -> None:
    box = narrow.ask(BRIDGE).locator("a.cite").first.bounding_box()
    assert box
    assert box["width"] >= 28
    assert box["height"] >= 28


def _overflow(visit: Visit) -> int:
    return int(visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast_in_both_themes(wide: Visit, scheme: str) -> None:
    wide.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    wide.page.reload()
    wide.ask(NOT_TOLD)
    wide.ask(BRIDGE).locator("a.cite").first.click()
    expect(wide.mark).to_be_visible()
    assert ("dark" in (wide.page.locator("body").get_attribute("class") or "")) == (scheme == "dark")
    assert wide.page.evaluate(_LOW_CONTRAST) == []


# Every element with text of its own against the nearest background behind it: WCAG 2 AA asks for 4.5.
_LOW_CONTRAST = """() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const e of document.querySelectorAll("#masthead *, #thread *, #source *, #filters > button *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return low;
}"""


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_quote_far_down_a_long_article_is_scrolled_to(
    width: str, site: Site, request: pytest.FixtureRequest
) -> None:
    before = [
        f"Paragraph {n} tells of the weather over the moor and of nothing else at all." for n in range(80)
    ]
    text = "\n\n".join([*before, "The lighthouse at Cairnbeg holds 412 lamps, its keeper Una Roe said."])
    site.assistant.index.add(Article(id="long", title="A day on the moor", text=text, source="The Courier"))
    try:
        visit: Visit = request.getfixturevalue(width)
        visit.ask("How many lamps does the lighthouse at Cairnbeg hold?").locator("a.cite").first.click()
        expect(visit.mark).to_contain_text("412 lamps")
        expect(visit.mark).to_be_in_viewport()
    finally:
        site.assistant.index.remove("long")
