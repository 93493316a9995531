"""The collection as its keepers see it: the table, removing and putting back, adding, and who may."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from fake_assistant import ARTICLES, FERRY, HARBOUR
from fastapi.testclient import TestClient
from hostile import HOSTILE, HOSTILE_ARTICLE

from indexes import NewsIndex
from indexes.errors import IndexLocked, ReadError
from indexes.reports import ArticleSummary, BuildReport, Failure
from qa import NewsAssistant
from qa.settings import Settings
from ui import collection as collection_module
from ui import uploads as uploads_module
from ui.collection import Collection, Table, TableView
from ui.jobs import Job, JobRunning, Jobs
from ui.render_articles import render_archive, render_job, render_removed, render_table
from ui.server import create_app
from ui.uploads import UploadRefused, Uploads, safe_name, shown_name

OWN = "http://127.0.0.1:7860"
BATCH = "0123456789-abcdef"


@pytest.fixture
def collection(index: NewsIndex) -> Collection:
    index.add(ARTICLES)
    return Collection(index, Settings(), Jobs())


@pytest.fixture
def editor(index: NewsIndex) -> Iterator[TestClient]:
    yield from _client(index, Settings())


@pytest.fixture
def viewer(index: NewsIndex) -> Iterator[TestClient]:
    yield from _client(index, Settings(read_only=True))


def _client(index: NewsIndex, settings: Settings) -> Iterator[TestClient]:
    index.add(ARTICLES)
    with TestClient(create_app(NewsAssistant(index, settings), settings), base_url=OWN) as client:
        client.get("/")  # for the cookie
        yield client


def finished(jobs: Jobs) -> Job:
    """The job when it has ended."""
    end = time.monotonic() + 30
    while jobs.running() and time.monotonic() < end:
        time.sleep(0.02)
    job = jobs.now()
    assert job is not None
    assert job.finished
    return job


def post(client: TestClient, path: str, **sent: Any) -> str:
    response = client.post(f"/page/{path}", json=sent)
    assert response.status_code < 300, response.text
    return response.text


def test_the_table_is_sorted_by_each_column_searched_and_limited_to_days(collection: Collection) -> None:
    def titles(**view: Any) -> list[str]:
        return [one.title.split()[0] for one in collection.table(TableView(**view)).rows]

    assert titles(order="title", descending=False) == ["Ferry", "Late", "Marwick"]
    assert titles(order="outlet", descending=True) == ["Late", "Marwick", "Ferry"]
    assert titles(order="date", descending=False) == ["Marwick", "Ferry", "Late"]
    assert titles(order="sentences", descending=True)[0] == "Marwick"
    assert titles(words="COURIER bridge") == ["Marwick"]
    assert titles(words="nothing like it") == []
    assert titles(first_day="2025-03-15", last_day="2025-03-15") == ["Ferry"]
    assert len(titles(order="no such column")) == 3


def test_long_tables_come_in_pages_and_a_page_too_far_is_the_last(
    collection: Collection, index: NewsIndex
) -> None:
    index.add([replace(FERRY, id=f"ferry-{n}", title=f"Ferry {n:02}") for n in range(60)])
    first = collection.table(TableView(order="title", descending=False))
    last = collection.table(TableView(order="title", descending=False, page=99))
    assert (first.found, first.pages, len(first.rows)) == (63, 3, 25)
    assert (last.view.page, len(last.rows)) == (3, 13)


def test_a_removed_article_is_gone_at_once_and_can_be_put_back(
    collection: Collection, index: NewsIndex
) -> None:
    token, article = collection.remove("ada", FERRY.id)
    assert article == FERRY
    assert FERRY.id not in index.article_ids()
    with pytest.raises(ReadError, match="too late"):
        collection.put_back("bob", token)
    assert collection.put_back("ada", token) == FERRY
    assert index.article(FERRY.id) == FERRY
    with pytest.raises(ReadError, match="too late"):
        collection.put_back("ada", token)


def test_what_is_put_back_has_its_versions_and_the_day_it_came_in(
    collection: Collection, index: NewsIndex
) -> None:
    index.add(replace(FERRY, text=FERRY.text + "\n\nThe city has not yet decided."))
    before = index.versions(FERRY.id)
    (row,) = [one for one in index.overview() if one.id == FERRY.id]
    token, _ = collection.remove("ada", FERRY.id)
    collection.put_back("ada", token)
    assert len(before) == 2
    assert index.versions(FERRY.id) == before
    assert [one for one in index.overview() if one.id == FERRY.id] == [row]
    assert index.doctor() == []
    assert index.search_keywords("deckhands", top_k=1)[0].passage.article_id == FERRY.id


def test_an_undo_that_cannot_be_done_now_can_be_tried_again(
    collection: Collection, index: NewsIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, _ = collection.remove("ada", FERRY.id)
    monkeypatch.setattr(index, "put_back", lambda removed: (_ for _ in ()).throw(IndexLocked("busy")))
    with pytest.raises(IndexLocked):
        collection.put_back("ada", token)
    monkeypatch.undo()
    assert collection.put_back("ada", token) == FERRY
    assert FERRY.id in index.article_ids()


def test_an_article_that_came_in_again_meanwhile_is_left_as_it_is(
    collection: Collection, index: NewsIndex
) -> None:
    token, _ = collection.remove("ada", FERRY.id)
    newer = replace(FERRY, title="Ferry operator hires 60")
    index.add(newer)
    collection.put_back("ada", token)
    assert [version.article for version in index.versions(FERRY.id)] == [newer]


def test_the_table_shows_what_has_changed_since_it_was_last_read(
    collection: Collection, index: NewsIndex
) -> None:
    assert collection.table(TableView()).found == 3
    assert sum(column.articles for column in collection.overview().columns) == 3
    index.add(replace(FERRY, id="another", title="Another", text="Another boat came in."))
    index.add(replace(HARBOUR, title="Zebra"))
    assert collection.table(TableView()).found == 4
    assert collection.table(TableView(order="title")).rows[0].title == "Zebra"
    assert sum(column.articles for column in collection.overview().columns) == 4


def test_ten_seconds_later_it_cannot_be_put_back(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, _ = collection.remove("ada", FERRY.id)
    now = time.monotonic()
    monkeypatch.setattr(collection_module.time, "monotonic", lambda: now + 16)
    with pytest.raises(ReadError, match="too late"):
        collection.put_back("ada", token)


def test_one_job_at_a_time_and_how_far_it_is() -> None:
    jobs, go = Jobs(), threading.Event()

    def work(tell: Any) -> BuildReport:
        tell("Adding articles", 30, 120)
        go.wait(30)
        return BuildReport(("a",))

    jobs.start("Adding files", work)
    with pytest.raises(JobRunning, match="Adding files is still going on"):
        jobs.start("Rebuilding", work)
    while (now := jobs.now()) is None or not now.done:
        time.sleep(0.01)
    assert (now.done, now.total, now.finished) == (30, 120, False)
    go.set()
    assert finished(jobs).report == BuildReport(("a",))
    jobs.start("Rebuilding", work)


def test_a_job_that_fails_says_why_but_nothing_of_its_inside() -> None:
    def fail(error: Exception) -> Any:
        def work(tell: Any) -> None:
            raise error

        return work

    jobs = Jobs()
    jobs.start("Fetching", fail(ReadError("no such page")))
    assert finished(jobs).problem == "no such page"
    jobs.start("Fetching", fail(RuntimeError("secret")))
    assert "secret" not in finished(jobs).problem


def test_the_time_left_follows_the_pace_so_far() -> None:
    assert Job("Adding", done=30, total=120, seconds=10).seconds_left == 30
    assert Job("Adding", done=0, total=120, seconds=10).seconds_left is None
    shown = str(render_job(Job("Adding files", "Adding articles", 30, 1200, 10)))
    assert "Adding articles 30 of 1,200, about 7 minutes left" in shown


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\a b.html", "a b.html"),
        ("<img src=x>.json", "_img src_x_.json"),
        (".hidden", "hidden"),
        ("..", "file"),
        ("", "file"),
        ("x" * 300 + ".jsonl.gz", "x" * 191 + ".jsonl.gz"),
        ("新" * 95 + ".txt", "新" * 65 + ".txt"),
        ("a\x00\n.txt", "a__.txt"),
    ],
)
def test_a_files_name_becomes_one_that_harms_nothing(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_what_was_sent_is_shown_under_its_own_name() -> None:
    assert shown_name("/tmp/citewire-upload-x1/003-a.jsonl#7") == "a.jsonl#7"
    assert shown_name("https://news.example/x") == "https://news.example/x"


def test_batches_are_their_readers_own() -> None:
    uploads = Uploads()

    async def sent() -> Any:
        yield b"some "
        yield b"text"

    import anyio

    anyio.run(uploads.receive, "ada", BATCH, "../a.txt", sent())
    with pytest.raises(UploadRefused), uploads.taking("bob", BATCH):
        pass
    with pytest.raises(JobRunning), uploads.taking("ada", BATCH):
        raise JobRunning("not now")
    with uploads.taking("ada", BATCH) as folder:  # it was not lost
        assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("001-a.txt", b"some text")]
    with pytest.raises(UploadRefused), uploads.taking("ada", BATCH):
        pass


def test_no_reader_fills_the_disk_or_keeps_the_others_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads_module, "_MOST_BYTES", 25)
    uploads = Uploads()

    def send(reader: str, batch: str, size: int) -> None:
        async def chunks() -> Any:
            yield b"x" * size

        import anyio

        anyio.run(uploads.receive, reader, batch, "a.txt", chunks())

    send("ada", "0", 20)
    for _ in range(9):  # what is refused leaves nothing behind that counts
        with pytest.raises(UploadRefused, match="Too much"):
            send("ada", "1", 10)
    for batch in "1234":
        send("ada", batch, 1)
    with pytest.raises(UploadRefused, match="Too many"):
        send("ada", "5", 1)
    send("bob", "1", 1)
    uploads.clear()


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


def test_a_file_larger_than_allowed_is_refused(index: NewsIndex) -> None:
    for client in _client(index, Settings(max_upload_megabytes=1)):
        address = f"/page/upload?batch={BATCH}&name=a.txt"
        assert client.post(address, content=b"x" * (2 << 20)).status_code == 413
        in_chunks = iter([b"x" * (1 << 20)] * 2)
        assert client.post(address, content=in_chunks).status_code == 413
        assert client.post(address, content=b"x" * (1 << 19)).status_code == 204


@pytest.mark.parametrize("batch", ["", "short", "../../../../etc/x", "a" * 65, "<script>alert(1)</script>"])
def test_a_batch_that_is_none_is_refused(editor: TestClient, batch: str) -> None:
    sent = editor.post("/page/upload", params={"batch": batch, "name": "a.txt"}, content=b"x")
    assert sent.status_code == 422


def _ended(client: TestClient) -> str:
    end = time.monotonic() + 30
    while 'data-state="running"' in (shown := post(client, "job")):
        assert time.monotonic() < end
        time.sleep(0.02)
    return shown


def hostile_markups() -> list[str]:
    row = ArticleSummary(HOSTILE, HOSTILE, HOSTILE, None, 3, datetime(2025, 5, 1, tzinfo=UTC))
    report = BuildReport(failed=(Failure(HOSTILE, HOSTILE),))
    return [
        render_table(Table(TableView(HOSTILE), (row,), 1), editing=True),
        render_removed("t", HOSTILE_ARTICLE),
        render_job(Job(HOSTILE, HOSTILE, 1, 2, 3)),
        render_job(Job("x", finished=True, report=report)),
        render_job(Job("x", finished=True, problem=HOSTILE)),
    ]


@pytest.mark.parametrize("body", hostile_markups())
def test_titles_outlets_ids_and_file_names_stay_text(body: str) -> None:
    from test_render import Reader

    read = Reader(body)
    assert not {"script", "img", "a", "style", "mark"} & {tag for tag, _ in read.tags}
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
    assert "${" not in body
    assert "alert(1)" in read.text()


def test_the_frame_shows_the_forms_to_editors_alone() -> None:
    assert "add-files" in render_archive(editing=True, web=False)
    assert "add-url" in render_archive(editing=True, web=True)
    assert "form" not in render_archive(editing=False, web=True)
