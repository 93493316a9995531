"""Conversations on disk: kept, found, changed and seen by their owner alone."""

from __future__ import annotations

import json
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fake_assistant import FakeAssistant
from hostile import HOSTILE

from qa.serialization import load_answer
from ui.conversation_file import ConversationsError
from ui.conversation_rows import ConversationNotFound
from ui.conversations import Conversations
from ui.feedback import feedback
from ui.limits import Limits
from ui.sent import Asking
from ui.turns import KeptTurn
from ui.waiting_questions import MOST_WAITING, TooManyWaiting

BRIDGE = "How long will the harbour bridge at Marwick close for repairs?"


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "deep" / "conversations.sqlite")


def turn(question: str = BRIDGE, **more: object) -> KeptTurn:
    return KeptTurn(question, FakeAssistant().ask(question), **more)  # type: ignore[arg-type]


def test_a_conversation_is_named_after_its_first_question_and_comes_back_as_it_was(
    kept: Conversations,
) -> None:
    first, second = turn(limits=Limits(("The Courier",), "2025-03-01", "")), turn("Who won at chess?")
    key = kept.keep("ada", None, first)
    assert kept.keep("ada", key, second) == key
    again = Conversations(kept._file.path)  # as after a restart
    assert again.turns("ada", key) == (first, second)
    assert [(one.id, one.name, one.turns) for one in again.listed("ada")] == [(key, BRIDGE, 2)]


def test_a_long_first_question_makes_a_short_name(kept: Conversations) -> None:
    kept.keep("ada", None, turn("word " * 60))
    assert len(kept.listed("ada")[0].name) <= 80


def test_nobody_reads_changes_or_judges_the_conversation_of_another(kept: Conversations) -> None:
    key = kept.keep("ada", None, turn())
    for act in (
        lambda: kept.turns("bob", key),
        lambda: kept.name("bob", key),
        lambda: kept.keep("bob", key, turn()),
        lambda: kept.rename("bob", key, "mine"),
        lambda: kept.delete("bob", key),
        lambda: kept.judge("bob", key, 1, helpful=True),
    ):
        with pytest.raises(ConversationNotFound):
            act()
    assert kept.listed("bob") == []
    assert (len(kept.turns("ada", key)), kept.name("ada", key)) == (1, BRIDGE)


def test_the_operator_prints_what_all_readers_thought(
    kept: Conversations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for reader, helpful in (("ada", True), ("bob", False)):
        kept.judge(reader, kept.keep(reader, None, turn()), 1, helpful=helpful, reason=f"by {reader}")
    monkeypatch.setenv("CITEWIRE_CONVERSATIONS", str(kept._file.path))
    feedback(tmp_path / "index")
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["reason"], one["helpful"]) for one in found] == [("by ada", True), ("by bob", False)]
    assert all(one["answer"]["question"] == BRIDGE for one in found)
    assert not any("owner" in one for one in found)
    monkeypatch.setenv("CITEWIRE_CONVERSATIONS", str(tmp_path / "none.sqlite"))
    feedback(tmp_path / "index")
    assert capsys.readouterr().out == ""


def test_a_turn_takes_the_place_of_the_last_one_alone(kept: Conversations) -> None:
    first, second = turn(), turn("Two?")
    key = kept.keep("ada", None, first)
    kept.keep("ada", key, second)
    kept.keep("ada", key, turn("Two again?"), replaces=second.moment)
    assert [one.question for one in kept.turns("ada", key)] == [BRIDGE, "Two again?"]
    for gone in (first.moment, second.moment, "", "' OR 1"):
        kept.keep("ada", key, turn("One again?"), replaces=gone)
    assert [one.question for one in kept.turns("ada", key)] == [BRIDGE, "Two again?", *["One again?"] * 4]


def test_the_last_used_comes_first_and_a_search_finds_names_questions_and_quotes(kept: Conversations) -> None:
    bridge = kept.keep("ada", None, turn())
    chess = kept.keep("ada", None, turn("Who won the chess?"))
    assert [one.id for one in kept.listed("ada")] == [chess, bridge]
    kept.rename("ada", chess, "Übersicht")
    for words, found in (("ELEVEN WEEKS", bridge), ("übersicht", chess), ("won the chess", chess)):
        assert [one.id for one in kept.listed("ada", words)] == [found]
    assert kept.listed("ada", "100% _") == []


def test_a_name_can_be_changed_but_not_to_nothing(kept: Conversations) -> None:
    key = kept.keep("ada", None, turn())
    kept.rename("ada", key, f"  {HOSTILE}\n")
    assert kept.name("ada", key) == " ".join(HOSTILE.split())[:80]
    kept.rename("ada", key, "  ")
    assert kept.name("ada", key) == " ".join(HOSTILE.split())[:80]


