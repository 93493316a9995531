"""Why a passage near by does not answer is told truly and in whole names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from test_overtaken import candidate

from indexes.reports import Statistics
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


def test_a_day_without_a_year_is_told_with_the_year_it_was_read_as() -> None:
    asked = understand("Who opened the pier on 8 May?", COLLECTION, as_of=datetime(2025, 6, 1, tzinfo=UTC))
    assert (
        shortfall(asked, candidate("The pier was painted.", 3)) == "published 3 March 2025, before 8 May 2025"
    )
