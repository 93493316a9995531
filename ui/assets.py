"""The page's own styles and scripts, one file for each idea, as they are put into the page."""

from __future__ import annotations

from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).parent / "static"
_STYLES: Final = (  # in the order in which they outdo each other
    "page.css",
    "answers.css",
    "question.css",
    "source.css",
    "tools.css",
    "conversations.css",
    "widths.css",
    "articles.css",
    "timeline.css",
)
_SCRIPTS: Final = (
    "shared.js",
    "turns.js",
    "ask.js",
    "waiting.js",
    "patience.js",
    "busy.js",
    "source.js",
    "versions.js",
    "tools.js",
    "conversations.js",
    "filters.js",
    "articles.js",
    "adding.js",
    "timeline.js",
    "keys.js",
)


def styles() -> str:
    """All styles for the head: Gradio rewrites what is passed as `css` and loses rules within @media."""
    return f"<style>{_joined(_STYLES)}</style>"


def script() -> str:
    """All scripts as one: they run when the thread is there, and share what they define."""
    return _joined(_SCRIPTS)


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)
