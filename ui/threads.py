"""Conversations as the page shows them: turns from disk, with what the collection knows today of what they cite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.conversation_rows import ConversationNotFound
from ui.conversations import Conversations
from ui.known import known_of
from ui.markup import Inert
from ui.render import render_thread, render_turn

if TYPE_CHECKING:
    from indexes.index import NewsIndex
    from qa.answers import Answer
    from ui.sent import Asking
    from ui.turns import KeptTurn


class Threads:
    """The turns of each reader's conversations, and their markup."""

    def __init__(self, conversations: Conversations, index: NewsIndex) -> None:
        self.conversations = conversations
        self._index = index

    def turns(self, reader: str, conversation: str | None) -> tuple[KeptTurn, ...]:
        """Oldest first; none of a conversation that has no id yet. Raises ConversationNotFound."""
        return self.conversations.turns(reader, conversation) if conversation else ()

    def answer(self, reader: str, conversation: str | None, number: int) -> Answer:
        """The answer of the turn with that number, from 1. Raises ConversationNotFound."""
        turns = self.turns(reader, conversation)
        answer = turns[number - 1].answer if 0 < number <= len(turns) else None
        if answer is None:
            raise ConversationNotFound("This answer is not here any more. Ask the question again.")
        return answer

    def shown(self, reader: str, conversation: str | None) -> Inert:
        """All turns of that conversation and what waits in it; none where the reader has none with that id."""
        try:
            turns = self.turns(reader, conversation)
            waiting = self.conversations.waiting(reader, conversation) if conversation else ()
        except ConversationNotFound:
            turns, waiting = (), ()
        return self.thread(turns, conversation if turns or waiting else None, waiting)

    def thread(
        self, turns: Sequence[KeptTurn], conversation: str | None, waiting: Sequence[Asking] = ()
    ) -> Inert:
        """These turns, numbered from 1, and the questions that the page is to ask after them."""
        sections = (self.section(number, turn, conversation) for number, turn in enumerate(turns, 1))
        return render_thread(sections, conversation, waiting)

    def section(self, number: int, turn: KeptTurn, conversation: str | None) -> Inert:
        """One of them."""
        return render_turn(number, turn, conversation or "", known_of(turn.answer, self._index))