def test_what_is_deleted_is_gone_with_its_turns_and_feedback(kept: Conversations) -> None:
    key = kept.keep("ada", None, turn())
    kept.judge("ada", key, 1, helpful=False, reason="wrong bridge")
    kept.delete("ada", key)
    with sqlite3.connect(kept._file.path) as db:
        for table in ("conversations", "turns", "feedback"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_feedback_is_kept_with_its_answer_and_stays_when_the_question_is_asked_again(
    kept: Conversations,
) -> None:
    first = turn()
    key = kept.keep("ada", None, first)
    kept.judge("ada", key, 1, helpful=True)
    kept.judge("ada", key, 1, helpful=False, reason=" too old ")
    assert [one.helpful for one in kept.turns("ada", key)] == [False]
    kept.keep("ada", key, turn(), replaces=first.moment)
    assert [one.helpful for one in kept.turns("ada", key)] == [None]
    (one,) = kept.feedback("ada")
    assert (one.question, one.helpful, one.reason) == (BRIDGE, False, "too old")
    assert load_answer(one.answer).question == BRIDGE
    kept.judge("ada", key, 9, helpful=True)  # no such answer
    assert len(kept.feedback("ada")) == 1
    assert kept.feedback("bob") == []


def test_what_waits_is_the_owners_alone_and_goes_with_its_conversation(kept: Conversations) -> None:
    asked = Asking(BRIDGE, limits=Limits(("The Courier",), "2025-03-01", ""), token="one")
    key = kept.send("ada", asked)
    assert kept.send("ada", replace(asked, conversation=key)) == key  # once for each token
    assert kept.waiting("ada", key) == (replace(asked, conversation=key),)
    for act in (lambda: kept.waiting("bob", key), lambda: kept.send("bob", replace(asked, conversation=key))):
        with pytest.raises(ConversationNotFound):
            act()
    kept.withdraw("bob", "one")
    assert (kept.waits("ada", "one"), kept.waits("bob", "one")) == (True, False)
    kept.delete("ada", key)
    assert not kept.waits("ada", "one")


def test_nobody_sends_more_than_is_kept(kept: Conversations) -> None:
    key = kept.send("ada", Asking(BRIDGE))
    for _ in range(MOST_WAITING - 1):
        kept.send("ada", Asking(BRIDGE, key))
    with pytest.raises(TooManyWaiting):
        kept.send("ada", Asking(BRIDGE, key))
    kept.send("bob", Asking(BRIDGE))


def test_a_conversation_whose_only_question_was_stopped_is_not_listed(kept: Conversations) -> None:
    key = kept.send("ada", Asking(BRIDGE, token="one"))
    kept.withdraw("ada", "one")
    assert kept.listed("ada") == []
    assert kept.keep("ada", key, turn()) == key  # but the page that shows it goes on


def test_a_file_from_before_questions_waited_is_read_and_gets_their_table(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    key = Conversations(path).keep("ada", None, turn())
    with sqlite3.connect(path) as db:
        db.executescript("DROP TABLE waiting; PRAGMA user_version = 1")
    again = Conversations(path)
    assert [one.question for one in again.turns("ada", key)] == [BRIDGE]
    again.send("ada", Asking("Who won?", key))
    assert [(one.turns, one.waiting) for one in again.listed("ada")] == [(1, 1)]


def test_many_at_once_lose_nothing(kept: Conversations) -> None:
    key = kept.keep("ada", None, turn())
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: kept.keep("ada", key, turn(f"Number {number}?")), range(24)))
    assert {one.question for one in kept.turns("ada", key)} == {
        BRIDGE,
        *(f"Number {number}?" for number in range(24)),
    }


def test_only_the_server_may_read_the_file(kept: Conversations) -> None:
    kept.keep("ada", None, turn())
    assert stat.S_IMODE(kept._file.path.stat().st_mode) == 0o600


def test_an_answer_of_another_version_is_not_guessed_at(kept: Conversations) -> None:
    key = kept.keep("ada", None, turn())
    with sqlite3.connect(kept._file.path) as db:
        db.execute('UPDATE turns SET answer = \'{"format": "citewire-answer-9"}\'')
    assert kept.turns("ada", key)[0].answer is None


def test_a_file_that_is_none_of_ours_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 7")
    with pytest.raises(ConversationsError, match="CITEWIRE_CONVERSATIONS"):
        Conversations(path).listed("ada")
    (text := tmp_path / "text").write_text("no database " * 50)
    with pytest.raises(ConversationsError):
        Conversations(text).listed("ada")
    assert text.read_text().startswith("no database")
