"""Backup, restoring, rolling back, rebuilding that was cut short, a full disk, the doctor, and kills at random instants."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from news import bridge

from indexes import IndexDamaged, IndexFailure, IndexMismatch, IndexMissing, NewsIndex

HERE = Path(__file__).parent
MANY = 80  # articles, three batches


def generations(index: NewsIndex) -> list[str]:
    return sorted(folder.name for folder in (index.path / "generations").iterdir())


def test_killed_at_random_instants_it_loses_nothing_that_was_acknowledged() -> None:
    """In a process of its own: it forks, which one in which libraries have started threads must not."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.crash",
        "--kills",
        "15",
        "--seed",
        "20251124",
        "--longest",
        "1",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=HERE.parent)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("kills 15, seed 20251124: all checks passed.")


def test_a_backup_is_one_file_that_brings_everything_back_without_embedding(
    index: NewsIndex, tmp_path: Path
) -> None:
    index.add(bridge(n) for n in range(5))
    index.add(bridge(1, id=bridge(1).id, text="It changed."))
    before = (index.overview(), index.search_keywords("Quay3", top_k=3), index.versions(bridge(1).id))
    file = tmp_path / "backup.sqlite"
    index.backup(file)
    index.backup(file)  # again, over the one before
    assert [path.name for path in tmp_path.iterdir()] == ["index", "backup.sqlite"] or len(
        list(tmp_path.iterdir())
    ) == 2
    index.remove(index.article_ids()[:3])
    embedder = HashingEmbedder()
    for place in (index.path, tmp_path / "elsewhere"):
        with NewsIndex.restore(place, file, embedder=embedder) as restored:
            assert (
                restored.overview(),
                restored.search_keywords("Quay3", top_k=3),
                restored.versions(bridge(1).id),
            ) == before
            assert restored.doctor() == []
    assert embedder.embedded == 0
    assert len(index.article_ids()) == 5  # the index that was open all the time follows
    assert index.rollback(lose_changes=True) == 2


def test_a_backup_can_be_taken_while_the_index_is_written(index: NewsIndex, tmp_path: Path) -> None:
    taken: list[int] = []

    def progress(step: str, done: int, total: int | None) -> None:
        if step == "Adding articles":
            file = tmp_path / f"{done}.sqlite"
            NewsIndex.open(index.path, embedder=HashingEmbedder()).backup(file)
            with NewsIndex.restore(tmp_path / f"copy-{done}", file, embedder=HashingEmbedder()) as copy:
                taken.append(len(copy.article_ids()))
                assert copy.doctor() == []

    index.add([bridge(n, id=f"b{n}") for n in range(MANY)], progress=progress)
    assert taken == [32, 64, 80]


