"""Whether the clause around a day of the week looks back or ahead."""

from __future__ import annotations

import pytest

from qa.tense import Direction, direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge was closed on Monday.", Direction.BACK),
        ("The council, which met in Wexley, closed the bridge on Monday.", Direction.BACK),
        ("On Monday, the council closed the bridge.", Direction.BACK),
        ("Monday's quake has shaken the town.", Direction.BACK),
        ("A walkout planned for the bank holiday was called off on Monday.", Direction.BACK),
        ("The notice, given at 11:20 a.m. Monday, is void.", Direction.BACK),
        ("The mill sank on Monday.", Direction.BACK),
        ("The bridge will be closed on Monday.", Direction.AHEAD),
        ("The vote is due to be held on Monday.", Direction.AHEAD),
        ("The vote was lost and a new one is expected on Monday.", Direction.AHEAD),
        ("On Monday the council will vote.", Direction.AHEAD),
        ("Ballot papers go out on Monday.", Direction.UNSURE),
        ("The talks failed, making a strike on Monday all but certain.", Direction.UNSURE),
        ("The improved ferry sails on Monday.", Direction.UNSURE),
        ("Staff voted to walk out on Monday.", Direction.UNSURE),
        ("The hundred drivers have to return on Monday.", Direction.UNSURE),
        ("A strike on Monday.", Direction.UNSURE),
    ],
)
def test_the_nearest_verb_of_its_clause_tells_where_a_day_lies(text: str, expected: Direction) -> None:
    start = text.index("Monday")
    assert direction(text, start, start + len("Monday")) is expected
