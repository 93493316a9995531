"""A question of the page, from when it is asked until its answer is kept: step by step, until it is stopped."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from indexes.errors import QuestionError
from qa.answers import Answer, AnswerSentence
from ui.conversation_rows import ConversationNotFound
from ui.conversations import MOST_TURNS
from ui.limits import LimitsError
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
_WITHDRAWN: Final = "This question was withdrawn in another window."
_log = logging.getLogger(__name__)


class Answering:
    """Answers questions over one assistant and keeps the turns. Each call names the reader who asks."""

    def __init__(self, assistant: NewsAssistant, threads: Threads) -> None:
        self._assistant = assistant
        self._threads = threads

    def send(self, reader: str, asked: Asking) -> str:
        """Keep a question that is to be asked after another; its conversation's id. Raises ConversationNotFound,
        LimitsError, TooManyWaiting."""
        asked.limits.filters()  # what can never be answered is not kept
        return self._threads.conversations.send(reader, asked)

    def stop(self, reader: str, token: str) -> None:
        """Do not keep the answer to the question that was sent with this token, should it still come."""
        self._threads.conversations.withdraw(reader, token)

    def ask(self, reader: str, asked: Asking) -> Iterator[Step]:
        """The turn before anything is read, after each sentence, and with the whole answer, which is kept by then.

        From the first step to the last the question waits on disk, in a conversation that the first step names.
        Nothing more comes once it is stopped. Raises LimitsError, TooManyWaiting.
        """
        self._check_limits(reader, asked)
        try:
            kept = self._threads.turns(reader, asked.conversation)
        except ConversationNotFound as error:
            yield Step(render_problem(1, asked.question, str(error)), done=True)
            return
        if asked.again and not self._waits(
            reader, asked
        ):  # answered meanwhile, in another window or a page that closed
            yield self._as_kept(reader, asked)
            return
        before = kept[:-1] if kept and kept[-1].moment == asked.replaces else kept
        number = len(before) + 1
        if number > MOST_TURNS:
            yield self._given_up(reader, asked, number, _FULL)
            return
        asked = replace(asked, conversation=self._threads.conversations.send(reader, asked))
        strange = (kept[-1].moment if kept else "") != asked.after  # another window has asked or replaced
        thread = self._threads.thread(before, asked.conversation) if strange else None
        yield Step(render_progress(number, asked.question, ()), thread, asked.conversation or "")
        try:
            yield from self._answered(reader, asked, before)
        except (QuestionError, ConversationNotFound) as error:
            yield self._given_up(reader, asked, number, str(error))
        except Exception:
            _log.exception("A question failed")
            yield Step(render_problem(number, asked.question, _FAILED, asked.limits), done=True)

    def _answered(self, reader: str, asked: Asking, before: Sequence[KeptTurn]) -> Iterator[Step]:
        if not self._waits(reader, asked):
            yield self._as_kept(reader, asked, before)
            return
        sentences: tuple[AnswerSentence, ...] = ()
        for item in self._stream(asked, asked.limits.filters(), before):
            if not isinstance(item, Answer):
                sentences = (*sentences, item)
                yield Step(render_progress(len(before) + 1, asked.question, sentences))
            else:
                keep = self._threads.conversations.keep
                turn = KeptTurn(asked.question, item, limits=asked.limits)
                keep(reader, asked.conversation, turn, replaces=asked.replaces, token=asked.token)
                yield self._as_kept(reader, asked, before)

    def _check_limits(self, reader: str, asked: Asking) -> None:
        try:
            asked.limits.filters()
        except LimitsError:  # now or at any other time
            self.stop(reader, asked.token)
            raise

    def _given_up(self, reader: str, asked: Asking, number: int, reason: str) -> Step:
        """The last step of a question that would be answered at no other time either: it waits no more."""
        self.stop(reader, asked.token)
        return Step(render_problem(number, asked.question, reason, asked.limits), done=True)

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

    def _as_kept(self, reader: str, asked: Asking, before: Sequence[KeptTurn] | None = None) -> Step:
        """The last step: the last turn that is kept, with those `before` it if they are not what the page shows."""
        turns = self._threads.turns(reader, asked.conversation)
        if not turns:
            return Step(render_problem(1, asked.question, _WITHDRAWN, asked.limits), done=True)
        *earlier, last = turns
        strange = before is None or [one.moment for one in earlier] != [one.moment for one in before]
        conversation = asked.conversation or ""
        thread = self._threads.thread(earlier, conversation) if strange else None
        section = self._threads.section(len(earlier) + 1, last, conversation)
        return Step(section, thread, conversation, done=True)

    def _waits(self, reader: str, asked: Asking) -> bool:
        return self._threads.conversations.waits(reader, asked.token)
