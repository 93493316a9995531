"""Small invented articles for tests."""

from __future__ import annotations

from datetime import UTC, datetime

from indexes import Article

OUTLETS = ("Harbour Courier", "Agency Nord")


def bridge(number: int, **changes: object) -> Article:
    """The article about bridge `number`, published on day `number` of 2025; odd ones by Agency Nord."""
    fields: dict[str, object] = {
        "title": f"Bridge {number} closed",
        "text": (
            f"The bridge named Quay{number} was closed on Monday after cracks were found.\n\n"
            f"Engineer Ruth Pell{number} said the repair would take {number} weeks. Ferries run instead.\n\n"
            "Advertisement\n\n"
            f"The council will meet on the matter of Quay{number} next week."
        ),
        "source": OUTLETS[number % 2],
        "published": datetime(2025, 1, 1, tzinfo=UTC).replace(day=1 + number % 28),
    }
    return Article(**{**fields, **changes})  # type: ignore[arg-type]
