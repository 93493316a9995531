"""Question sets laid out like `shared/eval/*`, or like `seeds/`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Gold:
    """A question and what is known of its answer.

    `answers` are short strings, `sentences` exact supporting sentences, `articles` gold article ids;
    `answer_in_gold` says that an answer string stands in a gold article; `kind` is the data set's own type.
    """

    id: str
    question: str
    answerable: bool
    answers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    answer_in_gold: bool = False
    asked: str | None = None
    kind: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """Articles on disk and the questions asked of them."""

    name: str
    articles: Path
    questions: tuple[Gold, ...]

    @property
    def answerable(self) -> tuple[Gold, ...]:
        """The questions that the articles answer."""
        return tuple(one for one in self.questions if one.answerable)

    @property
    def unanswerable(self) -> tuple[Gold, ...]:
        """The questions that the articles do not answer."""
        return tuple(one for one in self.questions if not one.answerable)


def load_dataset(folder: Path) -> Dataset:
    """Read `articles*`, `questions*` and, where there is one, `unanswerable*` of a folder."""
    articles = _first(folder, "articles.jsonl.gz", "articles.jsonl", "articles")
    rows = list(_rows(_first(folder, "questions.jsonl.gz", "questions.jsonl")))
    extra = [folder / name for name in ("unanswerable.jsonl.gz", "unanswerable.jsonl")]
    rows += [row for path in extra if path.exists() for row in _rows(path)]
    return Dataset(folder.name, articles, tuple(_gold(row) for row in rows if "turns" not in row))


def conversations(folder: Path) -> list[tuple[Gold, ...]]:
    """The conversations of a seeds folder: turns in order."""
    rows = _rows(_first(folder, "questions.jsonl"))
    return [tuple(_gold({"id": f"{row['id']}.{n}", **turn}) for n, turn in enumerate(row["turns"], 1))
            for row in rows if "turns" in row]  # fmt: skip


def _first(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).exists():
            return folder / name
    raise SystemExit(f"{folder} holds none of {', '.join(names)}")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _gold(row: Mapping[str, Any]) -> Gold:
    facts: Sequence[Mapping[str, str]] = row.get("gold_facts", ())
    answers = tuple(row.get("answers", ()))
    return Gold(
        id=row["id"],
        question=row["question"],
        answerable=bool(row.get("answerable", True)),
        answers=answers,
        articles=tuple(
            row.get("gold_articles") or row.get("articles") or dict.fromkeys(f["article"] for f in facts)
        ),
        sentences=tuple(row.get("sentences") or (f["text"] for f in facts)),
        answer_in_gold=bool(row.get("answer_in_gold", bool(row.get("sentences")) and bool(answers))),
        asked=row.get("asked") or row.get("as_of"),
        kind=row.get("type", ""),
        tags=tuple(row.get("tags", ())),
    )
