"""What the page asks for beside an answer: questions that might follow, a timeline, what changed in an article."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from ui import sent
from ui.chat import Chat
from ui.conversation_routes import Reader, Sent
from ui.gate import Gate
from ui.markup import Inert


def answer_routes(chat: Chat, gate: Gate) -> APIRouter:
    """The routes over this chat, below `/page`."""
    router = APIRouter(prefix="/page", include_in_schema=False, default_response_class=HTMLResponse)

    async def about(show: Callable[[str, str | None, int], Inert], reader: str, body: object) -> str:
        conversation, number = sent.conversation_id(body), sent.number(body, "number") or 0
        async with gate.passing(None):
            return str(await run_in_threadpool(show, reader, conversation, number))

    @router.post("/follow-ups")
    async def follow_ups(reader: Reader, body: Sent) -> str:
        return await about(chat.follow_ups, reader, body) if gate.idle else ""

    @router.post("/timeline")
    async def timeline(reader: Reader, body: Sent) -> str:
        return await about(chat.timeline, reader, body)

    @router.post("/changes")
    def changes(body: Sent) -> str:
        return str(chat.changes(sent.text(body, "article")))

    return router
