"""What a browser sends -> what was meant. None of it is trusted: what has another form counts as not sent."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import Final

from ui.limits import Limits

_ID: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_OUTLETS: Final = 500
_DAY: Final = 64  # characters of a date or a token that are looked at


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way: in which conversation (None for a new one).

    Turns are named by the moment when they were asked (ISO): `after` is the last that the page shows, `replaces`
    the one whose place the answer takes; empty for none. `token` names this question from when it is sent until it
    is answered; with `again` it was sent before.
    """

    question: str
    conversation: str | None = None
    limits: Limits = field(default_factory=Limits)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    after: str = ""
    replaces: str = ""
    again: bool = False


def asking(sent: object) -> Asking:
    """What is asked; a blank question where there is none."""
    outlets = _get(sent, "outlets")
    return Asking(
        text(sent, "question").strip(),
        conversation_id(sent),
        Limits(
            tuple(_clean(one) for one in outlets if isinstance(one, str))[:_OUTLETS]
            if isinstance(outlets, list)
            else (),
            text(sent, "first_day")[:_DAY],
            text(sent, "last_day")[:_DAY],
        ),
        text(sent, "token")[:_DAY] or secrets.token_urlsafe(16),
        text(sent, "after")[:_DAY],
        text(sent, "replaces")[:_DAY],
        _get(sent, "again") is True,
    )


def text(sent: object, name: str) -> str:
    """The text sent under that name; empty if it is none. Half characters, which no file takes, become '?'."""
    value = _get(sent, name)
    return _clean(value) if isinstance(value, str) else ""


def number(sent: object, name: str) -> int | None:
    """The number from 1 sent under that name, if it is one."""
    value = _get(sent, name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**6 else None


def conversation_id(sent: object) -> str | None:
    """The conversation's id, if it has the form of one."""
    value = text(sent, "conversation")
    return value if _ID.fullmatch(value) else None


def _clean(value: str) -> str:
    return value.encode("utf-8", "replace").decode()


def _get(sent: object, name: str) -> object:
    return sent.get(name) if isinstance(sent, dict) else None
