"""Errors whose words are meant for the one who asked -> HTTP statuses."""

from __future__ import annotations

from typing import Final

from indexes.errors import IndexLocked, ReadError
from ui.conversation_rows import ConversationNotFound
from ui.gate import Busy, TooManyQuestions
from ui.jobs import JobRunning
from ui.readers import MayNotChange, NoReader
from ui.uploads import UploadRefused
from ui.waiting_questions import TooManyWaiting

_STATUSES: Final[dict[type[Exception], int]] = {
    TooManyQuestions: 429,  # before Busy, of which it is one
    Busy: 503,
    ConversationNotFound: 404,
    TooManyWaiting: 429,
    NoReader: 403,
    MayNotChange: 403,
    JobRunning: 409,
    IndexLocked: 409,
    UploadRefused: 422,
    ReadError: 422,
}


def status_of(error: Exception) -> int:
    """The status, or 0 for an error that says nothing to outsiders."""
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 0)
