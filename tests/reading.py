"""Reading one file in a test: its articles and failures."""

from __future__ import annotations

from pathlib import Path

from indexes.articles import Article
from indexes.readers import read
from indexes.reports import Failure

BODY = "The council voted on Monday to close the bridge. It will open in spring."


def reading(path: Path) -> tuple[list[Article], list[Failure]]:
    failures: list[Failure] = []
    return list(read(path, on_failure=failures.append)), failures


def article_of(path: Path, content: str | bytes) -> Article:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [article], failures = reading(path)
    assert failures == []
    return article


def reason_of(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    articles, [failure] = reading(path)
    assert articles == []
    assert failure.name == str(path)
    return failure.reason
