"""What the page does with the collection: show it to everybody, change it for those who may."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from indexes.articles import Article
from indexes.errors import ReadError
from ui import sent
from ui.collection import Collection, TableView
from ui.conversation_routes import Reader, Sent
from ui.readers import MayNotChange, may_change
from ui.render_articles import render_archive, render_removed, render_table
from ui.render_jobs import render_job
from ui.render_timeline import render_found, render_overview
from ui.uploads import Uploads

_WORDS: Final = 200  # characters of a search
_TOKEN: Final = re.compile(r"[A-Za-z0-9-]{16,64}")
_TEXT: Final = 200_000  # characters of a pasted article


def _editing(request: Request) -> bool:
    return may_change(request.headers)


def _editor(request: Request, reader: Reader) -> str:
    """The reader, who may change the collection. Raises MayNotChange."""
    if not may_change(request.headers):
        raise MayNotChange("You may read this collection, but not change it.")
    return reader


Editor = Annotated[str, Depends(_editor)]
Editing = Annotated[bool, Depends(_editing)]


def collection_routes(collection: Collection, uploads: Uploads) -> APIRouter:
    """The routes over this collection, below `/page`."""
    router = APIRouter(prefix="/page", include_in_schema=False, default_response_class=HTMLResponse)
    _shown(router, collection)
    _removed(router, collection)
    _added(router, collection, uploads)
    return router


def _shown(router: APIRouter, collection: Collection) -> None:
    @router.post("/archive")
    def archive(editing: Editing) -> str:
        return str(render_archive(editing=editing, web=collection.web))

    @router.post("/overview")
    def overview(body: Sent) -> str:
        words = _words(body)
        return str(render_found(collection.found(words)) if words else render_overview(collection.overview()))

    @router.post("/articles")
    def articles(editing: Editing, body: Sent) -> str:
        return str(render_table(collection.table(_view(body)), editing=editing))


def _removed(router: APIRouter, collection: Collection) -> None:
    @router.post("/remove")
    def remove(reader: Editor, body: Sent) -> str:
        return str(render_removed(*collection.remove(reader, sent.text(body, "article"))))

    @router.post("/put-back", status_code=204)
    def put_back(reader: Editor, body: Sent) -> None:
        collection.put_back(reader, sent.text(body, "token"))


def _added(router: APIRouter, collection: Collection, uploads: Uploads) -> None:
    @router.post("/upload", status_code=204)
    async def upload(
        request: Request, reader: Editor, name: Annotated[str, Query(max_length=1000)], batch: str
    ) -> None:
        await uploads.receive(reader, _token(batch), name, request.stream())

    @router.post("/add-files")
    def add_files(reader: Editor, body: Sent) -> str:
        collection.require_rest()
        with uploads.taking(reader, _token(sent.text(body, "batch"))) as folder:
            collection.add_files(folder)
        return _job(collection)

    @router.post("/add-text")
    def add_text(reader: Editor, body: Sent) -> str:
        collection.add_article(_article(body))
        return _job(collection)

    @router.post("/add-url")
    def add_url(reader: Editor, body: Sent) -> str:
        collection.add_url(sent.text(body, "url").strip()[:2000])
        return _job(collection)

    @router.post("/rebuild")
    def rebuild(reader: Editor) -> str:
        collection.rebuild()
        return _job(collection)

    @router.post("/job")
    def job(reader: Editor) -> str:
        return _job(collection)


def _job(collection: Collection) -> str:
    job = collection.jobs.now()
    return str(render_job(job, collection.titles(job)))


def _view(body: object) -> TableView:
    days = (sent.text(body, name)[:10] for name in ("first_day", "last_day"))
    descending = isinstance(body, dict) and body.get("descending") is True
    return TableView(
        _words(body), sent.text(body, "order"), descending, sent.number(body, "page") or 1, *days
    )


def _words(body: object) -> str:
    return " ".join(sent.text(body, "words").split())[:_WORDS]


def _token(value: str) -> str:
    if not _TOKEN.fullmatch(value):
        raise ReadError("That is no upload of this page. Choose the files again.")
    return value


def _article(body: object) -> Article:
    """What was typed or pasted. Raises ReadError where it is no article."""
    title, text = sent.text(body, "title").strip(), sent.text(body, "text").strip()
    if not title or not text:
        raise ReadError("An article needs a title and a text.")
    if len(text) > _TEXT:
        raise ReadError(f"The text is longer than {_TEXT:,} characters. Add it as a file.")
    date = sent.text(body, "date").strip()
    try:
        published = datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC) if date else None
    except ValueError:
        raise ReadError("The date is none. Write it like 2025-03-14.") from None
    outlet, url = sent.text(body, "outlet").strip()[:200], sent.text(body, "url").strip()[:2000]
    return Article(title[:500], text, url=url or None, source=outlet or None, published=published)
