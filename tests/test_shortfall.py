"""Why a passage near by does not answer is told truly and in whole names."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from test_overtaken import candidate

from indexes import Article
from indexes.contents import Contents
from indexes.reports import Statistics
from indexes.spans import Sentence
from qa.candidates import Candidate, Reading
from qa.question import understand
from qa.shortfall import shortfall

COLLECTION = Statistics(1, 1, 1, (), None, datetime(2025, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("question", "text", "reason"),
    [
        ("What did Ada Brent say about the Sandle pier?", "The Sandle pier is long.", "does not mention Ada Brent"),
        ("What did Dame Ada Brent say of the pier?", "Ms Brent walked on the pier.", "related, but not surely an answer"),
        ("How old is Ada Brent?", "Ada Brent came on 8 May.", "same subject, but gives no age"),
        ("How much did the Sandle pier cost in 1911?", "The Sandle pier cost £9.", "published 3 March 2025, after 1911"),
        ("Who mended the Sandle pier in 1911?", "The Sandle pier was mended in 1911.", "same subject, but names nobody new"),
        ("Who invented the telescope?", "The pier was invented by gulls.", "another subject, without “telescope”"),
        ("What rotted the Sandle pier's planks?", "The Sandle pier rotted.", "same subject, but without “planks”"),
        ("Did 40 gulls leave the Sandle pier?", "Gulls leave the Sandle pier.", "does not mention 40"),
    ],
)  # fmt: skip
def test_what_the_passage_lacks_is_told(question: str, text: str, reason: str) -> None:
    assert shortfall(understand(question, COLLECTION), candidate(text, 3)) == reason


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Who painted the pier on Monday?", "published 3 March 2025, before 26 May 2025"),
        ("Who painted the pier since Tuesday?", "published 3 March 2025, before 27 May 2025"),
        ("Who painted the pier at the weekend?", "published 3 March 2025, before 31 May 2025 to 1 June 2025"),
        ("Who painted the pier after Wednesday?", "published 3 March 2025, not after 28 May 2025"),
        ("Who painted the pier in May?", "published 3 March 2025, before May 2025"),
        ("Who painted the pier in the summer of 2024?", "published 3 March 2025, after summer of 2024"),
        (
            "Which article published before 3 March tells of the pier?",
            "published 3 March 2025, not before 3 March 2025",
        ),
        ("Who painted the pier last week?", "published 3 March 2025, before last week"),
        ("What was done in 2023 and in 2024?", "published 3 March 2025, not of 2023 or of 2024"),
        ("Who painted the pier in 2024 and in 2025?", "same subject, but names nobody new"),
    ],
)
def test_another_time_is_told_in_words_that_hold(question: str, reason: str) -> None:
    asked = understand(question, COLLECTION, as_of=datetime(2025, 6, 1, tzinfo=UTC))
    assert shortfall(asked, candidate("The pier was painted.", 3)) == reason


def test_of_an_article_without_a_date_the_time_is_told_as_it_was_read() -> None:
    asked = understand("Who painted it since Tuesday?", COLLECTION, as_of=datetime(2025, 6, 1, tzinfo=UTC))
    article = Article(title="Pier", text="The pier was painted.")
    sentence = Sentence(article.id, 0, len(article.text), 0, True)
    reading = Reading(Contents(article, (sentence,), np.zeros((1, 2), dtype=np.float32), ()))
    assert (
        shortfall(asked, Candidate(reading, sentence, 1, 1.0)) == "undated, so not surely since 27 May 2025"
    )


def test_a_number_in_letters_is_that_number() -> None:
    asked = understand("How many of the 3 ferries sank?", COLLECTION)
    assert shortfall(asked, candidate("Three ferries sank.", 3)) != "does not mention 3"
    assert shortfall(asked, candidate("Four ferries sank.", 3)) == "does not mention 3"


def test_a_day_without_a_year_is_told_with_the_year_it_was_read_as() -> None:
    asked = understand("Who opened the pier on 8 May?", COLLECTION, as_of=datetime(2025, 6, 1, tzinfo=UTC))
    assert (
        shortfall(asked, candidate("The pier was painted.", 3)) == "published 3 March 2025, before 8 May 2025"
    )
