"""Sources, articles and failures as they pass between two processes: one line of JSON each, never pickle."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from indexes.articles import Article
from indexes.readers.sources import Source


def line_of(message: dict[str, Any]) -> bytes:
    """The message as a line; only ASCII, so that half characters of damaged files pass too."""
    return json.dumps(message).encode("ascii") + b"\n"


def message_of(line: bytes) -> dict[str, Any]:
    """The message of a line."""
    message: dict[str, Any] = json.loads(line)
    return message


def described_source(source: Source) -> dict[str, Any]:
    """All of a file or download but its bytes, of which `size` says how many follow; None for those on disk."""
    return {
        "path": str(source.path),
        "address": source.address,
        "final_address": source.final_address,
        "suffix": source.suffix,
        "charset": source.charset,
        "size": None if source.data is None else len(source.data),
    }


def source_of(described: dict[str, Any], data: bytes | None) -> Source:
    """The source again."""
    stated = {name: value for name, value in described.items() if name not in ("path", "size")}
    return Source(Path(described["path"]), data=data, **stated)


def described_article(article: Article) -> dict[str, Any]:
    """An article with its moments as text."""
    described = asdict(article)
    for name in ("published", "updated"):
        moment = described[name]
        described[name] = moment.isoformat() if moment is not None else None
    return described


def article_of(described: dict[str, Any]) -> Article:
    """The article again."""
    moments = {
        name: datetime.fromisoformat(described[name]) if described[name] else None
        for name in ("published", "updated")
    }
    return Article(**{**described, **moments})
