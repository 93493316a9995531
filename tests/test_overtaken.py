"""Where a plan or a price is asked for, the newest statement takes the place of older ones."""

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
from qa.overtaken import without_overtaken
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
    return [one.text for one in without_overtaken(asked, found, ranked)]


def test_the_newer_date_stands_and_the_older_one_is_gone() -> None:
    assert shown(WHEN, (OLD, 3), (NEW, 5)) == [NEW]


@pytest.mark.parametrize(
    "question",
    ["When was the Sandle pier to open?", "When will the Sandle pier open, as announced in March?"],
)
def test_who_asks_for_an_earlier_plan_is_given_it(question: str) -> None:
    assert shown(question, (OLD, 3), (NEW, 5))[0] == OLD


def test_of_one_day_what_is_to_be_stands_before_what_was_to_be() -> None:
    was = "The Sandle pier was due to open on 14 May."
    assert shown(WHEN, (was, 5), (NEW, 5)) == [NEW]


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
