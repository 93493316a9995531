"""Questions over an index of news articles, answered in exact quotes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexes.errors import QuestionError, SettingsError, VerificationError
    from qa.answers import (
        Answer,
        AnswerSentence,
        Citation,
        Conclusion,
        DateBasis,
        DatedEvent,
        MissingPart,
        NearestPassage,
        Searched,
        Status,
    )
    from qa.assistant import NewsAssistant
    from qa.conversation import Turn
    from qa.query_engine import NewsQueryEngine
    from qa.retrieval import NewsRetriever
    from qa.serialization import load_answer
    from qa.settings import Settings
    from qa.verification import verify

__all__ = [
    "Answer",
    "AnswerSentence",
    "Citation",
    "Conclusion",
    "DateBasis",
    "DatedEvent",
    "MissingPart",
    "NearestPassage",
    "NewsAssistant",
    "NewsQueryEngine",
    "NewsRetriever",
    "QuestionError",
    "Searched",
    "Settings",
    "SettingsError",
    "Status",
    "Turn",
    "VerificationError",
    "load_answer",
    "verify",
]

_ROOMS = {
    "NewsAssistant": "qa.assistant",
    "NewsQueryEngine": "qa.query_engine",
    "NewsRetriever": "qa.retrieval",
    "QuestionError": "indexes.errors",
    "Settings": "qa.settings",
    "SettingsError": "indexes.errors",
    "Turn": "qa.conversation",
    "VerificationError": "indexes.errors",
    "load_answer": "qa.serialization",
    "verify": "qa.verification",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever lives under that name
    """Import a public name when it is first used: `citewire list` must not pay for llama-index."""
    if name not in __all__:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    return getattr(import_module(_ROOMS.get(name, "qa.answers")), name)
