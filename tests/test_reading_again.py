"""An archive that is read again after a fault: nothing is lost without a failure, nothing is had twice."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import examples
import pytest
from reading_apart import reading

from indexes.readers import separate
from indexes.readers.separate import SeparateReader


def lines(*texts: str) -> bytes:
    return b"\n".join(b'{"title": "A ferry", "text": "%s words of text."}' % text.encode() for text in texts)


def test_a_member_that_gives_some_articles_and_ends_the_process_costs_no_other(
    tmp_path: Path, files: SeparateReader
) -> None:
    members = {"a.jsonl": lines("First", "Second", "CRASH", "Fourth")}
    members |= {f"m{n}.txt": f"Member {n} tells something.".encode() for n in range(3)}
    members |= {"n.jsonl": lines("Last", "CRASH"), "o.txt": b"The last words."}
    (tmp_path / "a.zip").write_bytes(examples.zipped(members))
    articles, failures = reading(tmp_path / "a.zip", files)
    assert [article.text.split(maxsplit=2)[:2] for article in articles] == [
        ["First", "words"],
        ["Second", "words"],
        *(["Member", f"{n}"] for n in range(3)),
        ["Last", "words"],
        ["The", "last"],
    ]
    assert [failure.name.partition("!")[2] for failure in failures] == ["a.jsonl", "n.jsonl"]
    assert all(failure.reason.endswith("the rest of it was not read") for failure in failures)


def test_articles_that_are_had_already_take_no_time(
    tmp_path: Path, files: SeparateReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separate, "TIMEOUT", 1.5)
    members = {"a.jsonl": lines(*["SLOW"] * 4), "b.txt": b"CRASH", "c.txt": b"The last words."}  # 2.8 s
    (tmp_path / "a.zip").write_bytes(examples.zipped(members))
    articles, [failure] = reading(tmp_path / "a.zip", files)
    assert len(articles) == 5
    assert articles[-1].text == "The last words."
    assert (failure.name.partition("!")[2], "ends the program" in failure.reason) == ("b.txt", True)


def test_records_that_fail_beyond_those_reported_count_as_going_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separate, "TIMEOUT", 0.5)
    records = ",".join(['{"title":"no text"}'] * 100_000 + ['{"title":"Good","text":"A good story."}'])
    (tmp_path / "a.json").write_text(f"[{records}]")
    with SeparateReader() as files:
        began = time.monotonic()
        [article], failures = reading(tmp_path / "a.json", files)
    assert article.text == "A good story."
    assert failures[-1].reason == "and 99,000 more of its records"
    assert time.monotonic() - began > 1, "too quick to show anything"


def test_passing_over_what_is_no_article_counts_as_going_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separate, "TIMEOUT", 0.5)
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz", compresslevel=1) as archive:
        for name, data in (("a.txt", b"The first words."), ("film.mp4", None), ("z.txt", b"The last words.")):
            info = tarfile.TarInfo(name)
            info.size = 400 << 20 if data is None else len(data)
            archive.addfile(info, _Film() if data is None else io.BytesIO(data))
    with SeparateReader() as files:
        articles, failures = reading(tmp_path / "a.tar.gz", files)
    assert ([article.text for article in articles], failures) == (["The first words.", "The last words."], [])


class _Film(io.RawIOBase):
    """Bytes that cannot be packed, as many as are asked for."""

    _piece = os.urandom(1 << 20)

    def read(self, size: int = -1) -> bytes:
        return (self._piece * (size // len(self._piece) + 1))[:size]


_WAITING = """
import signal, sys, time
if sys.argv[1] == "Watcher":
    del signal.setitimer
from indexes.readers.time_limits import time_limit
limit = time_limit(0.5)
assert type(limit).__name__ == sys.argv[1]
limit.start()
for _ in range(int(sys.argv[2])):
    time.sleep(0.3)
    limit.go_on()
limit.stop()
time.sleep(2)
limit.start()
print("went on", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("kind", ["Alarm", "Watcher"])
def test_a_limit_ends_a_process_that_does_not_go_on_and_no_other(kind: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WAITING, kind, "10"],
        capture_output=True,
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout == b"went on\n"
    assert done.returncode in {"Alarm": (-14,), "Watcher": (1,)}[kind]
