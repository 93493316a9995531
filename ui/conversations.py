"""Conversations on the server's disk, in SQLite. Each call names its owner, and sees that owner's only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from ui.conversation_rows import NAME, begun, own
from ui.turns import KeptTurn, answer_text, limits_text, read_answer, read_limits, searchable
from ui.waiting_questions import WaitingQuestions

_REASON: Final = 2_000  # characters of a reason
_LISTED: Final = 200  # conversations shown at once
MOST_TURNS: Final = 100  # of one conversation


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


class Conversations(WaitingQuestions):
    """All conversations of one page. Safe to use from several threads."""

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
            return own(db, owner, conversation)

    def turns(self, owner: str, conversation: str) -> tuple[KeptTurn, ...]:
        """Its turns, oldest first. Raises ConversationNotFound."""
        with self._file.open() as db:
            own(db, owner, conversation)
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
            conversation = conversation or begun(db, owner, turn.question)
            own(db, owner, conversation)
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
            own(db, owner, conversation)
            if cut := " ".join(name.split())[:NAME]:
                db.execute("UPDATE conversations SET name = ? WHERE id = ?", (cut, conversation))

    def delete(self, owner: str, conversation: str) -> None:
        """Delete it with its turns and the feedback on them, for good. Raises ConversationNotFound."""
        with self._file.open() as db:
            own(db, owner, conversation)
            db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))

    def judge(self, owner: str, conversation: str, number: int, *, helpful: bool, reason: str = "") -> None:
        """Keep whether that answer helped, and why; a later judgement takes the place of an earlier one."""
        with self._file.open() as db:
            own(db, owner, conversation)
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
