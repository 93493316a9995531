"""A question of the page, from when it is asked until its answer is kept: step by step, until it is stopped."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from indexes.errors import QuestionError
from qa.answers import Answer, AnswerSentence
from ui.conversations import MOST_TURNS, ConversationNotFound
from ui.render import render_problem, render_progress
from ui.sent import Asking
from ui.steps import Step
from ui.threads import Threads
from ui.turns import KeptTurn, history

if TYPE_CHECKING:
    from indexes.filters import Filters
    from qa.assistant import NewsAssistant

_FAILED: Final = "The server failed on this question; its log says more. Ask again."
_FULL: Final = f"This conversation has {MOST_TURNS} questions. Begin a new one."
_STOPS: Final = 1000  # stopped questions that are remembered
_log = logging.getLogger(__name__)


class Answering:
    """Answers questions over one assistant and keeps the turns. Each call names the reader who asks."""

    def __init__(self, assistant: NewsAssistant, threads: Threads) -> None:
        self._assistant = assistant
        self._threads = threads
        self._stopped: dict[tuple[str, str], None] = {}

    def stop(self, reader: str, token: str) -> None:
        """Do not keep the answer to the question that was sent with this token, should it still come."""
        self._stopped[reader, token] = None
        while len(self._stopped) > _STOPS:
            self._stopped.pop(next(iter(self._stopped)))

    def ask(self, reader: str, asked: Asking) -> Iterator[Step]:
        """The turn before anything is read, after each sentence, and with the whole answer, which is kept by then.

        Nothing more comes once it is stopped. Raises LimitsError.
        """
        filters = asked.limits.filters()
        try:
            kept = self._threads.turns(reader, asked.conversation)
        except ConversationNotFound as error:
            yield Step(render_problem(1, asked.question, str(error)), done=True)
            return
        before = kept[:-1] if kept and kept[-1].moment == asked.replaces else kept
        number = len(before) + 1
        if number > MOST_TURNS:
            yield Step(render_problem(number, asked.question, _FULL, asked.limits), done=True)
            return
        strange = (kept[-1].moment if kept else "") != asked.after  # another window has asked or replaced
        thread = self._threads.thread(before, asked.conversation) if strange else None
        yield Step(render_progress(number, asked.question, ()), thread)
        try:
            yield from self._answered(reader, asked, filters, before)
        except (QuestionError, ConversationNotFound) as error:
            yield Step(render_problem(number, asked.question, str(error), asked.limits), done=True)
        except Exception:
            _log.exception("A question failed")
            yield Step(render_problem(number, asked.question, _FAILED, asked.limits), done=True)

    def _answered(
        self, reader: str, asked: Asking, filters: Filters, before: Sequence[KeptTurn]
    ) -> Iterator[Step]:
        if self._is_stopped(reader, asked):
            return
        sentences: tuple[AnswerSentence, ...] = ()
        for item in self._stream(asked, filters, before):
            if not isinstance(item, Answer):
                sentences = (*sentences, item)
                yield Step(render_progress(len(before) + 1, asked.question, sentences))
            elif not self._is_stopped(reader, asked):
                yield self._kept(reader, asked, KeptTurn(asked.question, item, limits=asked.limits), before)

    def _stream(
        self, asked: Asking, filters: Filters, before: Sequence[KeptTurn]
    ) -> Iterator[AnswerSentence | Answer]:
        return self._assistant.stream(
            asked.question,
            history=history(before),
            sources=list(filters.sources) or None,
            published_after=filters.published_after,
            published_before=filters.published_before,
        )

    def _kept(self, reader: str, asked: Asking, turn: KeptTurn, before: Sequence[KeptTurn]) -> Step:
        """The last step, with the turn, which is kept now, and with those before it if others came meanwhile."""
        keep = self._threads.conversations.keep
        conversation = keep(reader, asked.conversation, turn, replaces=asked.replaces)
        *earlier, last = self._threads.turns(reader, conversation)
        strange = [one.moment for one in earlier] != [one.moment for one in before]
        thread = self._threads.thread(earlier, conversation) if strange else None
        section = self._threads.section(len(earlier) + 1, last, conversation)
        return Step(section, thread, conversation, done=True)

    def _is_stopped(self, reader: str, asked: Asking) -> bool:
        return (reader, asked.token) in self._stopped
