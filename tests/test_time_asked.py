"""Is a sentence of the time that a question names?"""

from datetime import UTC, datetime

import numpy as np
import pytest

from indexes import Article
from indexes.contents import Contents
from indexes.reports import Statistics
from indexes.spans import Sentence
from qa.candidates import Candidate, Reading
from qa.question import Question, understand
from qa.time_asked import of_the_time, time_missed


def question_of(text: str) -> Question:
    return understand(text, Statistics(1, 1, 1), as_of=datetime(2025, 8, 1, tzinfo=UTC))


def sentence(text: str, day: str | None) -> Candidate:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    article = Article(id="a", title="The quay", text=text, published=published)
    found = Sentence("a", 0, len(text), 0, citable=True)
    return Candidate(Reading(Contents(article, (found,), np.zeros((1, 2), np.float32), ())), found, 1, 1.0)


@pytest.mark.parametrize(
    ("question", "text", "day", "told"),
    [
        ("How many sank on 2 February 2025?", "Two boats sank on Sunday.", "2025-02-03", True),
        ("How many sank on 2 February 2025?", "Two boats sank on Sunday.", "2025-02-14", False),
        (
            "Is the strike on 10 March 2025 going ahead?",
            "A strike is planned from March 10.",
            "2025-02-27",
            True,
        ),
        (
            "Is the strike on 11 March 2025 going ahead?",
            "A strike is planned from March 10.",
            "2025-02-27",
            False,
        ),
        (
            "Is the strike on 10 March 2024 going ahead?",
            "A strike is planned from March 10.",
            "2025-02-27",
            False,
        ),
        ("What will open in June 2025?", "The hall opens in June, it said.", "2025-02-27", True),
        ("What will open in July 2025?", "The hall opens in June, it said.", "2025-02-27", False),
        ("What was published on 10 March 2025?", "A strike is planned from March 10.", "2025-02-27", False),
        ("As things stood in late February 2025, what was due?", "Rent is due.", "2025-02-11", True),
        ("As things stood in late February 2025, what was due?", "Rent is due.", "2025-03-19", False),
    ],
)
def test_the_date_of_the_article_or_the_day_in_the_sentence_tells(
    question: str, text: str, day: str, told: bool
) -> None:
    asked, candidate = question_of(question), sentence(text, day)
    assert of_the_time(asked, candidate) == (1.0 if told else -1.0)
    assert time_missed(asked, [candidate]) is not told


def test_nothing_is_missed_where_no_time_is_named_or_nothing_is_dated() -> None:
    untimed, timed = question_of("How many sank?"), question_of("How many sank on 2 February 2025?")
    assert of_the_time(untimed, sentence("Two sank.", "2025-02-03")) == 0.0
    assert not time_missed(untimed, [sentence("Two sank.", "2025-02-03")])
    assert of_the_time(timed, sentence("Two sank.", None)) == 0.0
    assert not time_missed(timed, [sentence("Two sank.", None)])
    assert time_missed(timed, [sentence("Two sank.", None), sentence("Two sank.", "2025-05-03")])
