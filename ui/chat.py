"""A conversation as the page needs it: markup out, turns kept on disk. Knows nothing of Gradio."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
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
from ui.timeline import dots_of
from ui.turns import KeptTurn, history

if TYPE_CHECKING:
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
        """All turns of that conversation; empty where the reader has none with that id."""
        try:
            turns = self._turns(reader, conversation)
        except ConversationNotFound:
            return Inert("")
        return render_thread(self._sections(turns, conversation), conversation) if turns else Inert("")

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

    def ask(self, reader: str, asked: Asking) -> Iterator[Inert]:
        """The thread after each sentence, and after the whole answer, which is kept by then."""
        filters = asked.limits.filters()
        try:
            before = self._before(reader, asked)
        except ConversationNotFound as error:
            yield render_thread([render_problem(1, asked.question, str(error))])
            return
        number, earlier = len(before) + 1, self._sections(before, asked.conversation)

        def shown(section: Inert) -> Inert:
            return render_thread([*earlier, section], asked.conversation)

        if number > MOST_TURNS:
            yield shown(render_problem(number, asked.question, _FULL, asked.limits))
            return
        yield shown(render_progress(number, asked.question, ()))
        sentences: tuple[AnswerSentence, ...] = ()
        try:
            for item in self._assistant.stream(
                asked.question,
                history=history(before),
                sources=list(filters.sources) or None,
                published_after=filters.published_after,
                published_before=filters.published_before,
            ):
                if isinstance(item, Answer):
                    yield self._kept(reader, asked, KeptTurn(asked.question, item, limits=asked.limits))
                else:
                    sentences = (*sentences, item)
                    yield shown(render_progress(number, asked.question, sentences))
        except QuestionError as error:
            yield shown(render_problem(number, asked.question, str(error), asked.limits))
        except Exception:
            _log.exception("A question failed")
            yield shown(render_problem(number, asked.question, _FAILED, asked.limits))

    def _kept(self, reader: str, asked: Asking, turn: KeptTurn) -> Inert:
        """The thread with the turn, which is kept unless it was stopped meanwhile."""
        if (reader, asked.token) in self._stopped:
            return self.thread(reader, asked.conversation)
        conversation = self._conversations.keep(reader, asked.conversation, turn, replaces=asked.replaces)
        return self.thread(reader, conversation)

    def _before(self, reader: str, asked: Asking) -> tuple[KeptTurn, ...]:
        """The turns before the one that is asked."""
        turns = self._turns(reader, asked.conversation)
        return turns[: asked.replaces - 1] if asked.replaces else turns

    def _answer(self, reader: str, conversation: str | None, number: int) -> Answer:
        """The answer of that turn. Raises ConversationNotFound."""
        turns = self._turns(reader, conversation)
        answer = turns[number - 1].answer if 0 < number <= len(turns) else None
        if answer is None:
            raise ConversationNotFound("This answer is not here any more. Ask the question again.")
        return answer

    def _turns(self, reader: str, conversation: str | None) -> tuple[KeptTurn, ...]:
        return self._conversations.turns(reader, conversation) if conversation else ()

    def _sections(self, turns: tuple[KeptTurn, ...], conversation: str | None) -> list[Inert]:
        return [
            render_turn(number, turn, conversation or "", known_of(turn.answer, self._assistant.index))
            for number, turn in enumerate(turns, 1)
        ]
