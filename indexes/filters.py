"""Which articles a search may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Filters:
    """Outlets and publication dates that a search is limited to; empty means no limit.

    `sources` are compared without regard to case. `published_after` is inclusive, `published_before`
    exclusive, both aware; an article without a date never passes them. `as_of` leaves out what is known to be
    published at or after that moment; articles without a date stay.
    """

    sources: tuple[str, ...] = ()
    published_after: datetime | None = None
    published_before: datetime | None = None
    as_of: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.sources or self.published_after or self.published_before or self.as_of)
