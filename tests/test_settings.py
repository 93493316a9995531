"""Settings: from the environment, from the caller, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from indexes.errors import SettingsError
from qa.settings import PREFIX, Settings, load_settings

LISTED = Path(__file__).parent.parent / "docs" / "settings.md"


def row(name: str) -> str:
    """The setting as docs/settings.md lists it."""
    field = Settings.model_fields[name]
    default = field.get_default()
    shown = default.get_secret_value() if isinstance(default, SecretStr) else default
    said = "" if shown in (None, "") else f"`{str(shown).lower() if isinstance(shown, bool) else shown}`"
    return f"| `{PREFIX}{name.upper()}` | {said} | {field.description} |"


def test_every_setting_is_listed_with_its_default_and_no_other() -> None:
    listed = [line for line in LISTED.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert listed == [row(name) for name in Settings.model_fields]


def test_a_setting_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match="foo"):
        Settings(foo=1)


def test_a_value_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="answer_threshold"):
        Settings(answer_threshold=2)
    monkeypatch.setenv("CITEWIRE_PORT", "many")
    with pytest.raises(SettingsError, match="port"):
        load_settings()


def test_an_unknown_name_in_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWIRE_COLOUR", "red")
    with pytest.raises(SettingsError, match="CITEWIRE_COLOUR"):
        load_settings()


def test_an_empty_value_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CITEWIRE_INDEX", "CITEWIRE_PORT", "CITEWIRE_EMBEDDING_MODEL"):
        monkeypatch.setenv(name, "")
    settings = load_settings()
    assert (settings.index, settings.port, settings.embedding_model) == (None, 7860, None)
