"""What an answer and a source look like as markup, and that text stays text in it."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from fake_assistant import ARTICLES, FERRY, HARBOUR, FakeAssistant
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from indexes.articles import Article
from indexes.reports import Statistics
from qa.answers import (
    Answer,
    AnswerSentence,
    Citation,
    Conclusion,
    DifferingFigure,
    Disagreement,
    MissingPart,
    NearestPassage,
    Searched,
    Status,
)
from qa.conversation import Turn
from ui.conversations import ConversationSummary
from ui.exporting import answer_as_text, conversation_as_markdown
from ui.limits import Limits
from ui.markup import joined, markup
from ui.phrases import outlets, period, reference, web_address
from ui.render import (
    render_header,
    render_problem,
    render_progress,
    render_thread,
    render_turn,
    render_welcome,
)
from ui.render_answer import render_answer
from ui.render_conversations import render_listed
from ui.render_export import render_export
from ui.render_filters import render_filters
from ui.render_source import render_missing, render_source
from ui.render_text import paragraphs
from ui.source import Source, StaleChip, UnknownChip, open_source
from ui.turns import KeptTurn

NOW = datetime(2025, 5, 1, tzinfo=UTC)


class Reader(HTMLParser):
    """Tags with their attributes, and the text of elements, as a browser would read them."""

    def __init__(self, markup_text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(markup_text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("input", "meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def text(self, tag: str | None = None) -> str:
        return "".join(data for path, data in self.texts if tag is None or tag in path)


def citation(article: Article, quote: str, number: int = 1) -> Citation:
    start = article.text.index(quote)
    place = (article.id, start, start + len(quote), quote, article.title, article.url)
    return Citation(number, *place, article.source, article.published)


def answered(question: str = "How long will the harbour bridge at Marwick close for repairs?") -> Answer:
    answer = FakeAssistant().ask(question)
    assert answer.status is Status.ANSWERED
    return answer


def source(answer: Answer, key: str = "cite-1-1", *articles: Article) -> Source:
    return open_source(key, (Turn("q", answer),), FakeAssistant(articles or ARTICLES).index)


def test_each_sentence_is_followed_by_chips_that_show_its_number_and_name_its_outlet_and_date() -> None:
    read = Reader(render_answer(1, answered()))
    first = read.named("a")[0]
    assert (first["class"], first["role"], first["href"]) == ("cite", "button", "#cite-1-1")
    assert first["title"] == "The Courier, 14 March 2025"
    assert read.text("a") == "12"


def test_outlets_and_dates_stand_under_the_answer_each_once_with_the_newest() -> None:
    text = Reader(render_answer(1, answered())).text()
    assert "The Courier, 14 March 2025; Agency Nord, 15 March 2025" in text
    assert "As of 15 March 2025" in text


def test_the_short_answer_is_bold() -> None:
    quote = "The repair is expected to cost 6.4 million crowns."
    focus = (quote.index("6.4"), quote.index(" crowns"))
    sentence = AnswerSentence(quote, (citation(HARBOUR, quote),), focus)
    read = Reader(render_answer(1, Answer("q", Status.ANSWERED, (sentence,))))
    assert read.text("strong") == "6.4 million"
    assert quote in read.text()


def test_a_sentence_that_needs_context_shows_it_before_itself_with_a_chip_of_its_own() -> None:
    quote = "“But we will not wait for summer.”"
    before = citation(FERRY, "She added that the boats could stay after the repairs.", 1)
    sentence = AnswerSentence(quote, (replace(before, number=2, quote=quote),), context=before)
    body = render_answer(1, Answer("q", Status.ANSWERED, (sentence,)))
    read = Reader(body)
    assert read.text().index(before.quote) < read.text().index(quote)
    assert [chip["href"] for chip in read.named("a")] == ["#cite-1-1", "#cite-1-2"]
    assert 'class="context"' in body


def test_the_speaker_is_named_where_the_quote_does_not() -> None:
    spoken = replace(citation(HARBOUR, "“Nobody was in danger."), speaker="Ines Calloway")
    read = Reader(render_answer(1, Answer("q", Status.ANSWERED, (AnswerSentence(spoken.quote, (spoken,)),))))
    assert "Ines Calloway: “Nobody was in danger." in read.text()


def test_not_found_says_so_names_what_was_searched_and_shows_the_nearest_with_chips() -> None:
    answer = FakeAssistant().ask("Who won the chess tournament?")
    body = render_answer(2, answer)
    read = Reader(body)
    assert body.count("not-found") == 1
    assert "The articles do not tell." in read.text()
    assert "Searched 3 articles from 3 outlets (Agency Nord, The Courier and Velden Post)" in read.text()
    assert "14 March to 23 April 2025" in read.text()
    assert [chip["href"] for chip in read.named("a")] == ["#near-2-1", "#near-2-2", "#near-2-3"]
    assert all(passage.quote in read.text() and passage.reason in read.text() for passage in answer.nearest)


def test_an_answered_question_never_has_the_class_of_one_that_is_not() -> None:
    assert "not-found" not in render_answer(1, answered())


def test_a_partial_answer_says_that_it_is_one() -> None:
    text = Reader(render_answer(1, replace(answered(), status=Status.PARTIAL))).text()
    assert "only a part of this question" in text


def test_a_collection_too_old_for_the_latest_is_said_to_be_so() -> None:
    answer = replace(answered(), understood={"order": "newest first"})
    text = Reader(render_answer(1, answer, NOW)).text()
    assert "The newest article searched is of 23 April 2025, 8 days before the question." in text
    for fresh in ((answer, datetime(2025, 4, 24, tzinfo=UTC)), (answered(), NOW)):
        assert "newest article" not in Reader(render_answer(1, *fresh)).text()


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


def test_where_articles_disagree_their_quotes_stand_side_by_side_with_outlet_and_date() -> None:
    quotes = ["The repair is expected to cost 6.4 million crowns.", "Sund Line is hiring 40 deckhands"]
    cited = (citation(HARBOUR, quotes[0], 1), citation(FERRY, quotes[1], 2))
    answer = Answer(
        "q",
        Status.ANSWERED,
        tuple(AnswerSentence(c.quote, (c,)) for c in cited),
        cited,
        differing=(differing(cited),),
    )
    read = Reader(render_answer(1, answer))
    box = [text for path, text in read.texts if "section" in path]
    assert "The articles disagree on “the cost”" in "".join(box)
    assert [read.text("blockquote").count(quote) for quote in quotes] == [1, 1]
    assert [text for path, text in read.texts if "blockquote" in path and "strong" in path] == ["6.4", "40"]
    assert "The Courier, 14 March 2025" in "".join(box)
    assert "Agency Nord, 15 March 2025" in "".join(box)
    assert [link["href"] for link in read.named("a")] == ["#cite-1-1", "#cite-1-2"] * 2


def differing(cited: tuple[Citation, ...]) -> Disagreement:
    figures = [re.search(r"\d[\d.]*\d", one.quote) for one in cited]
    return Disagreement(
        "the cost",
        tuple(
            DifferingFigure(c.number, found.span(), found[0], c.source, c.published)
            for c, found in zip(cited, figures, strict=True)
            if found
        ),
    )


def test_what_a_question_was_limited_to_is_shown() -> None:
    turn = KeptTurn("q", answered(), limits=Limits(("The Courier",), "2025-03-01", ""))
    assert "Only The Courier; from 2025-03-01" in Reader(render_turn(1, turn, "c")).text()


def test_an_answer_of_another_version_says_so() -> None:
    assert "another version" in Reader(render_turn(1, KeptTurn("q", None), "c")).text()


def test_a_partial_answer_names_what_is_missing_and_a_conclusion_is_no_quote() -> None:
    missing = MissingPart("who <b>paid</b>", "not told")
    concluded = Conclusion("“A” came before “B”.", ())
    answer = replace(answered(), status=Status.PARTIAL, missing=(missing,), conclusion=concluded)
    read = Reader(render_answer(1, answer))
    assert "Not answered: “who <b>paid</b>” (not told)." in read.text()
    assert "From the dates: “A” came before “B”." in read.text()
    assert not read.named("b")
    for saved in (
        answer_as_text(answer),
        Reader(render_export("c", [KeptTurn("q", answer)])).text(),
        conversation_as_markdown("c", [KeptTurn("q", answer)]).replace("\\", ""),
    ):
        assert "Not answered: “who <b>paid</b>” (not told)." in saved
        assert "From the dates: “A” came before “B”." in saved


def test_what_was_read_into_a_question_is_shown() -> None:
    understood = {"question": "What did Ines Calloway say?", "dates": "10 to 16 March 2025"}
    text = Reader(render_answer(1, replace(answered(), understood=understood))).text()
    assert "Understood as: What did Ines Calloway say?" in text
    assert "Dates: 10 to 16 March 2025" in text


def test_a_turn_in_progress_is_marked_busy_so_that_screen_readers_wait() -> None:
    answer = answered()
    assert Reader(render_progress(1, "q", answer.sentences[:1])).named("section")[0]["aria-busy"] == "true"
    assert Reader(render_turn(1, KeptTurn("q", answer), "c")).named("section")[0]["aria-busy"] == "false"


def test_the_header_counts_the_collection() -> None:
    text = Reader(render_header(FakeAssistant().index.statistics())).text()
    assert "3 articles 3 outlets 14 March to 23 April 2025" in text


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


def test_phrases() -> None:
    assert HARBOUR.published
    assert FERRY.published
    assert period(HARBOUR.published, FERRY.published) == "14 March to 15 March 2025"
    assert period(HARBOUR.published, HARBOUR.published) == "14 March 2025"
    assert period(None, None) == ""
    assert reference(replace(HARBOUR, source=None)) == "Outlet unknown, 14 March 2025"
    assert reference(replace(HARBOUR, published=None)) == "The Courier, date unknown"
    assert reference(replace(HARBOUR, source=None, published=None)) == "Outlet and date unknown"
    assert outlets(()) == ""
    assert outlets(("A",)) == "A"
    assert outlets(tuple("ABCDEFGH")) == "A, B, C, D, E, F and 2 more"


def test_an_article_of_captions_and_blanks_is_drawn_in_no_time() -> None:
    lines = [f"Photo: the harbour, seen for the {n}th time." for n in range(4000)]
    text = "\n\n".join([*lines, "a" + " " * 200_000 + "b"])
    starts = [match.start() for match in re.finditer("Photo", text)]
    muted = tuple((start, start + len(line)) for start, line in zip(starts, lines, strict=True))
    began = time.process_time()
    body = render_source(Source("article", Article("t", text, "x"), (0, 0), muted=muted))
    assert time.process_time() - began < 5
    assert body.count('<p class="muted">') == 4000
