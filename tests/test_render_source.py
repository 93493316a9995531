"""What a source looks like as markup: its one mark, its other quotes, its paragraphs, where its key leads."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from fake_assistant import FERRY, HARBOUR, FakeAssistant
from hypothesis import given
from hypothesis import strategies as st
from markups import Reader, answered, citation, source

from indexes.articles import Article
from qa.answers import (
    Answer,
    AnswerSentence,
    Status,
)
from qa.conversation import Turn
from ui.phrases import web_address
from ui.render_source import render_source
from ui.render_text import paragraphs
from ui.source import Source, StaleChip, UnknownChip, open_source


def test_the_source_leads_to_the_quotes_before_and_after_and_copies_the_quote_with_its_reference() -> None:
    answer = answered()
    first, last = (Reader(render_source(source(answer, f"cite-1-{n}"))) for n in (1, 2))
    steps = [[one for one in read.named("button") if one["class"] == "step"] for read in (first, last)]
    assert [[one["data-key"] for one in pair] for pair in steps] == [["", "cite-1-2"], ["cite-1-1", ""]]
    assert "disabled" in steps[0][0]
    assert "disabled" in steps[1][1]
    copied = next(one["data-copy"] for one in first.named("button") if one["class"] == "copy") or ""
    quote = answer.citations[0].quote
    assert copied == f"“{quote}” (The Courier, 14 March 2025: {HARBOUR.title}, {HARBOUR.url})"


def test_the_source_has_exactly_one_mark_whose_text_is_the_quote() -> None:
    answer = answered()
    for number, cited in enumerate(answer.citations, 1):
        read = Reader(render_source(source(answer, f"cite-1-{number}")))
        assert len(read.named("mark")) == 1
        assert read.text("mark") == cited.quote


def test_other_quotes_of_the_same_answer_are_highlighted_lightly() -> None:
    quotes = ["Nobody was in danger.", "The repair is expected to cost 6.4 million crowns."]
    cited = tuple(citation(HARBOUR, quote, number) for number, quote in enumerate(quotes, 1))
    sentences = tuple(AnswerSentence(c.quote, (c,)) for c in cited)
    body = render_source(source(Answer("q", Status.ANSWERED, sentences, cited), "cite-1-2"))
    assert f'<span class="cited">{quotes[0]}</span>' in body
    assert Reader(body).text("mark") == quotes[1]


def test_a_quote_over_two_paragraphs_stays_one_mark_with_its_line_breaks() -> None:
    quote = HARBOUR.text[HARBOUR.text.index("Nobody") : HARBOUR.text.index(" Ferries")]
    assert "\n\n" in quote
    cited = citation(HARBOUR, quote)
    read = Reader(render_source(source(Answer("q", Status.ANSWERED, (AnswerSentence(quote, (cited,)),)))))
    assert read.text("mark") == quote


def test_lines_that_are_never_cited_are_muted() -> None:
    body = render_source(source(answered()))
    assert (
        '<p class="muted"><span class="muted">Photo: The bridge seen from the fish market.</span></p>' in body
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://["])
def test_only_web_addresses_become_links(url: str) -> None:
    hostile = replace(HARBOUR, url=url)
    assert Reader(render_source(source(answered(), "cite-1-1", hostile, FERRY))).named("a") == []
    assert web_address(url) is None


def test_the_original_opens_elsewhere_and_learns_nothing() -> None:
    link = Reader(render_source(source(answered()))).named("a")[0]
    assert (link["href"], link["target"]) == (HARBOUR.url, "_blank")
    assert link["rel"] == "noopener noreferrer nofollow"


@pytest.mark.parametrize(
    "key",
    ["cite-1-99", "cite-9-1", "near-1-1", "cite-0-1", "cite-1-1'", "harbour/0-5", "", None, 7, "cite-1-1\n"],
)
def test_a_key_that_no_answer_of_the_conversation_holds_opens_nothing(key: object) -> None:
    with pytest.raises(UnknownChip):
        open_source(key, (Turn("q", answered()),), FakeAssistant().index)


def test_an_article_that_changed_or_went_since_the_answer_is_not_guessed_at() -> None:
    turns = (Turn("q", answered()),)
    with pytest.raises(StaleChip, match="changed"):
        open_source("cite-1-1", turns, FakeAssistant([replace(HARBOUR, text="Other " + HARBOUR.text)]).index)
    with pytest.raises(StaleChip, match="removed"):
        open_source("cite-1-1", turns, FakeAssistant([FERRY]).index)


@given(st.text(alphabet="ab \n\t.", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_paragraphs_hold_all_words_in_order_and_never_cut_the_quote(
    text: str, start: int, length: int
) -> None:
    end = min(len(text), start + length)
    active = (min(start, end), end)
    spans = list(paragraphs(Source("k", Article("t", text, "x"), active)))
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    quote = text[active[0] : active[1]]
    if quote.strip() == quote and quote:
        assert any(a <= active[0] and active[1] <= b for a, b in spans)


def test_an_article_of_captions_and_blanks_is_drawn_in_no_time() -> None:
    lines = [f"Photo: the harbour, seen for the {n}th time." for n in range(4000)]
    text = "\n\n".join([*lines, "a" + " " * 200_000 + "b"])
    starts = [match.start() for match in re.finditer("Photo", text)]
    muted = tuple((start, start + len(line)) for start, line in zip(starts, lines, strict=True))
    began = time.process_time()
    body = render_source(Source("article", Article("t", text, "x"), (0, 0), muted=muted))
    assert time.process_time() - began < 5
    assert body.count('<p class="muted">') == 4000
