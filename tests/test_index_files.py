"""What is on disk: derived files that are lost or damaged, several processes, the doctor."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from news import bridge
from opening import generation_of, open_again

from indexes import (
    ArticleNotFound,
    IndexDamaged,
    IndexExists,
    IndexLocked,
    IndexMissing,
    NewsIndex,
)
from indexes.arrays import IdArray
from indexes.keyword_documents import Document
from indexes.keywords import KeywordIndex

HERE = Path(__file__).parent


def test_there_is_no_index_where_none_was_made(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="citewire add"):
        NewsIndex.open(tmp_path / "nowhere")


def test_an_index_is_not_made_over_another(index: NewsIndex, embedder: HashingEmbedder) -> None:
    with pytest.raises(IndexExists, match=str(index.path)):
        NewsIndex.create(index.path, embedder=embedder)


def test_opening_embeds_nothing_and_finds_what_was_added(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(5))
    index.close()
    again, embedder = open_again(index)
    assert again.search_keywords("Quay3", top_k=1)[0].passage.article_id == bridge(3).id
    assert embedder.embedded == 0
    assert again.search_vectors("Quay3 cracks", top_k=1)[0].passage.article_id == bridge(3).id
    assert embedder.embedded == 1  # the query


def damage_nothing(folder: Path) -> None:
    """Leave it as a crash between the catalogue's commit and the derived files would."""


def delete_faiss(folder: Path) -> None:
    (folder / "vectors.faiss").unlink()


def garble_faiss(folder: Path) -> None:
    (folder / "vectors.faiss").write_bytes(b"IxM2" + os.urandom(300))


