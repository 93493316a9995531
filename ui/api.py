"""The HTTP API beside the page: ask, read an article, health. Errors are JSON and quote no exception."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from indexes.errors import ArticleNotFound, CitewireError, QuestionError
from qa.conversation import Turn
from qa.moments import moment_of
from qa.serialization import answer_schema, dump_answer
from ui.gate import Busy, Gate
from ui.readers import CLIENT
from ui.statuses import status_of

if TYPE_CHECKING:
    from qa.assistant import NewsAssistant


def _a_moment(text: str) -> str:
    try:
        moment_of(text)
    except QuestionError as error:
        raise ValueError(str(error)) from error
    return text


# Handed on as it was written: a bare day means one thing as the day asked, another as the end of a period.
Moment = Annotated[str, Field(max_length=64, examples=["2025-03-14"]), AfterValidator(_a_moment)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]


class AskRequest(BaseModel):
    """A question and what it is limited to. Dates are ISO 8601, a day or a moment; `published_before` is exclusive.

    Without a zone they are UTC.
    """

    model_config = ConfigDict(extra="forbid")

    question: Text
    sources: list[Annotated[str, Field(min_length=1, max_length=500)]] | None = Field(None, max_length=500)
    published_after: Moment | None = None
    published_before: Moment | None = None
    as_of: Moment | None = Field(None, description="The day that 'yesterday' or 'this week' is counted from.")
    max_sentences: int | None = Field(None, ge=1, le=20, description="Default: the server's setting.")
    history: list[Text] = Field(
        default=[], max_length=50, description="The questions asked before, oldest first."
    )


class SentenceDocument(BaseModel):
    """A sentence as a half-open span of the article's text, in characters."""

    start: int
    end: int
    position: int
    citable: bool


class ArticleDocument(BaseModel):
    """An article as it is stored. `text[start:end]` of any citation of it is the quote."""

    id: str
    title: str
    text: str
    url: str | None
    source: str | None
    author: str | None
    published: datetime | None
    language: str
    sentences: list[SentenceDocument]


class Health(BaseModel):
    """That the server is up, over how many articles, with which embedding model."""

    status: str
    articles: int
    model: str


class Problem(BaseModel):
    """What went wrong."""

    detail: str


def api_router(assistant: NewsAssistant, gate: Gate) -> APIRouter:
    """The routes over this assistant; questions pass the gate."""
    router = APIRouter(responses={500: {"model": Problem}})

    @router.post("/api/ask", responses={200: _answer_response()}, tags=["answers"], response_class=Response)
    async def ask(request: AskRequest, sender: Request) -> Response:
        """Answer a question; the same document as `citewire ask --json`. 429 or 503 with Retry-After if not now."""
        limits = request.model_dump(exclude={"question", "history"})
        turns = [Turn(question) for question in request.history]
        async with gate.passing(sender.headers.get(CLIENT, "")):
            answer = await run_in_threadpool(assistant.ask, request.question, history=turns, **limits)
        return Response(dump_answer(answer), media_type="application/json")

    @router.get("/api/articles/{article_id:path}", responses={404: {"model": Problem}}, tags=["articles"])
    def article(article_id: str) -> ArticleDocument:
        """One article with its sentences."""
        return _article(assistant, article_id)

    @router.get("/api/articles", responses={404: {"model": Problem}}, tags=["articles"])
    def article_by_id(id: Annotated[str, Query(max_length=4000)]) -> ArticleDocument:
        """The same for an id that no path can carry, such as one with `..` or a line end in it."""
        return _article(assistant, id)

    @router.get("/healthz", tags=["operation"])
    def health() -> Health:
        """Up, and over what."""
        index = assistant.index
        return Health(status="ok", articles=index.statistics().articles, model=index.manifest.model)

    return router


def _article(assistant: NewsAssistant, article_id: str) -> ArticleDocument:
    found = assistant.index.article(article_id)
    sentences = [
        SentenceDocument(start=s.start, end=s.end, position=s.position, citable=s.citable)
        for s in assistant.index.sentences(article_id)
    ]
    named = {name: getattr(found, name) for name in ArticleDocument.model_fields if name != "sentences"}
    return ArticleDocument(**named, sentences=sentences)


def add_error_answers(app: FastAPI) -> None:
    """Turn errors into JSON with a fitting status; what is unexpected says nothing of its inside."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(CitewireError, _citewire_error)
    app.add_exception_handler(Exception, _unexpected)


def _answer_response() -> dict[str, Any]:
    """The answer's schema for OpenAPI, which knows no `$ref` into a schema's own `$defs`."""
    schema = answer_schema()
    return {
        "description": "The answer",
        "content": {"application/json": {"schema": _inlined(schema, schema["$defs"])}},
    }


def _inlined(node: object, definitions: dict[str, Any]) -> object:
    if isinstance(node, list):
        return [_inlined(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inlined(definitions[node["$ref"].rpartition("/")[2]], definitions)
    return {key: _inlined(value, definitions) for key, value in node.items() if key != "$defs"}


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    named = [{name: problem[name] for name in ("loc", "msg", "type")} for problem in problems]
    return JSONResponse({"detail": named}, 422)


async def _citewire_error(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, QuestionError):
        return JSONResponse(
            {"detail": [{"loc": ["body", "question"], "msg": str(error), "type": "question"}]}, 422
        )
    if isinstance(error, ArticleNotFound):
        return JSONResponse({"detail": "There is no article with that id."}, 404)
    if isinstance(error, Busy):
        headers = {"Retry-After": str(error.seconds)}
        return JSONResponse({"detail": str(error)}, status_of(error), headers)
    if status_of(error):
        return JSONResponse({"detail": str(error)}, status_of(error))
    return await _unexpected(request, error)


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "The server failed on this request. Its log says more."}, 500)
