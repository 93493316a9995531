"""Where a plan or a price is asked for, the newest statement of just that goes before older ones; none is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from indexes import Article
from indexes.contents import Contents
from indexes.reports import Statistics
from indexes.spans import Sentence
from qa.candidates import Candidate, Reading
from qa.evidence import RankedSentence
from qa.overtaken import newest_in_front
from qa.question import understand
from qa.token_scores import TokenScores

COLLECTION = Statistics(1, 1, 1, (), None, datetime(2025, 6, 1, tzinfo=UTC))
OLD = "The Sandle pier will open on 14 May, the harbour board said."
NEW = "The opening of the Sandle pier has been put off to 2 July."
WHEN = "When will the Sandle pier open?"


def candidate(text: str, month: int) -> Candidate:
    """The one sentence of an article printed on the third of a month of 2025."""
    article = Article(title="Sandle pier", text=text, published=datetime(2025, month, 3, tzinfo=UTC))
    sentence = Sentence(article.id, 0, len(text), 0, True)
    contents = Contents(article, (sentence,), np.zeros((1, 2), dtype=np.float32), ())
    return Candidate(Reading(contents), sentence, 1, 1.0)


def shown(question: str, *told: tuple[str, int], logits: tuple[float, ...] = ()) -> list[str]:
    """What is shown of sentences and the months they were printed in, best first."""
    found = [candidate(*one) for one in told]
    tokens = [TokenScores.of(((0, 999),), np.zeros(1, dtype=np.float32), logit) for logit in logits]
    ranked = [
        RankedSentence(one, 6.0 - 0.5 * place, tokens[place] if tokens else None)
        for place, one in enumerate(found)
    ]
    asked = understand(question, COLLECTION)
    return [one.text for one in newest_in_front(asked, found, ranked)]


def test_the_newer_date_stands_before_the_older_one() -> None:
    assert shown(WHEN, (OLD, 3), (NEW, 5)) == [NEW, OLD]


def test_what_is_put_off_for_a_second_time_stands_too() -> None:
    again = "The opening of the Sandle pier has been put back for a second time, to Friday 2 July, and it costs more."
    assert shown("When will the Sandle pier open?", (OLD, 3), (again, 5)) == [again, OLD]


@pytest.mark.parametrize(
    "question",
    ["When was the Sandle pier to open?", "When will the Sandle pier open, as announced in March?"],
)
def test_who_asks_for_an_earlier_plan_is_given_it(question: str) -> None:
    assert shown(question, (OLD, 3), (NEW, 5))[0] == OLD


def test_of_one_day_what_is_to_be_stands_before_what_was_to_be() -> None:
    was = "The Sandle pier was due to open on 14 May."
    assert shown(WHEN, (was, 5), (NEW, 5)) == [NEW, was]


def test_a_newer_report_that_only_recalls_the_old_price_does_not_stand() -> None:
    price = "Repairing the Sandle pier will cost £9m."
    recalled = "The repair of the Sandle pier would cost £4m when it was agreed."
    question = "How much will the repair of the Sandle pier cost?"
    assert shown(question, (price, 3), (recalled, 5))[0] == price


def test_what_the_ranker_takes_for_no_answer_overtakes_nothing() -> None:
    assert shown(WHEN, (OLD, 3), (NEW, 5), logits=(1.0, -6.0)) == [OLD, NEW]


def test_the_same_day_in_other_words_is_no_other_date() -> None:
    again = "The Sandle pier is to open on Wednesday 14 May."
    assert shown(WHEN, (OLD, 3), (again, 5)) == [OLD, again]


COST = "How much will the Sandle pier cost?"


@pytest.mark.parametrize(
    ("question", "old", "new"),
    [
        (WHEN, OLD, "The Sandle pier, originally due to open on 20 May, will open on 2 July."),
        (WHEN, OLD, "The board said the Sandle pier is now due to open on 2 July."),
        (WHEN, OLD, "It was put off again: the Sandle pier will open on 2 July."),
        (COST, "The Sandle pier will cost £5m.", "The cost of the Sandle pier was raised from £5m to £9m."),
        (COST, "The Sandle pier will cost £5m.", "The Sandle pier will now cost £9m instead of £5m."),
    ],
)
def test_a_sentence_with_an_old_and_a_new_figure_counts_with_its_new_one(
    question: str, old: str, new: str
) -> None:
    assert shown(question, (old, 3), (new, 5)) == [new, old]
    assert shown(question, (new, 5), (old, 3)) == [new, old]


@pytest.mark.parametrize(
    "new",
    [
        "The Sandle pier will not open on 1 April, as some had hoped.",
        "The Sandle pier’s museum will open on 2 July.",
        "The owner of the Sandle pier will open a hotel on 2 July.",
        "The Sandle pier café will open on 2 July.",
        "A café on the Sandle pier will open on 2 July.",
        "A petition asks that the Sandle pier will open on 1 April instead.",
        "Anglers want to see that the Sandle pier is to open on 1 April.",
        "The Sandle pier could open on 1 April.",
        "The Sandle pier may be due to open on 1 April.",
        "If the board agrees, the Sandle pier will open on 1 April.",
        "The Gorse Lane pool will open on 2 July, near the Sandle pier.",
        "The ferry will run on 2 July to mark that the Sandle pier will open.",
        "It will open on 2 July.",
    ],
)
def test_what_is_of_something_else_or_only_wished_overtakes_nothing(new: str) -> None:
    assert shown(WHEN, (OLD, 3), (new, 5)) == [OLD, new]


@pytest.mark.parametrize(
    ("question", "old", "new"),
    [
        (
            "When will the trial of Ned Harrow start?",
            "The trial of Ned Harrow will start on 14 May.",
            "The trial of Ned Harrow’s brother will start on 2 July.",
        ),
        (COST, "The Sandle pier will cost £9m.", "The Sandle pier has cost £2m so far."),
    ],
)
def test_neither_does_a_relative_or_what_was_spent_so_far(question: str, old: str, new: str) -> None:
    assert shown(question, (old, 3), (new, 5)) == [old, new]


def test_an_older_article_goes_before_no_newer_one_with_a_figure_that_stands() -> None:
    newer = "Its opening, the board says, is now on 2 July."
    older = "The Sandle pier will open on 14 May."
    oldest = "The Sandle pier will open on 3 March."
    assert shown(WHEN, (newer, 5), (older, 3)) == [newer, older]
    assert shown(WHEN, (oldest, 1), (newer, 5), (older, 3)) == [oldest, newer, older]


def test_what_is_denied_first_does_not_hide_what_stands() -> None:
    denied = "The Sandle pier will not open on 1 April, the board said."
    assert shown(WHEN, (denied, 5), (OLD, 3)) == [OLD, denied]


SHED = "The old ferry shed was sold on Monday."
PARTS = (
    "The reopening of Sandle Pier has been put back for a second time, to Friday 2 July. The mayor is sorry. "
    "The pier was due to open on 14 May, a date that had itself replaced an earlier one of 3 March."
)


def read_of(question: str, title: str, text: str, place: int) -> list[str]:
    """What is shown where the ranker read only the sentence at `place` of the newest article."""
    ends = [end + 1 for end, one in enumerate(text) if one == "."]
    starts = [0, *(end + 1 for end in ends[:-1])]
    article = Article(title=title, text=text, published=datetime(2025, 5, 3, tzinfo=UTC))
    spans = [
        Sentence(article.id, start, end, n, True)
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    vectors = np.zeros((len(spans), 2), dtype=np.float32)
    reading = Reading(Contents(article, tuple(spans), vectors, ()))
    found = Candidate(reading, spans[place], 1, 1.0)
    asked = understand(question, COLLECTION)
    ranked = [RankedSentence(found, 6.0), RankedSentence(candidate(OLD, 3), 5.5)]
    return [one.text for one in newest_in_front(asked, [one.candidate for one in ranked], ranked)]


@pytest.mark.parametrize(
    "question",
    ["whens the pier open again", "When is the pier going to open?", "When will the pier reopen?"],
)
def test_the_newest_date_is_shown_though_only_a_sentence_that_recalls_the_old_one_was_read(
    question: str,
) -> None:
    first, *_ = read_of(question, "Sandle Pier delayed again", PARTS, 2)
    assert first.endswith("to Friday 2 July.")


def test_a_date_of_another_thing_in_that_article_is_not_shown() -> None:
    text = (
        "The reopening of Orrin Pier has been put back to Friday 2 July. The pier was due to open on 14 May."
    )
    assert "2 July" not in " ".join(read_of("When will the pier reopen?", "Sandle news", text, 1))
