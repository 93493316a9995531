"""Every setting: its type, default, environment name and unit. One class, read once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from indexes.errors import SettingsError
from indexes.storage import Storage
from indexes.web.access import WebAccess

PREFIX = "CITEWIRE_"


class Settings(BaseSettings):
    """Settings from the environment (`CITEWIRE_<NAME>`; one that is empty is not given).

    Raises SettingsError for names that are unknown and values that make no sense.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    def __init__(self, **values: Any) -> None:  # noqa: ANN401 - checked by pydantic
        try:
            super().__init__(**values)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise SettingsError(f"Setting {where!r}: {first['msg']} (got {first.get('input')!r}).") from error

    index: Path | None = Field(
        None, description="Directory of the index; default: the user's data directory."
    )
    embedding_model: str | None = Field(
        None, description="A sentence-transformers name or path; default: the bundled all-MiniLM-L6-v2."
    )
    reranker: str | None = Field(
        None,
        description="A sentence-transformers CrossEncoder name or path that re-reads the best sentences.",
    )
    max_sentences: int = Field(3, ge=1, le=20, description="Sentences an answer has at most.")
    answer_threshold: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Probability below which the answer is 'not found' (see docs/results.md).",
    )
    max_question_characters: int = Field(2000, ge=1, description="Longest question, in characters.")
    follow_feed_links: bool = Field(False, description="Fetch the pages that feeds link to.")
    allow_private_addresses: bool = Field(
        False, description="Fetch URLs on this machine and the local network too."
    )
    host: str = Field("127.0.0.1", description="Address the page listens on.")
    port: int = Field(7860, ge=0, le=65535, description="Port the page listens on; 0 takes any free one.")
    root_path: str = Field("", description="Path below which a proxy serves the page, such as /archive.")
    allow_public: bool = Field(
        False, description="Serve on an address that other machines reach, without a login."
    )
    auth: SecretStr = Field(
        SecretStr(""),
        description="Who may log in: name:hash or name:hash:viewer, one a line (python -m ui.accounts NAME).",
    )
    read_only: bool = Field(False, description="Nobody changes the collection through the page.")
    add_from_web: bool = Field(False, description="The page may fetch articles from addresses given to it.")
    max_upload_megabytes: int = Field(64, ge=1, description="Largest file that the page takes, in megabytes.")
    questions_per_minute: int = Field(
        300, ge=0, description="Questions a minute from one login or address; 0 for no limit."
    )
    conversations: Path | None = Field(
        None,
        description="File of the page's conversations; default: one for each index in the user's data directory.",
    )
    trusted_hosts: str = Field("", description="More host names the server answers to, separated by commas.")


def load_settings(**overrides: object) -> Settings:
    """The settings from the environment, with `overrides` (None means not given) on top. Raises SettingsError."""
    _refuse_unknown_names()
    return Settings(**{name: value for name, value in overrides.items() if value is not None})


def _refuse_unknown_names() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in os.environ:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(f"Unknown setting {name}; known are {', '.join(sorted(known))}.")


def web_access(settings: Settings) -> WebAccess:
    """What may be fetched from the web."""
    return WebAccess(allow_private=settings.allow_private_addresses, follow_links=settings.follow_feed_links)


def own_index() -> Path:
    """Where the user's own index is kept when no directory is named."""
    return Path(platformdirs.user_data_dir("citewire", appauthor=False)) / "index"


def starter_index() -> Path:
    """Where the index over the starter collection is kept."""
    return Path(platformdirs.user_data_dir("citewire", appauthor=False)) / "starter"


def conversations_of(index: Path) -> Path:
    """Where the page's conversations over that index are kept when no file is named."""
    digest = hashlib.sha256(str(index.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return (
        Path(platformdirs.user_data_dir("citewire", appauthor=False)) / "conversations" / f"{digest}.sqlite"
    )


def index_to_open(settings: Settings) -> Path:
    """The index that is meant: the named one, else the user's own, else the starter collection's."""
    if settings.index is not None:
        return settings.index
    own = Storage(own_index()).holds_index()
    return own_index() if own or not Storage(starter_index()).holds_index() else starter_index()
