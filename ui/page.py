"""The chat page. The only file that knows Gradio's components; what they show comes from `ui/chat.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import gradio as gr
from fastapi import FastAPI

from qa.settings import Settings
from ui.chat import Chat, Turns
from ui.limits import LimitsError, limits
from ui.render import render_notice

_STATIC: Final = Path(__file__).parent / "static"
_AT_ONCE: Final = 20  # questions answered side by side
_WAITING: Final = 400  # questions that may wait for their turn; beyond that Gradio says 'queue full'
_SANS: Final = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_QUIET: Final[dict[str, Any]] = {"show_progress": "hidden", "api_visibility": "private"}
# Only questions go through the queue. All queued events of a page share one event stream, which the server
# closes when none is left: one that is sent before the browser has noticed is answered to nobody.
_DIRECT: Final[dict[str, Any]] = {"queue": False, **_QUIET}
_IN_TURN: Final[dict[str, Any]] = {"concurrency_limit": _AT_ONCE, "concurrency_id": "ask", **_QUIET}

_ASKED: Final = "() => { document.dispatchEvent(new Event('citewire:asked')); return []; }"
_FAILED: Final = "() => { document.dispatchEvent(new Event('citewire:failed')); return []; }"

_Step = tuple[object, object, object]  # new values of the notice, the thread and the turns


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read and write."""

    turns: gr.State
    header: gr.HTML
    welcome: gr.HTML
    thread: gr.HTML
    source: gr.HTML
    notice: gr.HTML
    outlets: gr.Dropdown


def mount_page(app: FastAPI, chat: Chat, settings: Settings) -> None:
    """Put the page at `/` of the application."""
    gr.mount_gradio_app(
        app,
        build_page(chat, settings),
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        theme=gr.themes.Base(
            font=[gr.themes.Font(name) for name in _SANS], font_mono=[gr.themes.Font("monospace")]
        ),
        head=_styles(),
        favicon_path=str(_STATIC / "favicon.png"),
        footer_links=[],
        run_history=False,  # Gradio would keep every question in the browser and offer to upload it
        show_error=False,
        ssr_mode=False,
        pwa=False,
    )


def _styles() -> str:
    """The style sheet for the head: Gradio rewrites what is passed as `css` and loses rules within @media."""
    return f"<style>{(_STATIC / 'page.css').read_text(encoding='utf-8')}</style>"


def build_page(chat: Chat, settings: Settings) -> gr.Blocks:
    """The page over this chat."""
    with gr.Blocks(title="Citewire", fill_width=True, analytics_enabled=False) as page:
        parts = _lay_out(chat, settings)
        _connect_opening(page, parts, chat)
        _connect_asking(parts, chat)
        _connect_source(parts, chat)
    page.queue(default_concurrency_limit=_AT_ONCE, max_size=_WAITING, api_open=False)
    return page


def _lay_out(chat: Chat, settings: Settings) -> _Parts:
    script = (_STATIC / "page.js").read_text(encoding="utf-8")
    turns = gr.State(())
    header, welcome = _html("masthead", chat.header()), _html("welcome", chat.welcome())
    thread = _html("thread", js_on_load=script)
    with gr.Column(elem_id="composer"):
        outlets = _lay_out_filters()
        notice = _html("notice")
        _html("waiting")  # filled by page.js: the questions that are asked when the running one is answered
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
    return _Parts(turns, header, welcome, thread, _html("source"), notice, outlets)


def _lay_out_filters() -> gr.Dropdown:
    """The outlets; what the two days hold is sent by page.js, for Gradio keeps a date it cannot read to itself."""
    with gr.Accordion("Filters", open=False, elem_id="filters"), gr.Row():
        outlets = gr.Dropdown([], label="Outlets", multiselect=True, min_width=220, scale=2)
        for label, name in (("From", "first-day"), ("To", "last-day")):
            gr.DateTime(label=label, include_time=False, type="string", min_width=150, elem_id=name)
    return outlets


def _html(name: str, value: str = "", *, js_on_load: str | None = None) -> gr.HTML:
    """An HTML component that shows its value as it is: everything put into it is `Inert` markup."""
    return gr.HTML(str(value), elem_id=name, apply_default_css=False, padding=False, js_on_load=js_on_load)


def _connect_opening(page: gr.Blocks, parts: _Parts, chat: Chat) -> None:
    def open_page() -> tuple[str, str, object]:
        return str(chat.header()), str(chat.welcome()), gr.update(choices=list(chat.outlets()))

    opened = page.load(open_page, outputs=[parts.header, parts.welcome, parts.outlets], **_DIRECT)
    opened.then(lambda: str(chat.suggestions()), outputs=parts.welcome, **_DIRECT)


def _connect_asking(parts: _Parts, chat: Chat) -> None:
    def ask(turns: Turns, outlets: list[str], event: gr.EventData) -> Iterator[_Step]:
        yield from _steps(chat, event, turns, outlets)

    shown = [parts.notice, parts.thread, parts.turns]
    asked = parts.thread.ask(ask, [parts.turns, parts.outlets], shown, **_IN_TURN)
    asked.then(None, js=_ASKED, **_DIRECT)
    asked.failure(None, js=_FAILED, **_DIRECT)


def _connect_source(parts: _Parts, chat: Chat) -> None:
    def show(turns: Turns, event: gr.EventData) -> str:
        return str(chat.source(_sent(event, "key"), turns))

    parts.thread.cite(show, parts.turns, parts.source, **_DIRECT)
    parts.thread.close(lambda: "", None, parts.source, **_DIRECT)


def _steps(chat: Chat, event: gr.EventData, turns: Turns, outlets: list[str]) -> Iterator[_Step]:
    """What the page shows after each step of an answer. A blank question or a wrong date leaves the thread as it is."""
    question = _sent(event, "question").encode("utf-8", "replace").decode().strip()
    try:
        filters = limits(outlets, _sent(event, "first_day"), _sent(event, "last_day"))
    except LimitsError as error:
        yield str(render_notice(str(error))), gr.skip(), turns
        return
    if not question:
        yield gr.skip(), gr.skip(), turns
        return
    for thread, after in chat.ask(question, turns, filters):
        yield "", str(thread), after


def _sent(event: gr.EventData, name: str) -> str:
    """What the browser sent under that name, if it is text at all."""
    data = event._data
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""