def test_what_is_no_backup_is_refused_and_changes_nothing(index: NewsIndex, tmp_path: Path) -> None:
    index.add(bridge(1))
    index.backup(tmp_path / "good")
    data = (tmp_path / "good").read_bytes()
    (tmp_path / "cut").write_bytes(data[: len(data) // 2])
    (tmp_path / "text").write_text("no database at all")
    shutil.copy(tmp_path / "good", tmp_path / "later")
    with sqlite3.connect(tmp_path / "later") as db:
        db.execute("UPDATE manifest SET value = '99' WHERE key = 'format'")
    for name, error in (
        ("cut", IndexDamaged),
        ("text", IndexDamaged),
        ("none", IndexDamaged),
        ("later", IndexMismatch),
    ):
        with pytest.raises(error):
            NewsIndex.restore(index.path, tmp_path / name)
    assert generations(index) == ["000001"]
    with pytest.raises(IndexFailure, match="disk and rights"):
        index.backup(tmp_path / "no" / "such" / "folder")


class CutShort(Exception):
    """Raised to stop a rebuild."""


def stop_after(count: int) -> object:
    def progress(step: str, done: int, total: int | None) -> None:
        if done >= count:
            raise CutShort

    return progress


def test_a_rebuild_that_was_cut_short_embeds_only_what_is_left(
    index: NewsIndex, embedder: HashingEmbedder
) -> None:
    index.add([bridge(n, id=f"b{n:02}") for n in range(MANY)])
    with pytest.raises(CutShort):
        index.rebuild(progress=stop_after(64))  # type: ignore[arg-type]
    assert index.manifest.generation == 1
    index.add(bridge(3, id="b03", text="It changed since."))
    index.add(bridge(99, id="new"))
    embedder.embedded = 0
    index.rebuild()
    assert index.manifest.generation == 2
    left = [f"b{n:02}" for n in range(64, MANY)] + ["b03", "new"]
    assert embedder.embedded == sum(len(index.passages(one)) for one in left)
    assert index.article("b03").text == "It changed since."
    assert len(index.article_ids()) == MANY + 1
    assert index.doctor() == []


def test_another_model_or_a_removal_makes_the_rebuild_begin_anew(index: NewsIndex) -> None:
    index.add([bridge(n, id=f"b{n:02}") for n in range(MANY)])
    with pytest.raises(CutShort):
        index.rebuild(progress=stop_after(64))  # type: ignore[arg-type]
    assert generations(index) == ["000001", "000002"]
    index.remove("b01")
    assert generations(index) == ["000001"]  # what is removed stays in no corner
    with pytest.raises(CutShort):
        index.rebuild(progress=stop_after(32))  # type: ignore[arg-type]
    index.rebuild(embedder=HashingEmbedder(dimension=64, name="another"))
    assert (index.manifest.dimension, index.doctor()) == (64, [])


def test_rolling_back_returns_to_the_generation_before(index: NewsIndex) -> None:
    index.add([bridge(1), bridge(2)])
    with pytest.raises(IndexMissing, match="rebuild"):
        index.rollback()
    index.rebuild(embedder=HashingEmbedder(dimension=64, name="another"))
    other = NewsIndex.open(index.path)
    assert other.manifest.dimension == 64
    assert index.rollback() == 2
    assert other.manifest.dimension == 256
    assert generations(index) == ["000001"]
    index.rebuild()
    index.add(bridge(3))
    with pytest.raises(IndexFailure, match="1 articles have come or changed"):
        index.rollback()
    assert index.rollback(lose_changes=True) == 2


def test_a_removed_article_does_not_come_back_by_rolling_back(index: NewsIndex) -> None:
    index.add([bridge(1), bridge(2)])
    index.rebuild()
    index.remove(bridge(1).id)
    with pytest.raises(IndexMissing):
        index.rollback()


@pytest.mark.parametrize("damage", ["gone", "nowhere", "empty"])
def test_a_lost_pointer_is_mended_and_an_unfinished_generation_is_not_chosen(
    index: NewsIndex, damage: str
) -> None:
    index.add([bridge(n) for n in range(MANY)])
    with pytest.raises(CutShort):
        index.rebuild(progress=stop_after(32))  # type: ignore[arg-type]
    count = len(index.article_ids())
    pointer = index.path / "current"
    pointer.unlink() if damage == "gone" else pointer.write_text("000009\n" if damage == "nowhere" else "")
    assert "is 000001 now" in NewsIndex.mend_pointer(index.path)
    assert NewsIndex.mend_pointer(index.path) == ""
    assert len(NewsIndex.open(index.path, embedder=HashingEmbedder()).article_ids()) == count
    with pytest.raises(IndexMissing):
        NewsIndex.mend_pointer(index.path / "nothing")


def test_the_doctor_makes_missing_signatures_anew(index: NewsIndex) -> None:
    text = " ".join(f"word{n} of the report" for n in range(50))
    index.add([bridge(1, id="a", text=text), bridge(2, id="b", text=text)])
    with sqlite3.connect(index.path / "generations/000001/catalog.sqlite") as db:
        db.execute("DELETE FROM bands WHERE band > 3")
        db.execute("DELETE FROM signatures WHERE article_id = 'b'")
    assert [finding.mended for finding in index.doctor()] == [False, False]
    assert [finding.mended for finding in index.doctor(mend=True)] == [True, True]
    assert index.doctor() == []
    assert index.duplicates("a") == ("b",)


_FULL = """
import resource, signal, sys
sys.path[:0] = [{here!r}, {root!r}]
from hashing import HashingEmbedder
from news import bridge
from indexes import IndexFailure, NewsIndex
index = NewsIndex.open(sys.argv[1], embedder=HashingEmbedder())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    index.add([bridge(n, id=f"c{{n}}", text=bridge(n).text * 50) for n in range(64)])
except IndexFailure as error:
    print(error)
"""


def test_a_full_disk_leaves_the_state_before_a_batch(index: NewsIndex) -> None:
    """A limit on the size of files stands for the disk: writing beyond it fails like on a full one."""
    index.add([bridge(n, id=f"b{n}") for n in range(40)])
    before = index.article_ids()
    index.close()
    most = (index.path / "generations/000001/catalog.sqlite").stat().st_size + (64 << 10)
    script = _FULL.format(here=str(HERE), root=str(HERE.parent))
    command = [sys.executable, "-c", script, str(index.path), str(most)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert "check disk and rights" in done.stdout, done.stderr
    again = NewsIndex.open(index.path, embedder=HashingEmbedder())
    assert again.article_ids() == before
    again.doctor(mend=True)
    assert again.doctor() == []
    assert again.add(bridge(99)).added
