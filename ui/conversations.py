"""Conversations on the server's disk, in SQLite. Each call names its owner, and sees that owner's only."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from indexes.errors import CitewireError
from ui.conversation_file import ConversationFile
from ui.sent import Asking
from ui.turns import KeptTurn, answer_text, limits_text, read_answer, read_limits, searchable

_NAME: Final = 80  # characters of a name
_REASON: Final = 2_000  # characters of a reason
_LISTED: Final = 200  # conversations shown at once
_EMPTY: Final = (
    24 * 3600
)  # seconds for which a conversation without any question stays, for a page that shows it
MOST_TURNS: Final = 100  # of one conversation
MOST_WAITING: Final = 100  # questions of one owner


class ConversationNotFound(CitewireError):
    """No conversation of that owner has that id."""


class TooManyWaiting(CitewireError):
    """This owner has sent more questions than are kept unanswered."""


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A conversation in a list; `waiting` are questions that were sent and are not answered yet."""

    id: str
    name: str
    changed: datetime
    turns: int
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader thought of one answer (its JSON document) and why."""

    conversation: str
    number: int
    question: str
    answer: str
    helpful: bool
    reason: str
    given: str


class Conversations:
    """All conversations of one page. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._file = ConversationFile(path)

    def listed(self, owner: str, words: str = "") -> list[ConversationSummary]:
        """The owner's conversations, the last used first; with `words`, those whose name or questions or quotes hold them.

        One whose only question was stopped has nothing in it, and is left out.
        """
        with self._file.open() as db:
            found = db.execute(
                "SELECT id, name, changed, (SELECT count(*) FROM turns WHERE conversation = id) AS answered, "
                "(SELECT count(*) FROM waiting WHERE conversation = id) AS waits "
                "FROM conversations WHERE owner = :owner AND answered + waits > 0 AND (:words = '' "
                "OR instr(casefold(name), :words) "
                "OR EXISTS (SELECT 1 FROM turns WHERE conversation = id AND instr(words, :words)) "
                "OR EXISTS (SELECT 1 FROM waiting WHERE conversation = id AND instr(casefold(question), :words))) "
                "ORDER BY changed DESC, id LIMIT :most",
                {"owner": owner, "words": words.strip().casefold(), "most": _LISTED},
            )
            return [
                ConversationSummary(key, name, datetime.fromtimestamp(changed, UTC), turns, waiting)
                for key, name, changed, turns, waiting in found
            ]

    def name(self, owner: str, conversation: str) -> str:
        """Its name. Raises ConversationNotFound."""
        with self._file.open() as db:
            return str(_own(db, owner, conversation))

    def turns(self, owner: str, conversation: str) -> tuple[KeptTurn, ...]:
        """Its turns, oldest first. Raises ConversationNotFound."""
        with self._file.open() as db:
            _own(db, owner, conversation)
            found = db.execute(
                "SELECT turns.question, turns.answer, turns.asked, limits, helpful FROM turns "
                "LEFT JOIN feedback USING (conversation, number, asked) WHERE conversation = ? ORDER BY number",
                (conversation,),
            )
            return tuple(
                KeptTurn(
                    question,
                    read_answer(answer),
                    datetime.fromisoformat(asked),
                    read_limits(limits),
                    None if helpful is None else bool(helpful),
                )
                for question, answer, asked, limits, helpful in found
            )

    def send(self, owner: str, asked: Asking) -> str:
        """Store a question that is not answered yet, once for each token, and give back its conversation's id.

        Without one it begins a new conversation, named after it. Raises ConversationNotFound, TooManyWaiting.
        """
        with self._file.open() as db:
            conversation = (
                asked.conversation or _waits_in(db, owner, asked.token) or _begun(db, owner, asked.question)
            )
            _own(db, owner, conversation)
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
            _own(db, owner, conversation)
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

    def keep(
        self, owner: str, conversation: str | None, turn: KeptTurn, *, replaces: str = "", token: str = ""
    ) -> str:
        """Store the turn after all others, or in place of the last if that was asked at the moment `replaces`.

        With a `token` that question does not wait any more, and nothing is stored if it did not: it was answered
        elsewhere, or withdrawn. What was asked meanwhile in another window is never deleted. Gives back the
        conversation's id: of a new one, named after the question, where `conversation` is None. Raises
        ConversationNotFound.
        """
        with self._file.open() as db:
            conversation = conversation or _begun(db, owner, turn.question)
            _own(db, owner, conversation)
            if (
                token
                and not db.execute(
                    "DELETE FROM waiting WHERE conversation = ? AND token = ?", (conversation, token)
                ).rowcount
            ):
                return conversation
            db.execute(
                "DELETE FROM turns WHERE conversation = ?1 AND asked = ?2 "
                "AND number = (SELECT max(number) FROM turns WHERE conversation = ?1)",
                (conversation, replaces),
            )
            db.execute(
                "INSERT INTO turns SELECT ?1, ifnull(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6 "
                "FROM turns WHERE conversation = ?1",
                (conversation, *_texts(turn), turn.moment),
            )
            db.execute(
                "UPDATE conversations SET changed = ? WHERE id = ?", (turn.asked.timestamp(), conversation)
            )
        return conversation

    def rename(self, owner: str, conversation: str, name: str) -> None:
        """Give it another name; one that is blank changes nothing. Raises ConversationNotFound."""
        with self._file.open() as db:
            _own(db, owner, conversation)
            if cut := " ".join(name.split())[:_NAME]:
                db.execute("UPDATE conversations SET name = ? WHERE id = ?", (cut, conversation))

    def delete(self, owner: str, conversation: str) -> None:
        """Delete it with its turns and the feedback on them, for good. Raises ConversationNotFound."""
        with self._file.open() as db:
            _own(db, owner, conversation)
            db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))

    def judge(self, owner: str, conversation: str, number: int, *, helpful: bool, reason: str = "") -> None:
        """Keep whether that answer helped, and why; a later judgement takes the place of an earlier one."""
        with self._file.open() as db:
            _own(db, owner, conversation)
            db.execute(
                "INSERT OR REPLACE INTO feedback SELECT conversation, number, asked, question, answer, ?, ?, ? "
                "FROM turns WHERE conversation = ? AND number = ?",
                (helpful, reason.strip()[:_REASON], datetime.now(UTC).isoformat(), conversation, number),
            )

    def feedback(self, owner: str | None = None) -> Sequence[Feedback]:
        """All that the owner has judged, oldest first; for the operator, without an owner, what everybody has."""
        with self._file.open() as db:
            found = db.execute(
                "SELECT conversation, number, question, answer, helpful, reason, given FROM feedback "
                "JOIN conversations ON conversations.id = conversation WHERE ?1 IS NULL OR owner = ?1 "
                "ORDER BY given, number",
                (owner,),
            )
            return [
                Feedback(key, number, question, answer, bool(helpful), reason, given)
                for key, number, question, answer, helpful, reason, given in found
            ]


