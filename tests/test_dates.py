"""Published fields as outlets write them."""

from __future__ import annotations

import pytest

from indexes.dates import parse_published
from indexes.errors import ReadError


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-01-09", "2025-01-09T00:00:00+00:00"),
        ("2025-01-09T13:42:00Z", "2025-01-09T13:42:00+00:00"),
        ("2025-01-09 13:42:00+0100", "2025-01-09T13:42:00+01:00"),
        ("2025-01-09T13:42:00.123-05:00", "2025-01-09T13:42:00.123000-05:00"),
        ("Thu, 09 Jan 2025 13:42:00 GMT", "2025-01-09T13:42:00+00:00"),
        ("Thu, 09 Jan 2025 13:42:00 -0500", "2025-01-09T13:42:00-05:00"),
        ("January 9, 2025", "2025-01-09T00:00:00+00:00"),
        ("9 January 2025", "2025-01-09T00:00:00+00:00"),
        ("Jan. 9, 2025", "2025-01-09T00:00:00+00:00"),
        ("Published: 9 Jan 2025 13:42", "2025-01-09T13:42:00+00:00"),
        ("Jan 9, 2025 1:42 PM EST", "2025-01-09T13:42:00-05:00"),
        ("January 9, 2025 at 1:42 p.m. ET", "2025-01-09T13:42:00-05:00"),
        ("July 9, 2025 at 1:42 p.m. ET", "2025-07-09T13:42:00-04:00"),
        ("25/12/2024", "2024-12-25T00:00:00+00:00"),
        ("12/25/2024", "2024-12-25T00:00:00+00:00"),
        (1736380800, "2025-01-09T00:00:00+00:00"),
        ("1736380800000", "2025-01-09T00:00:00+00:00"),
    ],
)
def test_a_date_is_read(written: object, meant: str) -> None:
    assert parse_published(written).isoformat() == meant


@pytest.mark.parametrize(
    "written", ["", "yesterday", "soon", "03/04/2024", "2024-13-45", True, "Monday", "99999999999999999999"]
)
def test_what_is_no_date_or_could_be_two_is_refused(written: object) -> None:
    with pytest.raises(ReadError):
        parse_published(written)
