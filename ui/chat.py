"""A conversation as the page needs it: markup out, turns kept on disk. Knows nothing of Gradio."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from indexes.errors import ArticleNotFound, QuestionError
from qa.answers import Answer, AnswerSentence
from ui.conversations import MOST_TURNS, ConversationNotFound, Conversations
from ui.history import revisions
from ui.known import known_of
from ui.markup import Inert
from ui.render import (
    render_follow_ups,
    render_header,
    render_problem,
    render_progress,
    render_thread,
    render_turn,
    render_welcome,
)
from ui.render_filters import render_filters
from ui.render_history import render_changes_gone, render_revisions
from ui.render_source import render_missing, render_source
from ui.render_timeline import render_timeline
from ui.sent import Asking
from ui.source import StaleChip, UnknownChip, open_article, open_source
from ui.steps import Step
from ui.timeline import dots_of
from ui.turns import KeptTurn, history

if TYPE_CHECKING:
    from indexes.filters import Filters
    from indexes.reports import Statistics
    from qa.assistant import NewsAssistant

_SUGGESTIONS: Final = 4
_FOLLOW_UPS: Final = 3
_FOUND: Final = 30  # passages whose articles a timeline shows
_FAILED: Final = "The server failed on this question; its log says more. Ask again."
_FULL: Final = f"This conversation has {MOST_TURNS} questions. Begin a new one."
_FIRST: Final = "What was reported?"  # any question loads the models
_STOPS: Final = 1000  # stopped questions that are remembered
_log = logging.getLogger(__name__)


class Chat:
    """The page's conversations over one assistant. Each call names the reader whose conversation it is."""

    def __init__(self, assistant: NewsAssistant, conversations: Conversations) -> None:
        self._assistant = assistant
        self._conversations = conversations
        self._suggesting = threading.Lock()
        self._suggested: tuple[Statistics, list[str]] | None = None
        self._stopped: dict[tuple[str, str], None] = {}

    def header(self) -> Inert:
        """Name and numbers of the collection as it is now."""
        return render_header(self._assistant.index.statistics())

    def filters(self) -> Inert:
        """What a question may be limited to."""
        return render_filters(self._assistant.index.statistics())

    def welcome(self) -> Inert:
        """The page before the first question, with what suggestions are known already."""
        return render_welcome(self._suggested[1] if self._suggested else ())

    def suggestions(self) -> Inert:
        """The page before the first question, with suggestions: found anew when the index has changed."""
        with self._suggesting:
            statistics = self._assistant.index.statistics()
            if self._suggested is None or self._suggested[0] != statistics:
                self._suggested = statistics, self._assistant.suggest(_SUGGESTIONS)
        return self.welcome()

    def warm_up(self) -> None:
        """Load the models and find the suggestions, so that no reader waits for it. A failure is only logged."""
        try:
            self._assistant.ask(_FIRST)
            self.suggestions()
        except Exception:
            _log.exception("Warming up failed")

    def source(self, reader: str, conversation: str | None, key: object) -> Inert:
        """The panel for a chip of that conversation; a key that does not resolve shows why, and no text."""
        try:
            turns = history(self._turns(reader, conversation))
            return render_source(open_source(key, turns, self._assistant.index))
        except (UnknownChip, StaleChip, ConversationNotFound) as error:
            return render_missing(str(error))

    def article(self, article_id: str) -> Inert:
        """The panel with an article that no quote leads to."""
        try:
            return render_source(open_article(article_id, self._assistant.index))
        except ArticleNotFound:
            return render_missing("This article has been removed from the collection.")

    def changes(self, article_id: str) -> Inert:
        """What changed in the article from version to version."""
        try:
            return render_revisions(revisions(self._assistant.index.versions(article_id)))
        except ArticleNotFound:
            return render_changes_gone()

    def thread(self, reader: str, conversation: str | None) -> Inert:
        """All turns of that conversation; none where the reader has none with that id."""
        try:
            turns = self._turns(reader, conversation)
        except ConversationNotFound:
            turns = ()
        return self._thread(turns, conversation if turns else None)

    def follow_ups(self, reader: str, conversation: str | None, number: int) -> Inert:
        """Questions that might follow that answer. Raises ConversationNotFound."""
        answer = self._answer(reader, conversation, number)
        found = self._assistant.follow_ups(answer, _FOLLOW_UPS) if answer.sentences else []
        return render_follow_ups(found)

    def timeline(self, reader: str, conversation: str | None, number: int) -> Inert:
        """The articles that answer cites and those found for its question, over time. Raises ConversationNotFound."""
        answer = self._answer(reader, conversation, number)
        limits = self._turns(reader, conversation)[number - 1].limits.filters()
        hits = self._assistant.retrieve(
            answer.understood.get("question", answer.question),
            _FOUND,
            sources=list(limits.sources) or None,
            published_after=limits.published_after,
            published_before=limits.published_before,
        )
        found = [hit.passage.article_id for hit in hits]
        return render_timeline(dots_of(number, answer, found, self._assistant.index))

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
            kept = self._turns(reader, asked.conversation)
        except ConversationNotFound as error:
            yield Step(render_problem(1, asked.question, str(error)), done=True)
            return
        before = kept[:-1] if kept and kept[-1].moment == asked.replaces else kept
        number = len(before) + 1
        if number > MOST_TURNS:
            yield Step(render_problem(number, asked.question, _FULL, asked.limits), done=True)
            return
        strange = (kept[-1].moment if kept else "") != asked.after  # another window has asked or replaced
        thread = self._thread(before, asked.conversation) if strange else None
        yield Step(render_progress(number, asked.question, ()), thread)
        sentences: tuple[AnswerSentence, ...] = ()
        try:
            for item in () if self._is_stopped(reader, asked) else self._stream(asked, filters, before):
                if not isinstance(item, Answer):
                    sentences = (*sentences, item)
                    yield Step(render_progress(number, asked.question, sentences))
                elif not self._is_stopped(reader, asked):
                    turn = KeptTurn(asked.question, item, limits=asked.limits)
                    yield self._keep(reader, asked, turn, before)
        except (QuestionError, ConversationNotFound) as error:
            yield Step(render_problem(number, asked.question, str(error), asked.limits), done=True)
        except Exception:
            _log.exception("A question failed")
            yield Step(render_problem(number, asked.question, _FAILED, asked.limits), done=True)

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

    def _keep(self, reader: str, asked: Asking, turn: KeptTurn, before: Sequence[KeptTurn]) -> Step:
        """The last step, with the turn, which is kept now, and with those before it if others came meanwhile."""
        conversation = self._conversations.keep(reader, asked.conversation, turn, replaces=asked.replaces)
        *earlier, last = self._turns(reader, conversation)
        strange = [one.moment for one in earlier] != [one.moment for one in before]
        thread = self._thread(earlier, conversation) if strange else None
        return Step(self._section(len(earlier) + 1, last, conversation), thread, conversation, done=True)

    def _is_stopped(self, reader: str, asked: Asking) -> bool:
        return (reader, asked.token) in self._stopped

    def _answer(self, reader: str, conversation: str | None, number: int) -> Answer:
        """The answer of that turn. Raises ConversationNotFound."""
        turns = self._turns(reader, conversation)
        answer = turns[number - 1].answer if 0 < number <= len(turns) else None
        if answer is None:
            raise ConversationNotFound("This answer is not here any more. Ask the question again.")
        return answer

    def _turns(self, reader: str, conversation: str | None) -> tuple[KeptTurn, ...]:
        return self._conversations.turns(reader, conversation) if conversation else ()

    def _thread(self, turns: Sequence[KeptTurn], conversation: str | None) -> Inert:
        sections = (self._section(number, turn, conversation) for number, turn in enumerate(turns, 1))
        return render_thread(sections, conversation)

    def _section(self, number: int, turn: KeptTurn, conversation: str | None) -> Inert:
        return render_turn(number, turn, conversation or "", known_of(turn.answer, self._assistant.index))
