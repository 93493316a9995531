"""Files that are sent: their names, whose they are, how much is taken."""

from __future__ import annotations

from typing import Any

import pytest
from editing import BATCH, _client, editor
from fastapi.testclient import TestClient

from indexes import NewsIndex
from qa.settings import Settings
from ui import uploads as uploads_module
from ui.jobs import JobRunning
from ui.uploads import UploadRefused, Uploads, safe_name, shown_name

__all__ = ["editor"]  # fixtures

__all__ = ["editor"]  # fixtures


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
