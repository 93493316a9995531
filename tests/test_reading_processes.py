"""The processes that read files: how many there are, how they start, and that none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import examples
import pytest
from reading_apart import FAULTY, STORY, reading

from indexes import NewsIndex
from indexes.articles import Article
from indexes.errors import ReaderFailure
from indexes.readers import parquet, read, separate
from indexes.readers.separate import SeparateReader
from indexes.readers.sources import Source
from indexes.watching import watch
from indexes.web.access import WebAccess


def test_one_process_reads_many_files_and_a_second_one_what_is_read_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([examples.record()] * 3))
    (tmp_path / "b.txt").write_text(STORY)
    with SeparateReader() as files:
        outer = read(tmp_path / "a.jsonl", on_failure=pytest.fail, using=files.read)
        next(outer)
        assert len(list(read(tmp_path / "b.txt", on_failure=pytest.fail, using=files.read))) == 1
        assert len(files._all) == 2
        assert len(list(outer)) == 2
        for _ in range(3):
            reading(tmp_path, files)
        assert len(files._all) == 2
    assert all(process._program.poll() is not None for process in files._all)


def test_a_large_program_starts_no_more_processes_than_a_small_one(tmp_path: Path) -> None:
    ballast = b"x" * (700 << 20)
    (tmp_path / "a.txt").write_text(STORY)
    with SeparateReader() as files:
        for _ in range(3):
            reading(tmp_path, files)
        assert len(files._all) == 1
    assert ballast


def test_a_file_that_is_left_in_the_middle_leaves_no_process(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([examples.record()] * 2_000))
    with SeparateReader() as files:
        found = files.read(Source(tmp_path / "a.jsonl"), pytest.fail)
        next(found)
        [process] = files._all
        found.close()
        assert process._program.poll() is not None
        assert len(list(files.read(Source(tmp_path / "a.jsonl"), pytest.fail))) == 2_000


@pytest.mark.parametrize("python", [None, "", "/nonexistent/python", "/bin/false", "/bin/echo", "/dev/null"])
def test_an_interpreter_that_does_not_start_is_an_error_of_our_own(
    tmp_path: Path, index: NewsIndex, monkeypatch: pytest.MonkeyPatch, python: str | None
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    (tmp_path / "a.txt").write_text(STORY)
    with pytest.raises(ReaderFailure, match=r"does not start to read files .*: start Citewire again"):
        index.add(tmp_path / "a.txt")


def test_watching_goes_on_while_no_interpreter_starts(
    tmp_path: Path, index: NewsIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    found = watch(index, [tmp_path / "a.txt"], web=WebAccess(), interval=60)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/nonexistent/python")
        event = next(found)
    assert (event.failed, "does not start to read files" in event.line) == (True, True)
    assert "A ferry sails" in next(found).line


def test_what_the_start_of_an_interpreter_prints_disturbs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noisy = "import os; os.write(1, b'Welcome!\\n{} and half a line'); "
    monkeypatch.setattr(separate, "_PROGRAM", noisy + separate._PROGRAM)
    (tmp_path / "a.txt").write_text(STORY)
    with SeparateReader() as files:
        [article], failures = reading(tmp_path / "a.txt", files)
    assert (article.title, failures) == ("A ferry sails", [])


def test_a_process_that_ended_while_idle_costs_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    with SeparateReader() as files:
        for _ in range(2):
            [article], failures = reading(tmp_path / "a.txt", files)
            assert (article.title, failures) == ("A ferry sails", [])
            files._idle[0]._program.kill()
            files._idle[0]._program.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_process_has_memory_for_the_largest_group_of_rows(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    with SeparateReader() as files:
        reading(tmp_path, files)
        limits = Path(f"/proc/{files._idle[0]._program.pid}/limits").read_text()
    [line] = [line for line in limits.splitlines() if line.startswith("Max address space")]
    assert int(line.split()[3]) >= 4 * parquet._ROW_GROUP


_KILLED = """
import sys
from pathlib import Path
from indexes.errors import ReaderFailure
from indexes.readers import parquet, read, separate
from indexes.readers.separate import SeparateReader
from indexes.readers.sources import Source
separate._PROGRAM = sys.argv[2]
separate.TIMEOUT = float(sys.argv[3])
files = SeparateReader()
found = read(Path(sys.argv[1]), on_failure=print, using=files.read)
next(found)
print(files._all[0]._program.pid, flush=True)
next(found)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize(
    ("second", "sent", "seconds"),
    [("HANG", signal.SIGKILL, 3), ("SLOW", signal.SIGKILL, 600), ("HANG", signal.SIGINT, 600)],
)
def test_when_the_program_is_killed_or_interrupted_its_reading_process_ends(
    tmp_path: Path, second: str, sent: signal.Signals, seconds: int
) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(f"{second} {STORY}")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(tmp_path), FAULTY, str(seconds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as program:
        assert program.stdout
        reader = int(program.stdout.readline())
        time.sleep(0.2)
        if sent is signal.SIGINT:
            os.killpg(program.pid, sent)  # as Ctrl-C sends it: to all of them
        else:
            program.send_signal(sent)
    deadline = time.monotonic() + 30
    while _runs(reader) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _runs(reader)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_articles_given_as_such_start_no_process(index: NewsIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    article = Article(title="A ferry sails", text="The ferry sailed on Monday.")
    assert index.add(
        [article, replace(article, title="Another", id="", text="It came back on Friday.")]
    ).added
