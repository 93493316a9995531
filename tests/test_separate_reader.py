"""A file that holds up, fills or ends the program that reads it costs that file and a bounded time; the rest goes on."""

from __future__ import annotations

import os
import time
from pathlib import Path

import examples
import pytest
from reading_apart import FAULTY, STORY, reading

from indexes import NewsIndex
from indexes.readers import read, separate
from indexes.readers.separate import SeparateReader
from indexes.reports import Failure


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


def test_adding_names_what_could_not_be_read_and_stores_the_rest(
    tmp_path: Path, index: NewsIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separate, "_PROGRAM", FAULTY)
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, word in (("a", "First."), ("b", "CRASH"), ("c", "Third.")):
        (folder / f"{name}.txt").write_text(f"A ferry {word}\n\n{word} It sailed on Monday.")
    (folder / "b.txt").write_text("CRASH")
    report = index.add(folder)
    assert (len(report.added), [failure.name for failure in report.failed]) == (2, [str(folder / "b.txt")])
