"""A file that holds up, fills or ends the program that reads it costs that file and a bounded time; the rest goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import examples
import pytest

from indexes import NewsIndex
from indexes.articles import Article
from indexes.readers import read, separate
from indexes.readers.separate import SeparateReader
from indexes.readers.sources import Source
from indexes.reports import Failure

STORY = "A ferry sails\n\nThe ferry sailed on Monday, the harbour office said."
_FAULTY = "import sys; sys.path[:] = sys.argv[1:]; import faulty_readers; faulty_readers.main()"


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Iterator[SeparateReader]:
    """A reader whose processes have faults, and little patience."""
    monkeypatch.setattr(separate, "_PROGRAM", _FAULTY)
    monkeypatch.setattr(separate, "TIMEOUT", 3.0)
    with SeparateReader() as reader:
        yield reader


def reading(path: Path, files: SeparateReader) -> tuple[list[Article], list[Failure]]:
    failures: list[Failure] = []
    return list(read(path, on_failure=failures.append, using=files.read)), failures


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("HANG", "takes more than 3 seconds to read: given up"),
        ("EAT", "fills the memory"),
        ("CRASH", "ends the program that reads it (Segmentation fault)"),
        ("LEAVE", "ends the program that reads it (exit code 3)"),
    ],
)
def test_a_fault_of_a_reader_costs_its_file_alone(
    tmp_path: Path, files: SeparateReader, fault: str, reason: str
) -> None:
    for name, text in (("a", "First. "), ("b", f"{fault} "), ("c", "Third. ")):
        (tmp_path / f"{name}.txt").write_text(text + STORY)
    articles, [failure] = reading(tmp_path, files)
    assert [Path(article.origin or "").name for article in articles] == ["a.txt", "c.txt"]
    assert failure.name == str(tmp_path / "b.txt")
    assert reason in failure.reason


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_a_fault_in_an_archive_costs_its_member_alone(
    tmp_path: Path, files: SeparateReader, name: str
) -> None:
    pack = examples.zipped if name == "a.zip" else examples.tarred
    inner = pack({"x.txt": b"CRASH here.", "y.txt": b"Inner words of text."})
    members = {
        "a.txt": b"The first words.",
        f"b/inner{name[1:]}": inner,
        "c.txt": b"",
        "d.txt": b"The last words.",
    }
    (tmp_path / name).write_bytes(pack(members))
    articles, failures = reading(tmp_path / name, files)
    assert [article.text for article in articles] == [
        "The first words.",
        "Inner words of text.",
        "The last words.",
    ]
    assert [failure.name.partition("!")[2] for failure in failures] == [f"b/inner{name[1:]}!x.txt", "c.txt"]
    assert "ends the program" in failures[0].reason


def test_an_archive_of_faults_is_given_up_after_three(tmp_path: Path, files: SeparateReader) -> None:
    members = {"a.txt": b"The first words."} | {f"b{n}.txt": b"CRASH" for n in range(9)}
    (tmp_path / "a.zip").write_bytes(examples.zipped(members))
    articles, failures = reading(tmp_path / "a.zip", files)
    assert [article.text for article in articles] == ["The first words."]
    assert len(failures) == 4
    assert failures[-1].reason.endswith("the rest was not read")


def test_what_libraries_print_disturbs_nothing(tmp_path: Path, files: SeparateReader) -> None:
    (tmp_path / "a.txt").write_text("PRINT " + STORY)
    [article], failures = reading(tmp_path / "a.txt", files)
    assert (article.title, failures) == ("PRINT A ferry sails", [])


def test_time_counts_for_each_article_and_not_while_nobody_listens(
    tmp_path: Path, files: SeparateReader
) -> None:
    members = {f"{n}.txt": b"SLOW words of text." for n in range(5)}  # 3.5 s in all
    (tmp_path / "a.zip").write_bytes(examples.zipped(members))
    (tmp_path / "b.jsonl").write_bytes(b"\n".join([examples.record()] * 2_000))  # more than a pipe holds
    found = read(tmp_path, on_failure=pytest.fail, using=files.read)
    assert len([next(found) for _ in range(6)]) == 6
    time.sleep(3.5)
    assert len(list(found)) == 1_999


@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_articles_are_the_same_as_when_read_here(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(examples.EXAMPLES[name]())
    with SeparateReader() as files:
        apart = reading(tmp_path / name, files)
    failures: list[Failure] = []
    assert apart == (list(read(tmp_path / name, on_failure=failures.append)), failures)


def test_names_and_texts_that_are_no_unicode_pass(tmp_path: Path) -> None:
    record = b'{"title": "Half", "text": "A half \\ud800 character."}'
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/n\xffme.json"))
    path.write_bytes(record)
    with SeparateReader() as files:
        articles, failures = reading(path, files)
    here: list[Failure] = []
    assert (articles, failures) == (list(read(path, on_failure=here.append)), here)


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


def test_an_interpreter_that_does_not_start_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    (tmp_path / "a.txt").write_text(STORY)
    with SeparateReader() as files:
        articles, [failure] = reading(tmp_path / "a.txt", files)
    assert articles == []
    assert "/bin/false does not start" in failure.reason


_KILLED = """
import sys
from pathlib import Path
from indexes.readers import read, separate
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
        [sys.executable, "-c", _KILLED, str(tmp_path), _FAULTY, str(seconds)],
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


def test_adding_names_what_could_not_be_read_and_stores_the_rest(
    tmp_path: Path, index: NewsIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separate, "_PROGRAM", _FAULTY)
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, word in (("a", "First."), ("b", "CRASH"), ("c", "Third.")):
        (folder / f"{name}.txt").write_text(f"A ferry {word}\n\n{word} It sailed on Monday.")
    (folder / "b.txt").write_text("CRASH")
    report = index.add(folder)
    assert (len(report.added), [failure.name for failure in report.failed]) == (2, [str(folder / "b.txt")])


def test_articles_given_as_such_start_no_process(index: NewsIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    article = Article(title="A ferry sails", text="The ferry sailed on Monday.")
    assert index.add(
        [article, replace(article, title="Another", id="", text="It came back on Friday.")]
    ).added
