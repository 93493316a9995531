"""Order and duration: which events a question names, when they were, and what follows."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hashing import HashingEmbedder
from part_articles import FERRY, assistant

from indexes import Article
from indexes.contents import Contents
from indexes.reports import Statistics
from indexes.sentences import sentences_of
from qa import DateBasis, NewsAssistant, Status, load_answer, verify
from qa.answering import answer_of
from qa.candidates import Candidate, Reading
from qa.chronology import with_unread
from qa.event_dates import Days, event_days
from qa.evidence import Evidence
from qa.order import Asked, TwoEvents, two_events
from qa.parts import parts_of
from qa.question import understand
from qa.weighing import Weighed, search_parts

__all__ = ["assistant"]  # a fixture


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Which came first, the closure of the bridge or the ferry strike?",
            TwoEvents(Asked.ORDER, "the closure of the bridge", "the ferry strike"),
        ),
        (
            "Did the vote happen before or after the strike?",
            TwoEvents(Asked.ORDER, "the vote", "the strike"),
        ),
        (
            "Did the mayor resign before or after the council voted?",
            TwoEvents(Asked.ORDER, "the mayor resign", "the council voted"),
        ),
        ("Did the vote take place before the strike?", TwoEvents(Asked.ORDER, "the vote", "the strike")),
        (
            "How long after the bridge closed did the ferries start?",
            TwoEvents(Asked.DURATION, "the bridge closed", "did the ferries start"),
        ),
        (
            "How many weeks passed between the vote and the strike?",
            TwoEvents(Asked.DURATION, "the vote", "the strike", "week"),
        ),
        (
            "In Wexley, what happened first: the vote or the strike?",
            TwoEvents(Asked.ORDER, "the vote", "the strike", setting="In Wexley"),
        ),
        (
            "Which opened first, the pier or the lock?",
            TwoEvents(Asked.ORDER, "the pier opened", "the lock opened", verb="opened"),
        ),
        ("Was the vote earlier than the strike?", TwoEvents(Asked.ORDER, "the vote", "the strike")),
        (
            "Which was announced first: the closure or the inquiry?",
            TwoEvents(Asked.ORDER, "the closure", "the inquiry"),
        ),
        (
            "Was the ballot held before the strike?",
            TwoEvents(Asked.ORDER, "the ballot", "the strike"),
        ),
        (
            "Was the quake in Pell before the flood in Wexley?",
            TwoEvents(Asked.ORDER, "the quake in Pell", "the flood in Wexley"),
        ),
        (
            "How much time passed between the vote and the strike?",
            TwoEvents(Asked.DURATION, "the vote", "the strike"),
        ),
        ("Was the bridge closed after the inspection?", None),
        ("Which team came first in the league or the cup?", None),
        ("How long did the strike last?", None),
        ("What happened before the vote?", None),
        ("Who came first in the race?", None),
    ],
)
def test_questions_of_order_and_duration_name_two_events(question: str, expected: TwoEvents | None) -> None:
    assert two_events(question) == expected


def days(
    text: str, event: str, published: datetime | None = datetime(2025, 2, 5, 9, tzinfo=UTC)
) -> Days | None:
    """When the event was by the first sentence of an article published on Wednesday 5 February 2025."""
    article = Article(id="a", title="", text=text, published=published)
    sentences = sentences_of(article)
    reading = Reading(Contents(article, sentences, HashingEmbedder().embed([text] * len(sentences)), ()))
    asked = understand(f"When {event}?", Statistics(1, 1, 1))
    return event_days(Candidate(reading, sentences[0], 1, 1.0), asked)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The bridge was closed on Monday.", date(2025, 2, 3), date(2025, 2, 3)),
        ("The bridge was closed on Wednesday.", date(2025, 2, 5), date(2025, 2, 5)),
        ("The bridge was closed last Wednesday.", date(2025, 1, 29), date(2025, 1, 29)),
        ("The bridge was closed yesterday.", date(2025, 2, 4), date(2025, 2, 4)),
        ("The bridge was closed three days ago.", date(2025, 2, 2), date(2025, 2, 2)),
        ("The bridge was closed on 8 January.", date(2025, 1, 8), date(2025, 1, 8)),
        ("The bridge was closed on 8 December.", date(2024, 12, 8), date(2024, 12, 8)),
        ("The bridge was closed in November 2024.", date(2024, 11, 1), date(2024, 11, 30)),
        ("The bridge was closed on 3 February, and reopened on 4 February.", date(2025, 2, 3), date(2025, 2, 3)),
        ("The order, given on Saturday, replaced the notice that the bridge was closed in force since Monday.",
         date(2025, 2, 3), date(2025, 2, 3)),
        ("The bridge was closed on 3 February, the mayor said on Tuesday.", date(2025, 2, 3), date(2025, 2, 3)),
    ],
)  # fmt: skip
def test_the_date_in_a_sentence_counts_from_its_publication(text: str, first: date, last: date) -> None:
    assert days(text, "the bridge closed") == Days(first, last, DateBasis.STATED)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The bridge will be closed on Monday.", date(2025, 2, 10)),
        ("The bridge will be closed on 14 April.", date(2025, 4, 14)),
    ],
)
def test_what_lies_ahead_has_not_happened(text: str, day: date) -> None:
    assert days(text, "the bridge closed") is None
    assert days(text, "the bridge will be closed") == Days(day, day, DateBasis.STATED)


def test_that_something_was_announced_is_of_the_day_of_the_report() -> None:
    text = "The bridge will not reopen until 14 April."
    told = Days(date(2025, 2, 5), date(2025, 2, 5), DateBasis.PUBLISHED)
    assert days(text, "the delay of the bridge to April") == told


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The bridge was closed earlier than last year.", "the bridge closed"),  # too wide to say when
        ("Divers searched the river on Monday after the bridge closed.", "the bridge closed"),
        ("Ballot papers on the bridge go out on Monday.", "the bridge ballot"),  # the Monday to come, perhaps
        ("The talks failed, making strikes at the bridge on Friday all but certain.", "the bridge strike"),
        ("Owners of the closed bridge were fined on Monday.", "the closed bridge"),  # when they were fined
        ("The council debated the bridge closure on Monday.", "the bridge closure"),  # when it was debated
        ("A man has died of burns suffered in the bridge fire.", "the bridge fire"),  # told in passing
        (
            "The bridge closed two days after the fire.",
            "the bridge closed",
        ),  # which is not the day of the paper
        ("The bridge closed for good.", "the last bridge closed"),  # which of several it was is not told
    ],
)
def test_a_date_of_something_else_or_of_an_unsure_day_is_not_that_of_the_event(text: str, event: str) -> None:
    assert days(text, event) is None


@pytest.mark.parametrize(
    ("text", "event", "day"),
    [
        ("Divers searched the river on Tuesday after the quake struck Pell on Monday.", "the Pell quake", 3),
        ("The death toll from Monday's quake in Pell has risen.", "the Pell quake", 3),
        ("The quake killed 12 people in Pell on Monday.", "the Pell quake", 3),
        ("The Pell ferry sank on Monday, six weeks later than the first.", "the Pell ferry sink", 3),
    ],
)
def test_a_date_goes_with_the_event_of_its_own_clause(text: str, event: str, day: int) -> None:
    assert days(text, event) == Days(date(2025, 2, day), date(2025, 2, day), DateBasis.STATED)


def test_a_sentence_that_holds_little_of_an_event_does_not_date_it() -> None:
    assert days("The bridge is of steel.", "the bridge closed after cracks") is None


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed after cracks were found.",
        "The bridge was closed, the mayor said on Tuesday.",  # when it was said
        "The bridge was closed for a second day on Tuesday.",  # when it had been closed for a day
        "WEXLEY, 4 February — The bridge was closed after cracks were found.",  # when it was written
    ],
)
def test_without_a_date_of_its_own_an_event_has_the_day_of_publication(text: str) -> None:
    assert days(text, "the bridge closed") == Days(date(2025, 2, 5), date(2025, 2, 5), DateBasis.PUBLISHED)


def test_a_sentence_beside_it_that_speaks_of_the_event_gives_its_date() -> None:
    text = "The bridge closed at once. The bridge was closed by the council on Monday."
    assert days(text, "the bridge closed") == Days(date(2025, 2, 3), date(2025, 2, 3), DateBasis.STATED)
    text = "The bridge closed at once. A ferry will sail on Monday."
    assert days(text, "the bridge closed") == Days(date(2025, 2, 5), date(2025, 2, 5), DateBasis.PUBLISHED)


def test_a_sentence_as_long_as_a_list_dates_nothing_and_takes_a_bounded_time() -> None:
    started = time.process_time()
    assert days("The bridge was closed on Monday " + "and on Monday " * 2000, "the bridge closed") is None
    assert time.process_time() - started < 5


def test_what_is_not_dated_at_all_has_no_days() -> None:
    assert days("The bridge was closed after cracks were found.", "the bridge closed", None) is None


def test_which_came_first_is_concluded_from_two_cited_dates(assistant: NewsAssistant) -> None:
    answer = assistant.ask(
        "Which came first, the closed Wexley bridge or the start of extra ferry sailings at Wexley?"
    )
    assert answer.status is Status.ANSWERED
    assert answer.conclusion is not None
    assert {c.article_id for c in answer.citations} == {"bridge", "ferry"}
    one, other = answer.conclusion.events
    assert (one.first, one.basis) == (date(2025, 2, 3), DateBasis.STATED)
    assert (other.first, other.basis) == (date(2025, 3, 8), DateBasis.STATED)
    assert "bridge” (3 February 2025, as told in [1]) came before" in answer.conclusion.text
    assert verify(answer, assistant.index) == []
    assert load_answer(answer.to_json()).conclusion == answer.conclusion
    assert all(sentence.text == sentence.citations[0].quote for sentence in answer.sentences)


def test_how_long_is_counted_in_days(assistant: NewsAssistant) -> None:
    answer = assistant.ask(
        "How many weeks after the Wexley bridge closed did the extra ferry sailings at Wexley start?"
    )
    assert answer.conclusion is not None
    assert answer.conclusion.text.startswith("33 days (4 weeks and 5 days) from")


def test_a_date_that_is_only_that_of_publication_is_called_so(assistant: NewsAssistant) -> None:
    answer = assistant.ask("Did the Fenwick quay wall sink before or after the Wexley bridge closed?")
    assert answer.conclusion is not None
    assert "(6 May 2025, the day of publication of [" in answer.conclusion.text
    assert answer.conclusion.text.startswith("“the Wexley bridge closed”")


def test_no_conclusion_is_drawn_from_dates_that_are_too_vague(assistant: NewsAssistant) -> None:
    vague = replace(FERRY, text="Sund Line started extra ferry sailings at Wexley in March 2025.")
    assistant.index.add(vague)
    first = assistant.ask(
        "Did the Wexley bridge close before or after the extra ferry sailings at Wexley started?"
    )
    assert first.conclusion is not None  # February is before March
    length = assistant.ask(
        "How long after the Wexley bridge closed did the extra ferry sailings at Wexley start?"
    )
    assert length.sentences
    assert length.conclusion is None  # but how many days before, nobody can say


def test_no_conclusion_is_drawn_where_one_event_is_not_told(assistant: NewsAssistant) -> None:
    answer = assistant.ask("Which came first, the closed Wexley bridge or the opera about penguins?")
    assert answer.status is Status.PARTIAL
    assert answer.conclusion is None


def test_a_conclusion_that_rests_on_no_citation_is_a_fault(assistant: NewsAssistant) -> None:
    answer = assistant.ask("Did the Fenwick quay wall sink before or after the Wexley bridge closed?")
    forged = load_answer(answer.to_json().replace('"citation": 1', '"citation": 9'))
    assert any("rests on what is not there" in one.reason for one in verify(forged, assistant.index))
    forged = load_answer(answer.to_json().replace('"first": "2025-05-06"', '"first": "2025-05-01"'))
    assert any("another day of publication" in one.reason for one in verify(forged, assistant.index))


def test_an_event_is_dated_by_all_that_is_told_of_it_also_where_the_ranker_did_not_read(
    assistant: NewsAssistant,
) -> None:
    question = "Which came first, the closure of the Wexley bridge or the start of the extra ferry sailings?"
    with assistant.index.snapshot() as view:
        asked = understand(question, view.statistics())
        parts = parts_of(asked, view.statistics())
        hits = search_parts(view, parts, 20)
        unread = [Weighed(part, Evidence((), 0.9)) for part in parts]
        weighed = with_unread(view, asked, unread, hits)
        other = replace(asked, standalone="What was closed?")
        assert with_unread(view, other, unread, hits) == unread
    conclusion = answer_of(asked, weighed, 3, 0.5).conclusion
    assert conclusion
    assert [event.first for event in conclusion.events] == [date(2025, 2, 3), date(2025, 3, 8)]
