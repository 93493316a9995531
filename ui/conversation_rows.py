"""Rows of conversations: whose one is, and beginning one."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import UTC, datetime
from typing import Final

from indexes.errors import CitewireError

NAME: Final = 80  # characters of a name
_EMPTY: Final = 24 * 3600  # seconds for which one without any question stays, for a page that shows it


class ConversationNotFound(CitewireError):
    """No conversation of that owner has that id."""


def begun(db: sqlite3.Connection, owner: str, question: str) -> str:
    """The id of a new conversation of that owner, named after its first question. What came to nothing goes."""
    db.execute(
        "DELETE FROM conversations WHERE owner = ? AND changed < ? "
        "AND NOT EXISTS (SELECT 1 FROM turns WHERE conversation = id) "
        "AND NOT EXISTS (SELECT 1 FROM waiting WHERE conversation = id)",
        (owner, datetime.now(UTC).timestamp() - _EMPTY),
    )
    key = secrets.token_urlsafe(16)
    row = (key, owner, " ".join(question.split())[:NAME], datetime.now(UTC).timestamp())
    db.execute("INSERT INTO conversations VALUES (?, ?, ?, ?)", row)
    return key


def own(db: sqlite3.Connection, owner: str, conversation: str) -> str:
    """The name of the owner's conversation; ConversationNotFound also where it is somebody else's."""
    found = db.execute("SELECT name FROM conversations WHERE id = ? AND owner = ?", (conversation, owner))
    row = found.fetchone()
    if row is None:
        raise ConversationNotFound("This conversation is not here any more. Begin a new one.")
    return str(row[0])
