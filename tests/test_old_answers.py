"""A saved answer stays checkable: after its article was updated, the index rebuilt, rolled back, backed up and restored."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from test_verification import ARTICLE as QUAY

from indexes import Article, NewsIndex
from qa import NewsAssistant, cli, load_answer, verify
from qa.answers import Answer
from qa.settings import Settings
from qa.verification import earlier_versions

FIRST = (
    "The quay wall at Fenwick sank by 31 centimetres on Sunday, the harbour office said.\n\nNobody was hurt."
)
SECOND = FIRST.replace("31 centimetres", "29 centimetres")
THIRD = SECOND.replace("Nobody was hurt", "One man was hurt")
ARTICLE = replace(QUAY, text=FIRST)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An index on disk of three articles."""
    others = [
        Article(id=f"ferry{n}", title=f"Ferry {n} sails", text=f"Ferry {n} sailed on Monday.") for n in (1, 2)
    ]
    with NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder()) as index:
        index.add([ARTICLE, *others])
    return tmp_path / "index"


@pytest.fixture
def saved(place: Path, tmp_path: Path) -> Path:
    """What was answered before anything changed, as a file."""
    with opened(place) as index:
        answer = NewsAssistant(index, Settings(answer_threshold=0)).ask("By how much did the quay wall sink?")
    assert "31 centimetres" in answer.citations[0].quote
    file = tmp_path / "answer.json"
    file.write_text(answer.to_json(), encoding="utf-8")
    return file


def opened(place: Path) -> NewsIndex:
    return NewsIndex.open(place, embedder=HashingEmbedder())


def holds(answer: Answer, place: Path, *, changed: bool) -> None:
    """The answer holds, by another opening of the index, and what is changed in it does not."""
    with opened(place) as index:
        assert verify(answer, index) == []
        assert earlier_versions(answer, index) == (["quay"] if changed else [])
        document = json.loads(answer.to_json())
        for one in [*document["citations"], *(c for s in document["sentences"] for c in s["citations"])]:
            one["quote"] = one["quote"].replace("31", "37")
        assert verify(load_answer(json.dumps(document)), index)


def update(place: Path, text: str) -> None:
    with opened(place) as index:
        assert index.add(replace(ARTICLE, text=text)).updated == ("quay",)


def test_an_old_answer_holds_whatever_becomes_of_the_index(place: Path, saved: Path, tmp_path: Path) -> None:
    answer = load_answer(saved.read_bytes())
    holds(answer, place, changed=False)
    update(place, SECOND)
    holds(answer, place, changed=True)
    with opened(place) as index:
        index.rebuild()
    holds(answer, place, changed=True)
    with opened(place) as index:
        index.rollback()
    holds(answer, place, changed=True)
    update(place, THIRD)
    holds(answer, place, changed=True)
    with opened(place) as index:
        index.backup(tmp_path / "saved.index")
        index.rebuild()
        index.remove("quay")
        assert [one.reason for one in verify(answer, index)]
    for restored in (place, tmp_path / "elsewhere"):
        NewsIndex.restore(restored, tmp_path / "saved.index", embedder=HashingEmbedder()).close()
        holds(answer, restored, changed=True)
        with opened(restored) as index:
            assert [version.article.text for version in index.versions("quay")] == [FIRST, SECOND, THIRD]
            index.rebuild()
        holds(answer, restored, changed=True)
    update(place, FIRST)
    holds(answer, place, changed=False)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    """Runs `citewire ...`: its exit code and what it prints."""

    def run(*words: object) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["citewire", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0), "".join(capsys.readouterr())

    return run


def test_so_it_does_by_the_command(place: Path, saved: Path, tmp_path: Path, command: object) -> None:
    assert callable(command)
    check = ("verify", saved, "--index", place)
    assert command(*check) == (0, "All 1 quotes are exact.\n")
    update(place, SECOND)
    changed = command(*check)
    assert changed[0] == 0
    assert "quay has changed since: `citewire show quay --versions`." in changed[1]
    assert command("backup", tmp_path / "saved.index", "--index", place)[0] == 0
    with opened(place) as index:
        index.rebuild()
    assert command(*check) == changed
    assert command("rollback", "--index", place)[0] == 0
    assert command(*check) == changed
    assert command("remove", "quay", "--index", place)[0] == 0
    assert command(*check)[0] == 1
    assert command("restore", tmp_path / "saved.index", "--index", place)[0] == 0
    assert command(*check) == changed
    saved.write_text(saved.read_text().replace("31 centimetres", "37 centimetres"))
    code, said = command(*check)
    assert code == 1
    assert "quay" in said
