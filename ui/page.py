"""The chat page. The only file that knows Gradio's components; what they show comes from `ui/chat.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import gradio as gr
from fastapi import FastAPI

from qa.settings import Settings
from ui.assets import STATIC, script, styles
from ui.chat import Chat
from ui.markup import Inert
from ui.readers import HEADER
from ui.render import render_thread
from ui.render_conversations import render_drawer
from ui.sent import conversation_id, text

_SANS: Final = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
# No event goes through the queue: the event stream of one that does ends with a lost connection, and Gradio's page
# then drops whatever is done on it until it is loaded anew. Questions are asked by requests (`ui/asking_routes.py`).
_DIRECT: Final[dict[str, Any]] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read and write."""

    header: gr.HTML
    welcome: gr.HTML
    thread: gr.HTML
    source: gr.HTML
    filters: gr.HTML


def mount_page(app: FastAPI, chat: Chat, settings: Settings) -> None:
    """Put the page at `/` of the application."""
    gr.mount_gradio_app(
        app,
        build_page(chat, settings),
        path="/",
        root_path=settings.root_path or None,
        server_name=settings.host,
        server_port=settings.port,
        theme=gr.themes.Base(
            font=[gr.themes.Font(name) for name in _SANS], font_mono=[gr.themes.Font("monospace")]
        ),
        head=styles(),
        favicon_path=str(STATIC / "favicon.png"),
        footer_links=[],
        run_history=False,  # Gradio would keep every question in the browser and offer to upload it
        show_error=False,
        ssr_mode=False,
        pwa=False,
    )


def build_page(chat: Chat, settings: Settings) -> gr.Blocks:
    """The page over this chat."""
    with gr.Blocks(title="Citewire", fill_width=True, analytics_enabled=False) as page:
        parts = _lay_out(chat, settings)
        _connect_opening(page, parts, chat)
        _connect_source(parts, chat)
    page.queue(max_size=1, api_open=False)  # nothing is sent through it
    return page


def _lay_out(chat: Chat, settings: Settings) -> _Parts:
    header, welcome = _html("masthead", chat.header()), _html("welcome", chat.welcome())
    _html("conversations", render_drawer())
    thread = _html("thread", render_thread([]), js_on_load=script())  # filled by turns.js
    _html("archive", Inert('<div class="place"></div>'))  # filled by articles.js
    _html("spoken", Inert('<div role="status" aria-live="polite"></div>'))
    with gr.Column(elem_id="composer"):
        filters = _html("filters", chat.filters())
        _html("notice")  # filled by ask.js: why nothing was asked
        _html("waiting")  # filled by ask.js: the questions that are asked when the running one is answered
        gr.Textbox(
            label="Question",
            placeholder="Ask about what was reported",
            max_length=settings.max_question_characters,
            lines=1,
            max_lines=6,
            submit_btn=True,
            autofocus=True,
            elem_id="question",
        )
    return _Parts(header, welcome, thread, _html("source"), filters)


def _html(name: str, value: str = "", *, js_on_load: str | None = None) -> gr.HTML:
    """An HTML component that shows its value as it is: everything put into it is `Inert` markup."""
    return gr.HTML(str(value), elem_id=name, apply_default_css=False, padding=False, js_on_load=js_on_load)


def _connect_opening(page: gr.Blocks, parts: _Parts, chat: Chat) -> None:
    def open_page() -> tuple[str, str, str]:
        return str(chat.header()), str(chat.welcome()), str(chat.filters())

    opened = page.load(open_page, outputs=[parts.header, parts.welcome, parts.filters], **_DIRECT)
    opened.then(lambda: str(chat.suggestions()), outputs=parts.welcome, **_DIRECT)


def _connect_source(parts: _Parts, chat: Chat) -> None:
    def show(event: gr.EventData, request: gr.Request) -> str:
        sent = event._data
        return str(chat.source(_reader(request), conversation_id(sent), text(sent, "key")))

    parts.thread.cite(show, None, parts.source, trigger_mode="always_last", **_DIRECT)

    def read(event: gr.EventData) -> str:
        return str(chat.article(text(event._data, "article")))

    parts.thread.read(read, None, parts.source, trigger_mode="always_last", **_DIRECT)
    parts.thread.close(lambda: "", None, parts.source, **_DIRECT)


def _reader(request: gr.Request) -> str:
    """Whose conversations these are; empty for a browser that keeps no cookie."""
    return str(request.headers.get(HEADER) or "")
