"""Where there is an index, and where there is none yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from hashing import HashingEmbedder
from news import bridge

from indexes import IndexMismatch, IndexMissing, NewsIndex
from qa.settings import Settings, index_to_open
from ui import command


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every model is the hashing one, whatever its name."""

    def named(name: str | None = None, **_: object) -> HashingEmbedder:
        return HashingEmbedder(name=name or "bundled")

    monkeypatch.setattr("indexes.index.load_embedder", named)
    monkeypatch.setattr("indexes.models.load_embedder", named)
    monkeypatch.setattr("indexes.index.model_fingerprint", lambda name: named(name).fingerprint)


def unfinished(place: Path) -> Path:
    """What a process leaves that is killed while it makes an index."""
    (place / "generations" / "000001").mkdir(parents=True)
    (place / "generations" / "000001" / "catalog.sqlite").write_bytes(b"")
    (place / "writer.lock").touch()
    return place


def test_an_empty_or_unfinished_directory_is_no_index_and_one_is_made_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "none", tmp_path / "empty", unfinished(tmp_path / "killed")):
        assert not NewsIndex.exists(place)
        with pytest.raises(IndexMissing):
            NewsIndex.open(place)
        with NewsIndex.open_or_create(place) as made:
            assert made.add(bridge(1)).added
        assert NewsIndex.exists(place)
        with NewsIndex.open_or_create(place) as again:
            assert again.article_ids() == [bridge(1).id]


def test_a_model_that_is_not_that_of_the_index_is_refused_not_ignored(tmp_path: Path) -> None:
    with NewsIndex.open_or_create(tmp_path / "index", embedding_model="one") as made:
        assert made.manifest.model == "one"
    with pytest.raises(IndexMismatch, match="rebuild"):
        NewsIndex.open_or_create(tmp_path / "index", embedding_model="another")


def test_the_starter_index_is_completed_after_an_interrupted_first_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    starter = tmp_path / "starter"
    starter.mkdir()
    for name in ("bridge", "ferry"):
        (starter / f"{name}.txt").write_text(f"About the {name}\n\nThe {name} was shut on Monday.")
    place = command._prepared(Settings(), None, starter)
    with NewsIndex.open(place) as index:
        index.remove(index.article_ids()[0])  # as if the run had ended before it
    assert command._prepared(Settings(), None, starter) == place
    with NewsIndex.open(place) as index:
        assert len(index.article_ids()) == 2


def test_an_index_of_ones_own_is_served_without_the_starter_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path))
    (tmp_path / "starter.txt").write_text("A starter\n\nIt was shut on Monday.")
    unfinished(tmp_path / "index")
    assert command._prepared(Settings(), None, tmp_path / "starter.txt") == tmp_path / "starter"
    NewsIndex.open_or_create(tmp_path / "index").add(bridge(1))
    assert command._prepared(Settings(), None, tmp_path / "starter.txt") == tmp_path / "index"
    with NewsIndex.open(tmp_path / "index") as index:
        assert index.article_ids() == [bridge(1).id]
    assert index_to_open(Settings()) == tmp_path / "index"
