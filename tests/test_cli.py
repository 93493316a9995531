"""The command `citewire`, called as a person calls it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = {
    "id": "bridge",
    "title": "Wexley bridge closed",
    "text": "The Wexley bridge was closed on Monday after engineers found 16 cracks.\n\nIt will reopen on 14 April.",
    "source": "The Courier",
    "published": "2025-02-03",
}
pytestmark = pytest.mark.model


def run(*arguments: str | Path, index: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from qa.cli import main; main()",
        *map(str, arguments),
        "--index",
        str(index),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "good.jsonl.gz").write_bytes(gzip.compress((json.dumps(ARTICLE) + "\n").encode()))
    (folder / "broken.json").write_text("{", encoding="utf-8")
    place = folder.parent / "cli-index"
    added = run("add", folder, index=place)
    assert added.returncode == 0, added.stderr
    assert "Added 1" in added.stdout
    assert "broken.json" in added.stderr
    return place


def test_ask_prints_the_quote_with_its_source(index: Path) -> None:
    asked = run("ask", "How many cracks were found in the Wexley bridge?", index=index)
    assert asked.returncode == 0
    assert "16 cracks. [1]" in asked.stdout
    assert "[1] The Courier · 3 February 2025 · Wexley bridge closed" in asked.stdout


def test_json_is_the_document_that_verify_accepts(index: Path, tmp_path: Path) -> None:
    asked = run("ask", "How many cracks were found in the Wexley bridge?", "--json", index=index)
    saved = tmp_path / "answer.json"
    saved.write_text(asked.stdout, encoding="utf-8")
    assert run("verify", saved, index=index).returncode == 0
    saved.write_text(asked.stdout.replace("16 cracks", "60 cracks"), encoding="utf-8")
    refused = run("verify", saved, index=index)
    assert refused.returncode == 1
    assert "something else" in refused.stderr


def test_not_found_is_an_answer_and_exits_0(index: Path) -> None:
    asked = run("ask", "Who won the chess championship in Buenos Aires?", index=index)
    assert asked.returncode == 0
    assert "The articles do not tell." in asked.stdout


def test_list_and_show_name_the_article(index: Path) -> None:
    assert "bridge\t3 February 2025\tThe Courier\tWexley bridge closed" in run("list", index=index).stdout
    assert ARTICLE["text"] in run("show", "bridge", index=index).stdout


def test_backup_restore_and_rollback_from_the_command_line(index: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.sqlite"
    assert "Backed up 1 articles" in run("backup", saved, index=index).stdout
    other = tmp_path / "other"
    assert "Restored 1 articles" in run("restore", saved, index=other).stdout
    refused = run("rollback", index=other)
    assert refused.returncode == 1
    assert "no earlier generation" in refused.stderr
    assert "Version 1" in run("show", "bridge", "--versions", index=other).stdout
    (other / "current").unlink()
    mended = run("doctor", index=other)
    assert (mended.returncode, mended.stdout.splitlines()[-1]) == (0, "The index is sound.")
    assert mended.stdout.startswith("mended: ")


def test_doctor_finds_a_fresh_index_sound(index: Path) -> None:
    assert "sound" in run("doctor", index=index).stdout


def test_errors_are_one_line_that_names_the_mend_and_exit_1(tmp_path: Path, index: Path) -> None:
    missing = run("ask", "Anything?", index=tmp_path / "nowhere")
    assert missing.returncode == 1
    assert missing.stderr.startswith("citewire: ")
    assert missing.stderr.count("\n") == 1
    assert "citewire add" in missing.stderr
    assert run("show", "no-such-id", index=index).returncode == 1


def test_wrong_usage_exits_2(index: Path) -> None:
    assert run("ask", index=index).returncode == 2
    assert run("ask", "Why?", "--max-sentences", "0", index=index).returncode == 2
    for option in ("--after", "--before", "--as-of"):
        refused = run("ask", "Why?", option, "nope", index=index)
        assert refused.returncode == 2
        assert "2025-03-14" in refused.stderr


@pytest.mark.parametrize("command", ["add", "watch"])
def test_an_empty_path_is_wrong_usage_and_not_the_current_folder(tmp_path: Path, command: str) -> None:
    refused = run(command, "", index=tmp_path / "index")
    assert refused.returncode == 2
    assert "an empty path" in refused.stderr
    assert not (tmp_path / "index").exists()


def test_nothing_added_exits_1(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert run("add", tmp_path / "broken.json", index=tmp_path / "index").returncode == 1


def test_listing_imports_no_model_and_no_page(index: Path) -> None:
    code = (
        "import sys; from qa.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'gradio', 'llama_index', 'sentence_transformers'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    listed = subprocess.run(
        [sys.executable, "-c", code, "list", "--index", str(index)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert listed.returncode == 0, listed.stderr


def test_a_mistyped_path_makes_no_index(tmp_path: Path) -> None:
    added = run("add", tmp_path / "nope", index=tmp_path / "index")
    assert added.returncode == 1
    assert added.stderr.startswith("citewire: ")
    assert "is not there" in added.stderr
    assert not (tmp_path / "index").exists()
