"""Which model an index is built and asked with, and when one may be fetched."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from news import bridge

from indexes import ModelError, NewsIndex
from indexes.fingerprint import folder_fingerprint


@pytest.fixture
def lookups(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were looked up over the network; every lookup fails."""
    asked: list[str] = []

    def hub(name: str, *, local_files_only: bool = False, **_: object) -> str:
        if not local_files_only:
            asked.append(name)
        raise OSError("not in the cache")

    monkeypatch.setattr("huggingface_hub.snapshot_download", hub)
    return asked


def test_a_model_is_fetched_only_where_it_is_named_to_build_with(
    index: NewsIndex, tmp_path: Path, lookups: list[str]
) -> None:
    with pytest.raises(ModelError, match="nor could it be fetched"):
        NewsIndex.create(tmp_path / "new", embedding_model="some/model")
    with pytest.raises(ModelError, match="nor could it be fetched"):
        index.rebuild(embedding_model="another/model")
    assert lookups == ["some/model", "another/model"]


def test_asking_and_rebuilding_fetch_nothing_and_name_the_command_that_does(
    tmp_path: Path, lookups: list[str]
) -> None:
    with NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder(name="far/away")) as made:
        made.add(bridge(1))
    with NewsIndex.open(tmp_path / "index") as opened:
        for act in (lambda: opened.search_vectors("bridge", top_k=1), opened.rebuild):
            with pytest.raises(ModelError, match="citewire rebuild --embedding-model far/away"):
                act()
    with pytest.raises(ModelError, match="not on this machine"):
        NewsIndex.open(tmp_path / "index", embedding_model="near/by")
    assert lookups == []


def test_a_named_model_is_not_ignored_for_a_given_embedder(
    index: NewsIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add(bridge(1))
    monkeypatch.setattr("indexes.caring.load_embedder", lambda name, **_: HashingEmbedder(64, name=name))
    index.rebuild(embedding_model="another")
    assert index.manifest.model == "another"
    assert index.embed_query("bridge").shape == (64,)
    index.rebuild()
    assert index.manifest.model == "another"
    with pytest.raises(ModelError, match="not both"):
        index.rebuild(embedding_model="one", embedder=HashingEmbedder())
    with pytest.raises(ModelError, match="not both"):
        NewsIndex.create(tmp_path / "new", embedding_model="one", embedder=HashingEmbedder())


def model_folder(place: Path) -> Path:
    (place / "1_Dense").mkdir(parents=True)
    (place / "modules.json").write_text(json.dumps([{"path": ""}, {"path": "1_Dense"}]))
    for name in ("model.safetensors", "config.json", "vocab.txt", "1_Dense/model.safetensors"):
        (place / name).write_text("{}")
    return place


@pytest.mark.parametrize(
    "file", ["model.safetensors", "config.json", "vocab.txt", "modules.json", "1_Dense/model.safetensors"]
)
def test_the_fingerprint_covers_all_that_vectors_depend_on(tmp_path: Path, file: str) -> None:
    one, other = model_folder(tmp_path / "one"), model_folder(tmp_path / "other")
    (one / "README.md").write_text("says nothing of vectors")
    assert folder_fingerprint(one) == folder_fingerprint(other)
    (other / file).write_text((other / file).read_text() + " ")
    assert folder_fingerprint(one) != folder_fingerprint(other)


def test_a_file_under_another_name_is_another_model(tmp_path: Path) -> None:
    one, other = model_folder(tmp_path / "one"), model_folder(tmp_path / "other")
    (other / "vocab.txt").rename(other / "merges.txt")
    assert folder_fingerprint(one) != folder_fingerprint(other)


def test_a_part_with_pickled_weights_is_refused_though_others_are_safe(tmp_path: Path) -> None:
    model = model_folder(tmp_path / "model")
    (model / "1_Dense" / "model.safetensors").rename(model / "1_Dense" / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"1_Dense.*hold code"):
        folder_fingerprint(model)


def test_a_part_outside_the_folder_is_refused(tmp_path: Path) -> None:
    model = model_folder(tmp_path / "model")
    (model / "modules.json").write_text(json.dumps([{"path": "../elsewhere"}]))
    with pytest.raises(ModelError, match="not inside"):
        folder_fingerprint(model)


@pytest.mark.model
def test_building_and_asking_with_the_bundled_model_open_no_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        opened.append(arguments)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(bridge(1))
        assert index.search_vectors("Which bridge was closed?", top_k=1)
    assert opened == []
