"""Asking on the page: an answer that streams, stopping it, and a conversation opened again.

Not through Gradio's queue: there a question that was stopped, left or cut off by a restart ends in events that
do not say which question they mean, and a lost connection silences the page until it is loaded anew. A request
of its own has one end, which the page cannot miss.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import AsyncExitStack, aclosing
from itertools import islice
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.concurrency import iterate_in_threadpool

from ui import sent
from ui.answering import Answering
from ui.conversation_routes import Reader, Sent
from ui.gate import Busy, Gate, Place
from ui.limits import LimitsError
from ui.readers import CLIENT
from ui.sent import Asking
from ui.steps import Step, ahead_line, refusal_line
from ui.threads import Threads
from ui.waiting_questions import TooManyWaiting

_LOOK: Final = 2.0  # seconds between two looks at how many are before a question


def asking_routes(answering: Answering, threads: Threads, gate: Gate) -> APIRouter:
    """The routes over these conversations, below `/page`."""
    router = APIRouter(prefix="/page", include_in_schema=False)

    @router.post("/ask")
    async def ask(request: Request, reader: Reader, body: Sent) -> StreamingResponse:
        client = request.headers.get(CLIENT, "")
        lines = _lines(answering, gate, reader, client, sent.asking(body))
        # `no-transform` and the header of nginx: a proxy that collects lines would hide an answer until it is whole
        headers = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
        return StreamingResponse(lines, media_type="application/x-ndjson", headers=headers)

    @router.post("/send", response_class=PlainTextResponse)
    def send(request: Request, reader: Reader, body: Sent) -> str:
        asked = sent.asking(body)
        if not asked.question:
            return asked.conversation or ""
        gate.count_sent(request.headers.get(CLIENT, ""))
        return answering.send(reader, asked)

    @router.post("/stop", status_code=204)
    def stop(reader: Reader, body: Sent) -> None:
        answering.stop(reader, sent.text(body, "token"))

    @router.post("/thread", response_class=HTMLResponse)
    def thread(reader: Reader, body: Sent) -> str:
        return str(threads.shown(reader, sent.conversation_id(body)))

    return router


async def _lines(
    answering: Answering, gate: Gate, reader: str, client: str, asked: Asking
) -> AsyncIterator[str]:
    """The steps of an answer. Its place among those computed is held until the thread that computes has ended."""
    steps = answering.ask(reader, asked)
    try:
        if not asked.again:
            gate.count_sent(client)
        async for step in _next(steps):  # the question, with nothing below it yet
            yield step.line()
            if step.done:  # nothing is left to be read: it waits for no place
                return
        last = None
        place = Place()
        async with AsyncExitStack() as stack:
            entering = asyncio.ensure_future(stack.enter_async_context(gate.passing(client, place)))
            async with aclosing(
                _ahead(gate, place, entering)
            ) as waits:  # ended before the stack that it fills
                async for ahead in waits:
                    yield ahead_line(ahead)
            async for step in iterate_in_threadpool(steps):
                if not step.done:
                    yield step.line()
                last = step
        if last and last.done:  # what the page asks next finds the place free
            yield last.line()
    except (LimitsError, TooManyWaiting) as error:
        yield refusal_line(str(error))
    except Busy as error:
        yield refusal_line(str(error), error.seconds)


async def _ahead(gate: Gate, place: Place, entering: asyncio.Future[None]) -> AsyncGenerator[int]:
    """How many questions are before this one, whenever that has changed; 0 at the end. Raises what entering raises."""
    told = 0
    try:
        while not (await asyncio.wait({entering}, timeout=_LOOK))[0]:
            if (ahead := gate.ahead(place)) != told:
                yield (told := ahead)
    finally:
        entering.cancel()  # without effect where it has entered
    await entering
    if told:
        yield 0


async def _next(steps: Iterator[Step]) -> AsyncIterator[Step]:
    """The next step, if there is one."""
    async for step in iterate_in_threadpool(islice(steps, 1)):
        yield step
