"""Zip and tar, and whatever is packed: bounded, whole where it can be, and never a path."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import examples
import pytest
from reading import reading

from indexes.readers import bounds


def zip_bomb(size: int = 300 << 20) -> bytes:
    return examples.zipped({"a.txt": b"a" * size})


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize(
    ("name", "made", "reason"),
    [
        ("a.zip", lambda: zip_bomb(100 << 20), "a bomb"),
        ("a.txt.gz", lambda: gzip.compress(b"a" * (40 << 20)), "a bomb"),
        ("a.jsonl.gz", lambda: gzip.compress((b" " * 999 + b"\n") * (17 << 10)), "a bomb"),
        ("a.tgz", lambda: gzip.compress(examples.tarred({"a.txt": b"a" * (40 << 20)})), "a bomb"),
        ("a.docx", lambda: examples.zipped({"word/document.xml": b" " * (100 << 20)}), "a bomb"),
        ("a.zip", lambda: nested(5), "more than 3 deep"),
    ],
)
def test_bombs_are_told_and_cost_little(tmp_path: Path, name: str, made: object, reason: str) -> None:
    assert callable(made)
    (tmp_path / name).write_bytes(made())
    articles, failures = reading(tmp_path / name)
    assert articles == []
    assert reason in failures[0].reason


def nested(depth: int) -> bytes:
    data = examples.zipped({"a.json": examples.record()})
    for _ in range(depth - 1):
        data = examples.zipped({"inner.zip": data})
    return data


def test_archives_in_archives_are_read_and_share_one_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(
        examples.zipped({"x.tar": examples.tarred({"y/a.json.gz": gzip.compress(examples.record())})})
    )
    [article], failures = reading(file)
    assert (article.origin, failures) == (f"{file.resolve()}!x.tar!y/a.json.gz", [])
    monkeypatch.setattr(bounds, "MAX_TOTAL", 2_000)
    many = examples.zipped({f"{n}.txt": b"Words. " * 100 for n in range(5)})
    file.write_bytes(examples.zipped({"a.zip": many, "b.txt": b"It is not reached."}))
    articles, failures = reading(file)
    assert len(articles) < 5
    assert any("the rest was not read" in failure.reason for failure in failures)
    monkeypatch.setattr(bounds, "MAX_MEMBERS", 3)
    (tmp_path / "a.tar").write_bytes(examples.tarred({f"{n}.txt": b"Few words. " for n in range(5)}))
    articles, failures = reading(tmp_path / "a.tar")
    assert (len(articles), failures[0].reason) == (3, "holds more than 3 members: the rest was not read")


def test_names_in_archives_are_never_paths(tmp_path: Path) -> None:
    names = ("../../../up.txt", "/etc/absolute.txt", "C:\\x.txt", "a/\x1b[2Jb.txt", "c" * 5000 + ".txt")
    folder = tmp_path / "inside"
    folder.mkdir()
    for file, make in (("a.zip", examples.zipped), ("a.tar", examples.tarred)):
        (folder / file).write_bytes(make(dict.fromkeys(names, b"Some words of text.")))
        articles, failures = reading(folder / file)
        assert (len(articles), failures) == (len(names), [])
        assert all("\x1b" not in (article.origin or "") for article in articles)
        assert all(len(article.origin or "") < 1000 for article in articles)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.tar", "a.zip", "inside"]


def test_links_and_encrypted_members_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(examples.tarred({}, links=("a.txt",)))
    assert "is a link" in reading(tmp_path / "a.tar")[1][0].reason
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", "Secret words.")
    data = bytearray(stream.getvalue())
    start = data.rindex(b"PK\x01\x02")
    data[start + 8] |= 1  # the flag of an encrypted member
    (tmp_path / "a.zip").write_bytes(bytes(data))
    articles, failures = reading(tmp_path / "a.zip")
    assert articles == []
    assert ["is a link" in failures[0].reason, "is encrypted" in failures[1].reason] == [True, True]


def test_hidden_and_unknown_members_are_passed_over_as_in_folders(tmp_path: Path) -> None:
    members = {"__MACOSX/._a.txt": b"x", ".git/a.txt": b"x", "photo.png": b"\x89PNG", "a.txt": b"Some words."}
    (tmp_path / "a.zip").write_bytes(examples.zipped(members))
    articles, failures = reading(tmp_path / "a.zip")
    assert (len(articles), failures) == (1, [])


def test_one_damaged_member_does_not_stop_the_rest(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:  # stored, so that a byte can be changed
        archive.writestr("a.txt", "The first words.")
        archive.writestr("b.txt", "The second words.")
    (tmp_path / "a.zip").write_bytes(stream.getvalue().replace(b"first", b"worst"))
    [article], [failure] = reading(tmp_path / "a.zip")
    assert article.text == "The second words."
    assert "damaged in its archive" in failure.reason
    assert failure.name.endswith("a.zip!a.txt")
