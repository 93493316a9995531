"""Changing the collection over HTTP: adding, rebuilding, removing, and who may."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from editing import BATCH, editor, finished, post, viewer
from fake_assistant import HARBOUR
from fastapi.testclient import TestClient

from indexes import NewsIndex
from indexes.errors import ReadError
from qa.settings import Settings
from ui.collection import Collection
from ui.jobs import Jobs

__all__ = ["editor", "viewer"]  # fixtures

__all__ = ["editor", "viewer"]  # fixtures


def test_uploaded_files_are_added_and_each_failure_is_named_as_it_was_sent(
    editor: TestClient, index: NewsIndex
) -> None:
    files = {"moor.txt": b"Fog on the moor\n\nThe moor lay in fog until noon, walkers said.", "a.exe": b"MZ"}
    for name, data in files.items():
        sent = editor.post("/page/upload", params={"batch": BATCH, "name": name}, content=data)
        assert sent.status_code == 204
    post(editor, "add-files", batch=BATCH)
    shown = _ended(editor)
    assert "1 added, 0 updated, 0 unchanged, 1 failed." in shown
    assert "<b>a.exe</b>" in shown
    assert "<summary>Added</summary>" in shown
    assert ">Fog on the moor</button>" in shown
    assert "citewire-upload" not in shown
    assert "Fog on the moor" in post(editor, "articles", words="moor")


def test_pasted_text_becomes_an_article_with_its_outlet_and_day(editor: TestClient, index: NewsIndex) -> None:
    given = {
        "title": "Fog",
        "outlet": "Moor Post",
        "date": "2025-05-02",
        "text": "Fog lay on the moor all day.",
    }
    post(editor, "add-text", **given)
    assert "1 added" in _ended(editor)
    article = next(a for a in map(index.article, index.article_ids()) if a.title == "Fog")
    assert (article.source, article.published) == ("Moor Post", datetime(2025, 5, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": " "}, "title and a text"),
        ({"date": "soon"}, "2025-03-14"),
        ({"text": "x" * 200_001}, "longer"),
    ],
)
def test_text_that_is_no_article_is_refused_with_the_reason(
    editor: TestClient, changes: dict[str, str], reason: str
) -> None:
    given = {"title": "Fog", "text": "Fog lay on the moor."} | changes
    response = editor.post("/page/add-text", json=given)
    assert response.status_code == 422
    assert reason in response.json()["detail"]


def test_addresses_are_fetched_only_where_the_server_allows_it(editor: TestClient, index: NewsIndex) -> None:
    response = editor.post("/page/add-url", json={"url": "https://news.example/feed"})
    assert (response.status_code, "CITEWIRE_ADD_FROM_WEB" in response.text) == (422, True)
    assert "add-url" not in post(editor, "archive")
    allowed = Collection(index, Settings(add_from_web=True), Jobs())
    with pytest.raises(ReadError, match="http"):
        allowed.add_url("file:///etc/passwd")
    allowed.add_url("http://127.0.0.1:9/private")
    assert finished(allowed.jobs).report is not None
    assert len(finished(allowed.jobs).report.failed) == 1  # type: ignore[union-attr]


def test_rebuilding_goes_on_beside_answering(editor: TestClient, index: NewsIndex) -> None:
    before = index.manifest.generation
    post(editor, "rebuild")
    assert editor.post("/api/ask", json={"question": "What did the authority say?"}).status_code == 200
    assert "Rebuilding: done in" in _ended(editor)
    assert index.manifest.generation > before


def test_a_removal_over_http_is_undone_with_its_token(editor: TestClient, index: NewsIndex) -> None:
    shown = post(editor, "remove", article=HARBOUR.id)
    token = shown.partition('data-token="')[2].partition('"')[0]
    assert HARBOUR.id not in index.article_ids()
    post(editor, "put-back", token=token)
    assert HARBOUR.id in index.article_ids()
    assert editor.post("/page/remove", json={"article": "nowhere"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["remove", "put-back", "add-files", "add-text", "add-url", "rebuild", "job", "upload?batch=x&name=y"],
)
def test_a_viewer_reads_and_changes_nothing(viewer: TestClient, index: NewsIndex, path: str) -> None:
    sent = {"article": HARBOUR.id, "title": "t", "text": "t", "url": "https://a.example"}
    assert viewer.post(f"/page/{path}", json=sent).status_code == 403
    assert "Marwick harbour bridge" in post(viewer, "articles")
    assert "remove" not in post(viewer, "articles")
    assert "Add articles" not in post(viewer, "archive")
    assert len(index.article_ids()) == 3


def test_a_client_cannot_make_itself_an_editor_or_somebody_else(viewer: TestClient) -> None:
    forged = {"x-citewire-role": "editor", "x-citewire-reader": "login:ada"}
    assert viewer.post("/page/remove", json={"article": HARBOUR.id}, headers=forged).status_code == 403


def _ended(client: TestClient) -> str:
    end = time.monotonic() + 30
    while 'data-state="running"' in (shown := post(client, "job")):
        assert time.monotonic() < end
        time.sleep(0.02)
    return shown
