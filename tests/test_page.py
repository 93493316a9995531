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


def test_a_filter_limits_what_is_searched_until_its_chip_is_removed(wide: Visit) -> None:
    wide.page.locator("[data-filter=outlets] summary").click()
    wide.page.get_by_label("Velden Post").check()
    wide.page.keyboard.press("Escape")
    expect(wide.page.get_by_label("Velden Post", exact=True)).to_be_hidden()
    turn = wide.ask(BRIDGE)
    expect(turn.locator(".not-found")).to_contain_text("Searched 1 article from 1 outlet (Velden Post)")
    expect(turn.locator(".limited")).to_have_text("Only Velden Post")
    wide.page.get_by_role("button", name="Remove the limit: Velden Post").click()
    expect(wide.page.locator(".chosen-chip")).to_have_count(0)
    expect(wide.ask(BRIDGE).locator(".answer")).to_contain_text("eleven weeks of repairs")


def test_a_quick_range_counts_from_the_newest_article(wide: Visit) -> None:
    wide.page.locator("[data-filter=dates] summary").click()
    wide.page.get_by_role("button", name="Newest week").click()
    expect(wide.page.locator(".chosen-chip")).to_contain_text("from 2025-04-17 to 2025-04-23")
    expect(wide.ask(BRIDGE).locator(".not-found")).to_contain_text("Searched 1 article from 1 outlet")


def test_dates_of_the_filter_include_both_days(wide: Visit) -> None:
    wide.limit(first_day="2025-03-14", last_day="2025-03-14")
    turn = wide.ask(BRIDGE)
    expect(turn.locator(".origins .outlets")).to_have_text("The Courier, 14 March 2025")


def test_days_the_wrong_way_round_are_said_and_nothing_is_asked(wide: Visit) -> None:
    wide.ask(NOT_TOLD)
    wide.limit("2025-03-20", "2025-03-14")
    wide.question.fill(BRIDGE)
    wide.question.press("Enter")
    expect(wide.page.locator("#notice")).to_contain_text(
        "“From” (2025-03-20) is later than “To” (2025-03-14)."
    )
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
    expect(narrow.source.get_by_text("‹ Answer")).to_be_visible()
    narrow.source.get_by_role("button", name="Close the source").tap()
    expect(narrow.source).to_be_hidden()
    expect(narrow.question).to_be_visible()
    turn.locator("a.cite").first.tap()
    expect(narrow.mark).to_be_in_viewport()
    narrow.page.go_back()
    expect(narrow.source).to_be_hidden()
    expect(turn).to_be_visible()


def test_long_hostile_words_do_not_widen_a_narrow_page(narrow: Visit) -> None:
    narrow.ask("x" * 400)
    narrow.ask(HOSTILE_QUESTION).locator("a.cite").first.tap()
    expect(narrow.mark).to_be_visible()
    assert _overflow(narrow) == 0


def test_nothing_scrolls_sideways_at_320_pixels(narrow: Visit) -> None:
    narrow.page.set_viewport_size({"width": 320, "height": 640})
    assert _overflow(narrow) == 0
    turn = narrow.ask(BRIDGE)
    narrow.ask(HOSTILE_QUESTION)
    assert _overflow(narrow) == 0
    turn.locator("a.cite").first.tap()
    expect(narrow.mark).to_be_in_viewport()
    assert _overflow(narrow) == 0
    assert int(narrow.source.evaluate("one => one.scrollWidth - one.clientWidth")) == 0
    narrow.source.get_by_role("button", name="Close the source").tap()
    narrow.page.get_by_role("button", name="Conversations").tap()
    expect(narrow.page.locator("#conversations")).to_be_visible()
    assert _overflow(narrow) == 0


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_no_line_of_an_answer_or_article_has_more_than_68_characters(
    width: str, request: pytest.FixtureRequest
) -> None:
    visit: Visit = request.getfixturevalue(width)
    visit.ask(BRIDGE).locator("a.cite").first.click()
    expect(visit.mark).to_be_visible()
    lines = visit.page.evaluate(_LINES)
    assert len(lines) > 3
    assert max(lines) <= 68


# Characters of each line as it is shown: a new line begins where a character stands lower than the one before.
_LINES = """() => [...document.querySelectorAll(".sentence .quote, #source .text p")].flatMap((place) => {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const lengths = [0];
  let bottom = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let i = 0; i < node.length; i++) {
      const range = document.createRange();
      range.setStart(node, i); range.setEnd(node, i + 1);
      const box = range.getClientRects()[0];
      if (!box) continue;
      if (bottom !== null && box.top > bottom - 4) lengths.push(0);
      bottom = box.bottom;
      lengths[lengths.length - 1]++;
    }
  return lengths;
})"""


def test_the_panel_leads_to_every_quote_of_the_answer_in_turn(wide: Visit, site: Site) -> None:
    quotes = [one.quote for one in site.assistant.ask(NOT_TOLD).nearest]
    assert len(quotes) > 1
    wide.ask(NOT_TOLD).locator("a.cite").first.click()
    expect(wide.source.get_by_role("button", name="Previous quote")).to_be_disabled()
    for place, quote in enumerate(quotes, 1):
        expect(wide.mark).to_have_text(quote)
        expect(wide.source.locator(".place")).to_have_text(f"{place} of {len(quotes)}")
        if place < len(quotes):
            wide.source.get_by_role("button", name="Next quote").click()
    expect(wide.source.get_by_role("button", name="Next quote")).to_be_disabled()
    wide.source.get_by_role("button", name="Previous quote").click()
    expect(wide.mark).to_have_text(quotes[-2])
    wide.page.keyboard.press("Escape")
    expect(wide.page.locator("a.cite", has_text=str(len(quotes) - 1))).to_be_focused()


def test_a_quote_is_copied_with_its_reference(wide: Visit, site: Site) -> None:
    wide.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    wide.ask(BRIDGE).locator("a.cite").first.click()
    wide.source.get_by_role("button", name="Copy quote").click()
    expect(wide.page.get_by_text("Copied")).to_be_visible()
    copied = wide.page.evaluate("navigator.clipboard.readText()")
    quote = site.assistant.ask(BRIDGE).citations[0]
    assert quote.quote in copied
    assert f"({quote.source}, 14 March 2025: {quote.title}, {quote.url})" in copied


def test_screen_readers_hear_a_new_answer_once_it_is_whole(wide: Visit) -> None:
    spoken = wide.page.locator("#spoken [role=status]")
    expect(spoken).to_be_empty()
    wide.ask(BRIDGE)
    expect(spoken).to_contain_text("eleven weeks of repairs")
    expect(spoken).to_contain_text("The Courier, 14 March 2025")
    wide.ask(NOT_TOLD)
    expect(spoken).to_contain_text("The articles do not tell.")


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
  for (const e of document.querySelectorAll("#masthead *, #thread *, #source *, #filters *, .drawer *")) {
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
