"""The page around its answers as markup: header, suggestions, source, timeline. Knows nothing of Gradio."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Final

from indexes.errors import ArticleNotFound
from ui.conversation_rows import ConversationNotFound
from ui.history import revisions
from ui.markup import Inert
from ui.render import render_follow_ups, render_header, render_welcome
from ui.render_filters import render_filters
from ui.render_history import render_changes_gone, render_revisions
from ui.render_source import render_missing, render_source
from ui.render_timeline import render_timeline
from ui.source import StaleChip, UnknownChip, open_article, open_source
from ui.threads import Threads
from ui.timeline import dots_of
from ui.turns import history

if TYPE_CHECKING:
    from indexes.reports import Statistics
    from qa.assistant import NewsAssistant

_SUGGESTIONS: Final = 4
_FOLLOW_UPS: Final = 3
_FOUND: Final = 30  # passages whose articles a timeline shows
_FIRST: Final = "What was reported?"  # any question loads the models
_log = logging.getLogger(__name__)


class Chat:
    """What the page shows over one assistant. Where it is of a conversation, the call names whose that is."""

    def __init__(self, assistant: NewsAssistant, threads: Threads) -> None:
        self._assistant = assistant
        self._threads = threads
        self._suggesting = threading.Lock()
        self._suggested: tuple[Statistics, list[str]] | None = None

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
            turns = history(self._threads.turns(reader, conversation))
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

    def follow_ups(self, reader: str, conversation: str | None, number: int) -> Inert:
        """Questions that might follow that answer. Raises ConversationNotFound."""
        answer = self._threads.answer(reader, conversation, number)
        found = self._assistant.follow_ups(answer, _FOLLOW_UPS) if answer.sentences else []
        return render_follow_ups(found)

    def timeline(self, reader: str, conversation: str | None, number: int) -> Inert:
        """The articles that answer cites and those found for its question, over time. Raises ConversationNotFound."""
        answer = self._threads.answer(reader, conversation, number)
        limits = self._threads.turns(reader, conversation)[number - 1].limits.filters()
        hits = self._assistant.retrieve(
            answer.understood.get("question", answer.question),
            _FOUND,
            sources=list(limits.sources) or None,
            published_after=limits.published_after,
            published_before=limits.published_before,
        )
        found = [hit.passage.article_id for hit in hits]
        return render_timeline(dots_of(number, answer, found, self._assistant.index))
