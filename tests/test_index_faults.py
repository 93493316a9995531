"""What the file system, other programs and unlucky instants do to an index, and what becomes of it."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from news import bridge

from indexes import (
    ArticleNotFound,
    IndexDamaged,
    IndexExists,
    IndexFailure,
    IndexMissing,
    NewsIndex,
)
from indexes.keywords import KeywordIndex
from indexes.storage import Storage


def open_again(index: NewsIndex) -> NewsIndex:
    return NewsIndex.open(index.path, embedder=HashingEmbedder())


def stop_after(count: int) -> Callable[[str, int, int | None], None]:
    def progress(step: str, done: int, total: int | None) -> None:
        if done >= count:
            raise KeyboardInterrupt

    return progress


def test_a_removal_that_is_cut_short_leaves_nothing_that_could_come_back(
    index: NewsIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add([bridge(1), bridge(2)])
    index.rebuild()

    def killed(storage: Storage, **how: bool) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Storage, "clear", killed)
    with pytest.raises(KeyboardInterrupt):
        index.remove(bridge(1).id)
    assert (
        len(index.article_ids()) == 2
    )  # the state before: it is not acknowledged, and nothing is half removed
    monkeypatch.undo()
    index.remove(bridge(1).id)
    with pytest.raises(IndexMissing):
        index.rollback()


def test_removing_nothing_changes_nothing(index: NewsIndex) -> None:
    index.add(bridge(1))
    index.rebuild()
    assert index.remove([]) == []
    assert index.rollback() == 1


def test_what_others_put_beside_the_generations_is_left_alone(index: NewsIndex) -> None:
    index.add([bridge(1), bridge(2)])
    beside = index.path / "generations"
    (beside / ".DS_Store").write_text("x")
    (beside / "000000.old").write_text("x")
    (beside / "lost+found").mkdir()
    index.rebuild()
    assert index.rollback() == 2
    index.rebuild()
    index.remove(bridge(1).id)
    assert sorted(one.name for one in beside.iterdir()) == [".DS_Store", "000000.old", "000002", "lost+found"]


@pytest.mark.parametrize("pointer", ["", "garbage\n", "../elsewhere", None])
def test_a_torn_pointer_is_said_with_its_mend_and_loses_nothing(
    index: NewsIndex, tmp_path: Path, pointer: str | None
) -> None:
    index.add([bridge(1), bridge(2)])
    index.backup(tmp_path / "backup")
    file = index.path / "current"
    file.unlink() if pointer is None else file.write_text(pointer)
    for attempt in (open_again, lambda index: NewsIndex.create(index.path, embedder=HashingEmbedder())):
        with pytest.raises((IndexDamaged, IndexExists)) as told:
            attempt(index)
        assert isinstance(told.value, IndexExists) or "citewire doctor" in str(told.value)
    with NewsIndex.restore(index.path, tmp_path / "backup", embedder=HashingEmbedder()) as restored:
        assert len(restored.article_ids()) == 2
        assert restored.rollback() == 2  # what was there is kept


def test_a_backup_that_could_do_something_of_its_own_is_refused(index: NewsIndex, tmp_path: Path) -> None:
    index.add(bridge(1))
    for name, change in (
        ("trigger", "CREATE TRIGGER t BEFORE DELETE ON articles BEGIN SELECT raise(IGNORE); END"),
        ("view", "CREATE VIEW v AS SELECT 1"),
        ("column", "ALTER TABLE versions DROP COLUMN since"),
        ("virtual", "CREATE VIRTUAL TABLE x USING fts5(y)"),
        ("model", "DELETE FROM manifest WHERE key = 'model'"),
        ("number", "UPDATE manifest SET value = 'many' WHERE key = 'dimension'"),
    ):
        index.backup(tmp_path / name)
        with sqlite3.connect(tmp_path / name) as db:
            db.execute(change)
        db.close()
        with pytest.raises(IndexDamaged):
            NewsIndex.restore(index.path, tmp_path / name)
        with pytest.raises(IndexDamaged):
            NewsIndex.restore(tmp_path / f"new-{name}", tmp_path / name)
    assert open_again(index).article_ids() == [bridge(1).id]
    assert not (tmp_path / "new-model").exists()


def test_a_removal_that_something_prevents_is_no_success(index: NewsIndex) -> None:
    index.add(bridge(1))
    with sqlite3.connect(index.path / "generations/000001/catalog.sqlite") as db:
        db.execute("CREATE TRIGGER t BEFORE DELETE ON articles BEGIN SELECT raise(IGNORE); END")
    db.close()
    with pytest.raises(IndexDamaged, match="cannot be removed"):
        index.remove(bridge(1).id)
    assert any("trigger" in finding.what for finding in index.doctor())


def test_a_catalogue_in_use_can_be_restored_from(index: NewsIndex, tmp_path: Path) -> None:
    index.add([bridge(1), bridge(2), bridge(3)])
    live = index.path / "generations" / "000001" / "catalog.sqlite"
    assert (live.parent / "catalog.sqlite-wal").stat().st_size > 0
    with NewsIndex.restore(tmp_path / "other", live, embedder=HashingEmbedder()) as restored:
        assert len(restored.article_ids()) == 3


def test_a_backup_touches_no_other_file_and_no_folder(index: NewsIndex, tmp_path: Path) -> None:
    (tmp_path / "b.new").write_text("my own")
    index.backup(tmp_path / "b")
    assert (tmp_path / "b.new").read_text() == "my own"
    for place in (tmp_path, Path(), Path("/")):
        with pytest.raises(IndexFailure, match="name a file"):
            index.backup(place)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b", "b.new", "index"]


def test_opening_the_keyword_index_does_not_write_to_it(index: NewsIndex) -> None:
    index.add(bridge(1))
    folder = index.path / "generations" / "000001" / "keywords"
    before = (folder / "analysis").stat()
    errors: list[ValueError] = []

    def opening() -> None:
        for _ in range(100):
            try:
                KeywordIndex(folder)
            except ValueError as error:
                errors.append(error)

    threads = [threading.Thread(target=opening) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    after = (folder / "analysis").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def as_nobody(place: Path, spare: Path) -> None:
    """Search and add as a user without rights, and print what came of it. In a process of its own: it has no way back."""
    with NewsIndex.create(
        spare, embedder=HashingEmbedder()
    ) as index:  # whatever is imported, while it may be read
        index.add(bridge(1))
        _found(index)
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    with NewsIndex.open(place, embedder=HashingEmbedder()) as index:
        print(json.dumps(_found(index)))
        try:
            index.add(bridge(2))
        except IndexFailure as error:
            print(json.dumps(str(error)))


def _found(index: NewsIndex) -> list[list[str]]:
    searches = (index.search_keywords, index.search_vectors)
    return [[hit.passage.article_id for hit in search("Quay1", top_k=1)] for search in searches]


def test_who_may_only_read_can_search_and_is_told_why_nothing_is_written(tmp_path: Path) -> None:
    place = Path("/tmp") / f"citewire-read-only-{os.getpid()}"  # below it all may look
    code = "import sys, pathlib, test_index_faults as t; t.as_nobody(*map(pathlib.Path, sys.argv[1:]))"
    here = Path(__file__).parent
    with NewsIndex.create(place, embedder=HashingEmbedder()) as index:  # open, so that SQLite's log is there
        index.add(bridge(1))
        try:
            for one in [place, *place.rglob("*")]:
                one.chmod(0o555 if one.is_dir() else 0o444)
            child = subprocess.run(
                [sys.executable, "-c", code, str(place), str(tmp_path / "spare")],
                env={**os.environ, "PYTHONPATH": f"{here.parent}{os.pathsep}{here}"},
                capture_output=True,
                text=True,
                timeout=120,
                check=True,
            )
            found, told = map(json.loads, child.stdout.splitlines())
            assert found == [[bridge(1).id]] * 2
            assert "check disk and rights" in told
        finally:
            for one in [place, *place.rglob("*")]:
                one.chmod(0o755)
            shutil.rmtree(place)


def test_names_that_are_no_text_are_not_found(index: NewsIndex, tmp_path: Path) -> None:
    index.add(bridge(1))
    for ask in (index.article, index.remove, index.versions, index.take_out):
        with pytest.raises(ArticleNotFound):
            ask("\udcff")
    (tmp_path / "file").write_text("x")
    for make in (NewsIndex.create, NewsIndex.open):
        with pytest.raises(IndexFailure):
            make(tmp_path / "file" / "index", embedder=HashingEmbedder())


def _with_little_room(work: Callable[[], object], room: int, found: multiprocessing.Queue[str]) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))  # no file may grow beyond so many bytes
    try:
        work()
        found.put("done")
    except IndexFailure as error:
        found.put(f"IndexFailure: {error}")
    except BaseException as error:
        found.put(f"{type(error).__name__}: {error}")


@pytest.mark.parametrize("room", [0, 8, 300, 4_000, 60_000])
def test_a_full_disk_is_said_whichever_file_meets_it(index: NewsIndex, room: int) -> None:
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    index.add([bridge(n, id=f"b{n}") for n in range(3)])
    context = multiprocessing.get_context("fork")
    for work in (lambda: index.add(bridge(9, id="new")), lambda: index.remove("b1"), index.rebuild):
        index.close()
        found: multiprocessing.Queue[str] = context.Queue()
        child = context.Process(target=_with_little_room, args=(work, room, found))
        child.start()
        said = found.get(timeout=60)
        child.join(60)
        assert said == "done" or (said.startswith("IndexFailure: ") and "disk and rights" in said), said
    index.add(bridge(5, id="after"))
    assert "after" in index.article_ids()
    index.doctor(mend=True)
    assert index.doctor() == []


def test_a_rebuild_gone_on_with_has_all_versions_and_the_same_order(index: NewsIndex) -> None:
    index.add([bridge(n, id=f"b{n:02}") for n in range(40)])
    with pytest.raises(KeyboardInterrupt):
        index.rebuild(progress=stop_after(32))
    for text in ("It changed since.", bridge(3).text):
        index.add(bridge(3, id="b03", text=text))
    before = index.article_ids(), index.overview(), [one.article for one in index.versions("b03")]
    assert len(before[2]) == 3
    index.rebuild()
    assert (index.article_ids(), index.overview(), [one.article for one in index.versions("b03")]) == before
    assert index.doctor() == []
