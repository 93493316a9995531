"""A conversation as the page needs it: markup out, turns kept. Knows nothing of Gradio."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from indexes.errors import QuestionError
from indexes.filters import Filters
from qa.answers import Answer, AnswerSentence, Status
from qa.conversation import Turn
from ui.markup import Inert
from ui.render import (
    render_header,
    render_problem,
    render_progress,
    render_thread,
    render_turn,
    render_welcome,
)
from ui.render_source import render_missing, render_source
from ui.source import StaleChip, UnknownChip, open_source

if TYPE_CHECKING:
    from indexes.reports import Statistics
    from qa.assistant import NewsAssistant

Turns = tuple[Turn, ...]

_SUGGESTIONS: Final = 4
_FAILED: Final = "The server failed on this question; its log says more. Ask again."
_FIRST: Final = "What was reported?"  # any question loads the models
_log = logging.getLogger(__name__)


class Chat:
    """The page's conversations over one assistant. Turns come in and go out; no reader's are kept here."""

    def __init__(self, assistant: NewsAssistant) -> None:
        self._assistant = assistant
        self._suggesting = threading.Lock()
        self._suggested: tuple[Statistics, list[str]] | None = None

    def header(self) -> Inert:
        """Name and numbers of the collection as it is now."""
        return render_header(self._assistant.index.statistics())

    def outlets(self) -> tuple[str, ...]:
        """The outlets that a question may be limited to."""
        return self._assistant.index.statistics().sources

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

    def source(self, key: object, turns: Turns) -> Inert:
        """The panel for a chip of these turns; a key that does not resolve shows why, and no text."""
        try:
            return render_source(open_source(key, turns, self._assistant.index))
        except (UnknownChip, StaleChip) as error:
            return render_missing(str(error))

    def ask(self, question: str, turns: Turns, filters: Filters) -> Iterator[tuple[Inert, Turns]]:
        """The thread and the turns after each sentence, and after the whole answer."""
        number, before = len(turns) + 1, [render_turn(n, turn) for n, turn in enumerate(turns, 1)]
        yield render_thread([*before, render_progress(number, question, ())]), turns
        try:
            for answer, done in self._answers(question, turns, filters):
                turn = Turn(question, answer)
                section = (
                    render_turn(number, turn) if done else render_progress(number, question, answer.sentences)
                )
                yield render_thread([*before, section]), (*turns, turn)
        except QuestionError as error:
            yield render_thread([*before, render_problem(number, question, str(error))]), turns
        except Exception:
            _log.exception("A question failed")
            yield render_thread([*before, render_problem(number, question, _FAILED)]), turns

    def _answers(self, question: str, turns: Turns, filters: Filters) -> Iterator[tuple[Answer, bool]]:
        """The answer as far as it is known, and whether that is all of it."""
        sentences: tuple[AnswerSentence, ...] = ()
        for item in self._assistant.stream(
            question,
            history=list(turns),
            sources=list(filters.sources) or None,
            published_after=filters.published_after,
            published_before=filters.published_before,
        ):
            if isinstance(item, Answer):
                yield item, True
            else:
                sentences = (*sentences, item)
                yield Answer(question, Status.ANSWERED, sentences), False