def truncate_faiss(folder: Path) -> None:
    data = (folder / "vectors.faiss").read_bytes()
    (folder / "vectors.faiss").write_bytes(data[: len(data) // 2])


def delete_keywords(folder: Path) -> None:
    shutil.rmtree(folder / "keywords")


def garble_keywords(folder: Path) -> None:
    (folder / "keywords" / "meta.json").write_text("{")


def keywords_of_an_older_version(folder: Path) -> None:
    (folder / "keywords" / "analysis").unlink()


def empty_keyword_segments(folder: Path) -> None:
    for file in (folder / "keywords").iterdir():
        if file.suffix not in {".json", ".lock"}:
            file.write_bytes(b"")


@pytest.mark.parametrize(
    "damage",
    [
        delete_faiss,
        garble_faiss,
        truncate_faiss,
        delete_keywords,
        garble_keywords,
        empty_keyword_segments,
        keywords_of_an_older_version,
    ],
)
def test_lost_or_damaged_derived_files_are_made_again_without_embedding(index: NewsIndex, damage) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    index.add(bridge(n) for n in range(8))
    expected = [index.search_vectors("Quay5", top_k=8), index.search_keywords("Quay5 bridge", top_k=8)]
    index.close()
    damage(generation_of(index))
    again, embedder = open_again(index)
    assert [
        again.search_vectors("Quay5", top_k=8),
        again.search_keywords("Quay5 bridge", top_k=8),
    ] == expected
    assert embedder.embedded == 1  # the query


def test_derived_files_that_lag_behind_the_catalogue_catch_up(index: NewsIndex, tmp_path: Path) -> None:
    index.add(bridge(n) for n in range(4))
    folder = generation_of(index)
    shutil.copytree(folder / "keywords", tmp_path / "keywords")
    shutil.copy(folder / "vectors.faiss", tmp_path / "vectors.faiss")
    index.remove(bridge(1).id)
    index.add(bridge(n) for n in range(4, 7))
    index.close()
    shutil.rmtree(folder / "keywords")
    shutil.copytree(tmp_path / "keywords", folder / "keywords")
    shutil.copy(tmp_path / "vectors.faiss", folder / "vectors.faiss")
    again, _ = open_again(index)
    assert again.search_vectors("Quay6", top_k=1)[0].passage.article_id == bridge(6).id
    assert again.search_keywords("Quay6", top_k=1)[0].passage.article_id == bridge(6).id
    assert again.search_keywords("Quay1", top_k=5) == []
    assert len(again.search_vectors("bridge", top_k=50)) == again.statistics().passages


def test_the_doctor_finds_and_mends_derived_files(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(4))
    assert index.doctor() == []
    delete_faiss(generation_of(index))
    delete_keywords(generation_of(index))
    assert [finding.mended for finding in index.doctor()] == [False, False]
    assert [finding.mended for finding in index.doctor(mend=True)] == [True, True]
    assert index.doctor() == []


def test_the_doctor_sees_vectors_that_are_not_the_catalogues(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(4))
    with sqlite3.connect(generation_of(index) / "catalog.sqlite") as db:
        a, b = (row[0] for row in db.execute("SELECT vector FROM passages ORDER BY id LIMIT 2"))
        db.execute("UPDATE passages SET vector = ? WHERE vector = ?", (b, a))
    assert "vectors" in index.doctor()[0].what


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("UPDATE passages SET vector = x'00' WHERE id = 1", "wrong length"),
        ('UPDATE sentences SET "end" = 100000 WHERE position = 1', "sentence 1"),
        ("UPDATE passages SET start = start + 1 WHERE id = 1", "does not fit"),
        ("UPDATE sentence_vectors SET vectors = x'0000'", "not one vector for each"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM articles", "belongs to no article"),
    ],
)
def test_the_doctor_finds_what_is_wrong_in_the_catalogue(
    index: NewsIndex, change: str, expected: str
) -> None:
    index.add(bridge(1))
    db = sqlite3.connect(generation_of(index) / "catalog.sqlite")
    db.executescript(change)
    db.close()
    assert any(expected in finding.what for finding in index.doctor())


def test_a_damaged_catalogue_is_said_to_be_damaged(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(40))
    index.close()
    file = generation_of(index) / "catalog.sqlite"
    file.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(IndexDamaged, match="backup"):
        open_again(index)


def test_another_writer_is_named_and_readers_do_not_wait(index: NewsIndex) -> None:
    index.add(bridge(1))
    second, _ = open_again(index)
    second.lock_timeout = 0.1
    refused: list[str] = []

    def progress(step: str, done: int, total: int | None) -> None:
        with pytest.raises(IndexLocked) as caught:
            second.add(bridge(9))
        refused.append(str(caught.value))
        assert second.search_keywords("Quay1", top_k=1)

    index.add(bridge(2), progress=progress)
    assert f"process {os.getpid()} on " in refused[0]
    assert second.add(bridge(9)).added  # once the other is done


def test_what_another_process_adds_is_found_at_the_next_search(index: NewsIndex) -> None:
    index.add(bridge(1))
    index.search_vectors("bridge", top_k=1)
    index.search_keywords("bridge", top_k=1)
    process = multiprocessing.get_context("spawn").Process(target=_add_elsewhere, args=(index.path,))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert index.search_vectors("Quay5 Pell5", top_k=1)[0].passage.article_id == bridge(5).id
    assert index.search_keywords("Quay5", top_k=1)[0].passage.article_id == bridge(5).id
    with pytest.raises(ArticleNotFound):
        index.article(bridge(1).id)


def _add_elsewhere(path: Path) -> None:
    with NewsIndex.open(path, embedder=HashingEmbedder()) as index:
        index.add(bridge(5))
        index.remove(bridge(1).id)


def test_files_that_a_killed_writer_left_do_not_stop_the_keyword_index(
    index: NewsIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add([bridge(1), bridge(2)])
    change, failures = KeywordIndex.change, []

    def change_after_a_failure(self: KeywordIndex, removed: IdArray, added: Iterable[Document]) -> None:
        if not failures:
            failures.append(1)
            raise ValueError("Failed to open file for write: 'FileAlreadyExists(\"1.68.del\")'")
        change(self, removed, added)

    monkeypatch.setattr(KeywordIndex, "change", change_after_a_failure)
    index.remove(bridge(1).id)
    assert failures == [1]
    assert {hit.passage.article_id for hit in index.search_keywords("bridge", top_k=10)} == {bridge(2).id}
    assert index.doctor() == []