def _texts(turn: KeptTurn) -> tuple[str, str, str, str]:
    return turn.question, answer_text(turn), limits_text(turn.limits), searchable(turn)


def _waits_in(db: sqlite3.Connection, owner: str, token: str) -> str | None:
    """The conversation in which the question with that token waits: the page may not have heard of it."""
    found = db.execute(
        "SELECT conversation FROM waiting JOIN conversations ON id = conversation WHERE token = ? AND owner = ?",
        (token, owner),
    ).fetchone()
    return found[0] if found else None


def _begun(db: sqlite3.Connection, owner: str, question: str) -> str:
    """The id of a new conversation of that owner, named after its first question. What came to nothing goes."""
    db.execute(
        "DELETE FROM conversations WHERE owner = ? AND changed < ? "
        "AND NOT EXISTS (SELECT 1 FROM turns WHERE conversation = id) "
        "AND NOT EXISTS (SELECT 1 FROM waiting WHERE conversation = id)",
        (owner, datetime.now(UTC).timestamp() - _EMPTY),
    )
    key = secrets.token_urlsafe(16)
    row = (key, owner, " ".join(question.split())[:_NAME], datetime.now(UTC).timestamp())
    db.execute("INSERT INTO conversations VALUES (?, ?, ?, ?)", row)
    return key


def _own(db: sqlite3.Connection, owner: str, conversation: str) -> object:
    """The name of the owner's conversation; ConversationNotFound also where it is somebody else's."""
    found = db.execute("SELECT name FROM conversations WHERE id = ? AND owner = ?", (conversation, owner))
    row = found.fetchone()
    if row is None:
        raise ConversationNotFound("This conversation is not here any more. Begin a new one.")
    return row[0]
