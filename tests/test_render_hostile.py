"""Text stays text in all markup of answers, sources, lists and saved pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fake_assistant import FERRY
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from markups import Reader, citation

from indexes.articles import Article
from indexes.reports import Statistics
from qa.answers import (
    Answer,
    AnswerSentence,
    DifferingFigure,
    Disagreement,
    NearestPassage,
    Searched,
    Status,
)
from ui.conversations import ConversationSummary
from ui.limits import Limits
from ui.markup import joined, markup
from ui.render import (
    render_problem,
    render_progress,
    render_thread,
    render_turn,
    render_welcome,
)
from ui.render_conversations import render_listed
from ui.render_export import render_export
from ui.render_filters import render_filters
from ui.render_source import render_missing, render_source
from ui.source import Source
from ui.turns import KeptTurn

NOW = datetime(2025, 5, 1, tzinfo=UTC)


def hostile_article() -> Article:
    return Article(
        HOSTILE,
        f"{HOSTILE}\n\nThe end.",
        "x",
        "javascript:alert(1)",
        HOSTILE,
        HOSTILE,
        FERRY.published,
        HOSTILE,
    )


def hostile_answers() -> list[Answer]:
    article = hostile_article()
    cited = replace(citation(article, HOSTILE), speaker=HOSTILE)
    sentence = AnswerSentence(HOSTILE, (cited,), (0, 30), replace(cited, number=2))
    nearest = NearestPassage("x", 0, len(HOSTILE), HOSTILE, HOSTILE, None, HOSTILE, None, HOSTILE)
    searched = Searched(1, (HOSTILE,), article.published, article.published)
    said = {HOSTILE: HOSTILE, "question": HOSTILE}
    figure = DifferingFigure(1, (0, 30), HOSTILE, HOSTILE, article.published)
    answer = Answer(HOSTILE, Status.ANSWERED, (sentence,), (cited,), as_of=article.published, understood=said)
    answer = replace(answer, differing=(Disagreement(HOSTILE, (figure, replace(figure, citation=9))),))
    missing = Answer(HOSTILE, Status.NOT_FOUND, nearest=(nearest,), searched=searched, understood=said)
    return [answer, missing]


def hostile_markups() -> list[str]:
    article, (answer, missing) = hostile_article(), hostile_answers()
    shown = Source("cite-1-1", article, (0, len(HOSTILE)), ((3, 20),), ((1, 5),), ("cite-1-1", "cite-1-2"))
    limits = Limits((HOSTILE,), HOSTILE, HOSTILE)
    return [
        render_turn(1, KeptTurn(HOSTILE, answer, limits=limits), "c"),
        render_turn(1, KeptTurn(HOSTILE, missing, limits=limits), "c"),
        render_thread([], HOSTILE),
        render_filters(Statistics(1, 1, 1, (HOSTILE,), article.published, article.published)),
        render_listed([ConversationSummary("c", HOSTILE, NOW, 2)], HOSTILE),
        render_listed([], HOSTILE),
        render_progress(1, HOSTILE, answer.sentences),
        render_problem(1, HOSTILE, HOSTILE),
        render_welcome([HOSTILE]),
        render_source(shown),
        render_missing(HOSTILE),
    ]


@pytest.mark.parametrize("body", hostile_markups())
def test_hostile_text_makes_no_element_no_link_and_no_template(body: str) -> None:
    read = Reader(body)
    assert not {"script", "img", "iframe", "form", "style"} & {tag for tag, _ in read.tags}
    own = r"#(cite|near)-1-[12]|page/conversations/c(/1)?\.(md|html|json)"
    assert all(re.fullmatch(own, link["href"] or "") for link in read.named("a"))
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
    assert not re.search(r"[$`{}]", body)
    assert read.open == []
    assert "<script>alert(1)</script>" in read.text() + str(read.tags)


@pytest.mark.parametrize("answer", hostile_answers())
def test_a_saved_page_of_hostile_text_runs_nothing_and_asks_no_host(answer: Answer) -> None:
    body = render_export(HOSTILE, [KeptTurn(HOSTILE, answer)])
    read = Reader(body)
    assert not {"script", "img", "iframe", "form", "link"} & {tag for tag, _ in read.tags}
    assert [link["href"] for link in read.named("a") if not (link["href"] or "").startswith("#note-1-")] == []
    assert "default-src 'none'" in (read.named("meta")[1]["content"] or "")
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
    assert len(read.named("style")) == 1
    assert HOSTILE in read.text()


@given(st.text(), st.text())
def test_any_text_comes_back_from_markup_as_it_went_in(text: str, attribute: str) -> None:
    read = Reader(markup('<b title="{}">{}</b>', attribute, text))
    plain = text.replace("\x00", "\ufffd")
    assert read.text() == plain
    assert read.tags == [("b", {"title": attribute.replace("\x00", "\ufffd")})]


def test_markup_is_not_escaped_twice() -> None:
    assert joined([markup("<b>{}</b>", "a&b"), "<"]) == "<b>a&amp;b</b>&lt;"
