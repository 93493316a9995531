"""What an answer looks like as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from fake_assistant import FERRY, HARBOUR, FakeAssistant
from markups import Reader, answered, citation

from qa.answers import (
    Answer,
    AnswerSentence,
    Citation,
    Conclusion,
    DifferingFigure,
    Disagreement,
    MissingPart,
    Status,
)
from ui.exporting import answer_as_text, conversation_as_markdown
from ui.limits import Limits
from ui.phrases import outlets, period, reference
from ui.render import (
    render_header,
    render_progress,
    render_turn,
)
from ui.render_answer import render_answer
from ui.render_export import render_export
from ui.turns import KeptTurn

NOW = datetime(2025, 5, 1, tzinfo=UTC)


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


def test_who_wants_articles_counted_is_shown_where_they_are() -> None:
    for question, told in (
        ("How many articles are there about the ferry?", 1),
        ("How many cracks are there?", 0),
    ):
        text = Reader(render_answer(1, Answer(question, Status.NOT_FOUND))).text()
        assert text.count("A search under “Articles” counts them") == told


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
    assert "Only The Courier; from 1 March 2025" in Reader(render_turn(1, turn, "c")).text()


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
