"""What the page asks for beside an answer: questions that might follow, a timeline, what changed in an article.

A client may do so as often in a minute as it may ask, counted apart from its questions.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from ui import sent
from ui.chat import Chat
from ui.conversation_routes import Reader, Sent
from ui.gate import Gate, TooManyQuestions
from ui.markup import Inert
from ui.phrases import duration
from ui.rates import Rate
from ui.readers import CLIENT


def answer_routes(chat: Chat, gate: Gate, per_minute: int) -> APIRouter:
    """The routes over this chat, below `/page`."""
    router = APIRouter(prefix="/page", include_in_schema=False, default_response_class=HTMLResponse)
    rate = Rate(per_minute)

    async def beside(request: Request, show: Callable[[], Inert]) -> str:
        _count(rate, request.headers.get(CLIENT, ""))
        async with gate.passing(None):
            return str(await run_in_threadpool(show))

    @router.post("/follow-ups")
    async def follow_ups(request: Request, reader: Reader, body: Sent) -> str:
        if not gate.idle:
            return ""
        return await beside(request, lambda: chat.follow_ups(reader, *_turn(body)))

    @router.post("/timeline")
    async def timeline(request: Request, reader: Reader, body: Sent) -> str:
        return await beside(request, lambda: chat.timeline(reader, *_turn(body)))

    @router.post("/changes")
    async def changes(request: Request, body: Sent) -> str:
        return await beside(request, lambda: chat.changes(sent.text(body, "article")))

    return router


def _turn(body: object) -> tuple[str | None, int]:
    return sent.conversation_id(body), sent.number(body, "number") or 0


def _count(rate: Rate, client: str) -> None:
    """Raises TooManyQuestions."""
    if not rate.count(client):
        seconds = rate.wait(client)
        raise TooManyQuestions(f"That is too much in a minute. Wait {duration(seconds)}.", seconds)
