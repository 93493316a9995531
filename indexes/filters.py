"""Which articles a search may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from indexes.errors import QuestionError


@dataclass(frozen=True, slots=True)
class Filters:
    """Outlets and publication dates that a search is limited to; empty means no limit.

    `sources` are compared without regard to case. `published_after` is inclusive, `published_before`
    exclusive, both aware; an article without a date never passes them. `as_of` leaves out what is known to be
    published at or after that moment; articles without a date stay. QuestionError for dates without a time zone.
    """

    sources: tuple[str, ...] = ()
    published_after: datetime | None = None
    published_before: datetime | None = None
    as_of: datetime | None = None

    def __post_init__(self) -> None:
        names = (self.sources,) if isinstance(self.sources, str) else tuple(self.sources)
        if not all(isinstance(name, str) for name in names):
            raise QuestionError(f"sources {self.sources!r} are not all names of outlets: give strings")
        object.__setattr__(self, "sources", names)
        for name in ("published_after", "published_before", "as_of"):
            object.__setattr__(self, name, _moment(name, getattr(self, name)))

    def __bool__(self) -> bool:
        return bool(self.sources or self.published_after or self.published_before or self.as_of)


def _moment(name: str, value: object) -> datetime | None:
    """In UTC, in which it is compared; QuestionError."""
    if value is None:
        return None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise QuestionError(f"{name} is {value!r}: give a datetime with a time zone")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise QuestionError(f"{name} is {value!r}, outside the years 1 to 9999") from None
