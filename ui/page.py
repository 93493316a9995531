"""The chat page. The only file that knows Gradio's components; what they show comes from `ui/chat.py`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import gradio as gr
from fastapi import FastAPI
from starlette.concurrency import iterate_in_threadpool

from qa.settings import Settings
from ui.assets import STATIC, script, styles
from ui.chat import Chat
from ui.gate import Busy, Gate
from ui.limits import LimitsError
from ui.markup import Inert
from ui.readers import CLIENT, HEADER
from ui.render import render_notice
from ui.render_conversations import render_drawer
from ui.sent import Asking, asking, conversation_id, text

_WAITING: Final = 1000  # events in Gradio's queue; `ui/gate.py` lets through what can be answered
_SANS: Final = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_QUIET: Final[dict[str, Any]] = {"show_progress": "hidden", "api_visibility": "private"}
# Only questions go through the queue. All queued events of a page share one event stream, which the server
# closes when none is left: one that is sent before the browser has noticed is answered to nobody.
_DIRECT: Final[dict[str, Any]] = {"queue": False, **_QUIET}
_IN_TURN: Final[dict[str, Any]] = {"concurrency_limit": None, **_QUIET}

_ASKED: Final = "() => { document.dispatchEvent(new Event('citewire:asked')); return []; }"
_OPENED: Final = "() => { document.dispatchEvent(new Event('citewire:opened')); return []; }"
_FAILED: Final = "() => { document.dispatchEvent(new Event('citewire:failed')); return []; }"

_Step = tuple[object, object]  # new values of the notice and the thread
_NO_READER: Final = "This browser sends no cookie. Allow cookies for this site and open it again."


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read and write."""

    header: gr.HTML
    welcome: gr.HTML
    thread: gr.HTML
    source: gr.HTML
    notice: gr.HTML
    filters: gr.HTML


def mount_page(app: FastAPI, chat: Chat, gate: Gate, settings: Settings) -> None:
    """Put the page at `/` of the application."""
    gr.mount_gradio_app(
        app,
        build_page(chat, gate, settings),
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


def build_page(chat: Chat, gate: Gate, settings: Settings) -> gr.Blocks:
    """The page over this chat."""
    with gr.Blocks(title="Citewire", fill_width=True, analytics_enabled=False) as page:
        parts = _lay_out(chat, settings)
        _connect_opening(page, parts, chat)
        _connect_asking(parts, chat, gate)
        _connect_source(parts, chat)
    page.queue(default_concurrency_limit=None, max_size=_WAITING, api_open=False)
    return page


def _lay_out(chat: Chat, settings: Settings) -> _Parts:
    header, welcome = _html("masthead", chat.header()), _html("welcome", chat.welcome())
    _html("conversations", render_drawer())
    thread = _html("thread", js_on_load=script())
    _html("archive", Inert('<div class="place"></div>'))  # filled by articles.js
    _html("spoken", Inert('<div role="status" aria-live="polite"></div>'))
    with gr.Column(elem_id="composer"):
        filters = _html("filters", chat.filters())
        notice = _html("notice")
        _html(
            "waiting"
        )  # filled by the scripts: the questions that are asked when the running one is answered
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
    return _Parts(header, welcome, thread, _html("source"), notice, filters)


def _html(name: str, value: str = "", *, js_on_load: str | None = None) -> gr.HTML:
    """An HTML component that shows its value as it is: everything put into it is `Inert` markup."""
    return gr.HTML(str(value), elem_id=name, apply_default_css=False, padding=False, js_on_load=js_on_load)


def _connect_opening(page: gr.Blocks, parts: _Parts, chat: Chat) -> None:
    def open_page() -> tuple[str, str, str]:
        return str(chat.header()), str(chat.welcome()), str(chat.filters())

    opened = page.load(open_page, outputs=[parts.header, parts.welcome, parts.filters], **_DIRECT)
    opened.then(lambda: str(chat.suggestions()), outputs=parts.welcome, **_DIRECT)


def _connect_asking(parts: _Parts, chat: Chat, gate: Gate) -> None:
    async def ask(event: gr.EventData, request: gr.Request) -> AsyncIterator[_Step]:
        async for step in _steps(chat, gate, request, asking(event._data)):
            yield step

    def stop(event: gr.EventData, request: gr.Request) -> str:
        chat.stop(_reader(request), text(event._data, "token"))
        return str(chat.thread(_reader(request), conversation_id(event._data)))

    def reopen(event: gr.EventData, request: gr.Request) -> tuple[str, str, str]:
        return "", str(chat.thread(_reader(request), conversation_id(event._data))), ""

    asked = parts.thread.ask(ask, None, [parts.notice, parts.thread], **_IN_TURN)
    asked.then(None, js=_ASKED, **_DIRECT)
    asked.failure(None, js=_FAILED, **_DIRECT)
    parts.thread.stop(stop, None, parts.thread, cancels=[asked], **_DIRECT).then(None, js=_ASKED, **_DIRECT)
    shown = [parts.notice, parts.thread, parts.source]
    opened = parts.thread.reopen(reopen, None, shown, trigger_mode="always_last", **_DIRECT)
    opened.then(None, js=_OPENED, **_DIRECT)


def _connect_source(parts: _Parts, chat: Chat) -> None:
    def show(event: gr.EventData, request: gr.Request) -> str:
        sent = event._data
        return str(chat.source(_reader(request), conversation_id(sent), text(sent, "key")))

    parts.thread.cite(show, None, parts.source, trigger_mode="always_last", **_DIRECT)

    def read(event: gr.EventData) -> str:
        return str(chat.article(text(event._data, "article")))

    parts.thread.read(read, None, parts.source, trigger_mode="always_last", **_DIRECT)
    parts.thread.close(lambda: "", None, parts.source, **_DIRECT)


async def _steps(chat: Chat, gate: Gate, request: gr.Request, asked: Asking) -> AsyncIterator[_Step]:
    """What the page shows after each step of an answer. What cannot be asked now leaves the thread as it was."""
    reader, client = _reader(request), str(request.headers.get(CLIENT) or "")
    if not asked.question:
        yield gr.skip(), gr.skip()
        return
    if not reader:
        yield str(render_notice(_NO_READER)), gr.skip()
        return
    steps = chat.ask(reader, asked)
    try:
        async for thread in _next(steps):  # the question, with nothing below it yet
            yield "", str(thread)
        async with gate.passing(client):
            async for thread in iterate_in_threadpool(steps):
                yield "", str(thread)
    except LimitsError as error:
        yield str(render_notice(str(error))), gr.skip()
    except Busy as error:
        yield str(render_notice(str(error))), str(chat.thread(reader, asked.conversation))


async def _next(steps: Iterator[Inert]) -> AsyncIterator[Inert]:
    """The next step, if there is one."""
    async for step in iterate_in_threadpool(islice(steps, 1)):
        yield step


def _reader(request: gr.Request) -> str:
    """Whose conversations these are; empty for a browser that keeps no cookie."""
    return str(request.headers.get(HEADER) or "")
