"""What may be fetched from the web, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass

USER_AGENT = "Citewire/0.1 (news archive; fetches what its user names)"
ROBOT = "Citewire"
"""The name by which robots.txt files may address it."""


@dataclass(frozen=True, slots=True)
class WebAccess:
    """Limits on fetching. Times in seconds; `max_bytes` of one page or feed once unpacked.

    `allow_private` lets it reach addresses that are not public (this machine, the local network).
    `follow_links` fetches the pages that feeds link to. `delay` lies between two requests to a host.
    """

    allow_private: bool = False
    follow_links: bool = False
    timeout: float = 20.0
    deadline: float = 60.0
    delay: float = 1.0
    max_bytes: int = 16 << 20
    max_redirects: int = 5
