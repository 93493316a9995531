"""Questions that were sent and are not answered yet, on the server's disk: none is lost when a page closes."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from indexes.errors import CitewireError
from ui.conversation_file import ConversationFile
from ui.conversation_rows import begun, own
from ui.sent import Asking
from ui.turns import limits_text, read_limits

MOST_WAITING: Final = 100  # questions of one owner


class TooManyWaiting(CitewireError):
    """This owner has sent more questions than are kept unanswered."""


class WaitingQuestions:
    """The waiting questions of all conversations of one page. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._file = ConversationFile(path)

    def send(self, owner: str, asked: Asking) -> str:
        """Store a question that is not answered yet, once for each token, and give back its conversation's id.

        Without one it begins a new conversation, named after it. Raises ConversationNotFound, TooManyWaiting.
        """
        with self._file.open() as db:
            conversation = (
                asked.conversation or _waits_in(db, owner, asked.token) or begun(db, owner, asked.question)
            )
            own(db, owner, conversation)
            counted = db.execute(
                "SELECT count(*) FROM waiting JOIN conversations ON id = conversation WHERE owner = ? AND token != ?",
                (owner, asked.token),
            )
            if counted.fetchone()[0] >= MOST_WAITING:
                raise TooManyWaiting(f"{MOST_WAITING} of your questions wait for an answer. Ask again later.")
            db.execute(
                "INSERT OR IGNORE INTO waiting (conversation, token, question, limits, replaces) VALUES (?, ?, ?, ?, ?)",
                (conversation, asked.token, asked.question, limits_text(asked.limits), asked.replaces),
            )
        return conversation

    def waiting(self, owner: str, conversation: str) -> tuple[Asking, ...]:
        """The questions that were sent to it and are not answered yet, oldest first. Raises ConversationNotFound."""
        with self._file.open() as db:
            own(db, owner, conversation)
            found = db.execute(
                "SELECT question, limits, token, replaces FROM waiting WHERE conversation = ? ORDER BY number",
                (conversation,),
            )
            return tuple(
                Asking(question, conversation, read_limits(limits), token, replaces=replaces)
                for question, limits, token, replaces in found
            )

    def waits(self, owner: str, token: str) -> bool:
        """Whether the question with that token is still to be answered."""
        with self._file.open() as db:
            found = db.execute(
                "SELECT 1 FROM waiting JOIN conversations ON id = conversation WHERE token = ? AND owner = ?",
                (token, owner),
            )
            return found.fetchone() is not None

    def withdraw(self, owner: str, token: str) -> None:
        """The question with that token is not to be answered any more; nothing happens if there is none."""
        with self._file.open() as db:
            db.execute(
                "DELETE FROM waiting WHERE token = ? "
                "AND conversation IN (SELECT id FROM conversations WHERE owner = ?)",
                (token, owner),
            )


def _waits_in(db: sqlite3.Connection, owner: str, token: str) -> str | None:
    """The conversation in which the question with that token waits: the page may not have heard of it."""
    found = db.execute(
        "SELECT conversation FROM waiting JOIN conversations ON id = conversation WHERE token = ? AND owner = ?",
        (token, owner),
    ).fetchone()
    return found[0] if found else None
