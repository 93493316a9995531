"""Questions that only look as if they asked for the order of two events, and events that share a verb."""

from __future__ import annotations

import pytest
from part_articles import BRIDGE, COLLECTION, assistant

from indexes import Article
from qa import NewsAssistant
from qa.order import two_events
from qa.parts import parts_of
from qa.question import understand

__all__ = ["assistant"]  # a fixture


@pytest.mark.parametrize(
    "question",
    [
        "Was the vote at Pell earlier than expected?",
        "Was the vote at Pell later than reported?",
        "Was the closure of the quay earlier than announced?",
        "Was the closure of the quay later than the council had promised?",
        "Was the flood at Wexley later than usual?",
        "Was the flood at Wexley earlier than last year?",
        "Was the flood at Wexley earlier than in 2021?",
        "Was the flood earlier than the year before?",
        "Was the flood earlier or later than planned?",
        "Was the flood later than March?",
        "Which closed last month, the quay or the lido?",
        "What opened last month in Wexley or Pell?",
        "Who resigned last week or this week?",
        "Who left last Tuesday, Ada Quill or Tomas Brandt?",
        "What happened last night, the vote or the strike?",
        "What happened earlier this week, the vote or the strike?",
        "Who left first, or was anybody sacked?",
        "Who left first, the mayor or did the clerk go?",
        "Which closed first in Wexley, the quay or the lido?",
        "Which opened first this year, the quay or the lido?",
        "Which opened first by that date, the quay or the lido?",
        "What opened last, the week or the month?",
    ],
)
def test_a_time_or_an_expectation_is_no_event(question: str) -> None:
    assert two_events(question) is None


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Was the vote at Pell later than the flood at Wexley?", "the vote at Pell", "the flood at Wexley"),
        ("Was the vote earlier or later than Ada Quill's trial?", "the vote", "Ada Quill's trial"),
        ("Which closed last, the quay or the lido?", "the quay closed", "the lido closed"),
        ("Who left first, Ada Quill or Tomas Brandt?", "Ada Quill left", "Tomas Brandt left"),
        ("What happened last, the vote or the strike?", "the vote", "the strike"),
    ],
)
def test_two_events_are_still_read(question: str, first: str, second: str) -> None:
    events = two_events(question)
    assert events
    assert (events.first, events.second) == (first, second)


@pytest.mark.parametrize(
    ("question", "lone"),
    [
        ("Which closed first, the Wexley Bridge or the lido?", "When the lido closed?"),
        ("Which closed first, the lido or the Wexley Bridge?", "When the lido closed?"),
        ("Who resigned first, Ada Quill or the clerk?", "When the clerk resigned?"),
    ],
)
def test_an_event_that_shares_its_verb_with_the_other_borrows_no_names_of_it(
    question: str, lone: str
) -> None:
    parts = parts_of(understand(question, COLLECTION), COLLECTION)
    assert lone in [part.question.standalone for part in parts]


@pytest.mark.parametrize("other", ["lido", "ferry"])
def test_what_one_sentence_tells_of_one_thing_does_not_date_the_other(
    assistant: NewsAssistant, other: str
) -> None:
    assistant.index.add(Article(id="x", title="", text=f"The {other} is blue.", published=BRIDGE.published))
    for question in (f"the Wexley Bridge or the {other}", f"the {other} or the Wexley Bridge"):
        answer = assistant.ask(f"Which closed first, {question}?")
        assert answer.conclusion is None
