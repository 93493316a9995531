"""What the page does with conversations besides asking: list, rename, delete, judge, save. Own ones only."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Depends, Request
from fastapi.responses import HTMLResponse, Response

from indexes.index import NewsIndex
from ui import sent
from ui.conversation_rows import ConversationNotFound
from ui.conversations import Conversations
from ui.exporting import conversation_as_markdown, evidence
from ui.feedback import feedback_lines
from ui.known import known_of
from ui.readers import HEADER, NoReader
from ui.render_conversations import render_listed
from ui.render_export import render_export
from ui.turns import KeptTurn

_WORDS: Final = 200  # characters of a search
_TYPES: Final = {"md": "text/markdown", "html": "text/html", "json": "application/json"}

Sent = Annotated[Any, Body()]


def reader_of_request(request: Request) -> str:
    """Whose request it is. Raises NoReader."""
    reader = request.headers.get(HEADER)
    if not reader:
        raise NoReader("This browser sends no cookie. Allow cookies for this site and open it again.")
    return reader


Reader = Annotated[str, Depends(reader_of_request)]


def conversation_routes(conversations: Conversations, index: NewsIndex) -> APIRouter:
    """The routes over these conversations and the index that they were asked of, below `/page`."""
    router = APIRouter(prefix="/page", include_in_schema=False)

    @router.post("/conversations", response_class=HTMLResponse)
    def listed(reader: Reader, body: Sent) -> str:
        words = " ".join(sent.text(body, "words").split())[:_WORDS]
        return str(render_listed(conversations.listed(reader, words), words))

    @router.post("/rename", status_code=204)
    def rename(reader: Reader, body: Sent) -> None:
        conversations.rename(reader, _named(body), sent.text(body, "name"))

    @router.post("/delete", status_code=204)
    def delete(reader: Reader, body: Sent) -> None:
        conversations.delete(reader, _named(body))

    @router.post("/judge", status_code=204)
    def judge(reader: Reader, body: Sent) -> None:
        helpful = isinstance(body, dict) and body.get("helpful") is True
        number = sent.number(body, "number") or 0
        conversations.judge(reader, _named(body), number, helpful=helpful, reason=sent.text(body, "reason"))

    @router.get("/conversations/{conversation}.{form}")
    def whole(reader: Reader, conversation: str, form: str) -> Response:
        turns = conversations.turns(reader, conversation)
        return _saved(conversations.name(reader, conversation), turns, index, form, "conversation")

    @router.get("/conversations/{conversation}/{number}.{form}")
    def one(reader: Reader, conversation: str, number: int, form: str) -> Response:
        turns = conversations.turns(reader, conversation)[max(number - 1, 0) :][:1]
        if not turns or number < 1:
            raise ConversationNotFound("This answer is not here any more. Ask the question again.")
        return _saved(turns[0].question, turns, index, form, f"answer-{number}")

    @router.get("/feedback.jsonl")
    def feedback(reader: Reader) -> Response:
        lines = feedback_lines(conversations.feedback(reader))
        return _download(lines, "application/x-ndjson", "citewire-feedback.jsonl")

    return router


def _named(body: object) -> str:
    conversation = sent.conversation_id(body)
    if conversation is None:
        raise ConversationNotFound("This conversation is not here any more. Begin a new one.")
    return conversation


def _saved(name: str, turns: tuple[KeptTurn, ...], index: NewsIndex, form: str, file: str) -> Response:
    if form not in _TYPES:
        raise ConversationNotFound("There is no such format. Take md, html or json.")
    known = [known_of(turn.answer, index) for turn in turns]
    text = {
        "md": lambda: conversation_as_markdown(name, turns, known),
        "html": lambda: str(render_export(name, turns, known)),
        "json": lambda: evidence(turns),
    }[form]()
    return _download(text, _TYPES[form], f"citewire-{file}.{form}")


def _download(text: str, kind: str, file: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
    return Response(text.encode("utf-8", "replace"), media_type=f"{kind}; charset=utf-8", headers=headers)
