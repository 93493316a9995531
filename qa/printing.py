"""Answers, reports and lists as plain text on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from indexes.reports import ArticleSummary, BuildReport
from qa.answers import Answer, AnswerSentence, Citation, NearestPassage, Searched, Status

SHOWN = 20  # failures listed one by one


def print_answer(answer: Answer) -> None:
    """The answer with its numbered sources, or what came nearest."""
    lines = _not_found(answer) if answer.status is Status.NOT_FOUND else _found(answer)
    understood = [f"({name}: {words})" for name, words in answer.understood.items()]
    _write([*understood, *lines])


def print_report(report: BuildReport, place: Path) -> None:
    """Counts on stdout, each failure with its reason on stderr."""
    for failure in report.failed[:SHOWN]:
        sys.stderr.write(f"not read: {failure.name}: {failure.reason}\n")
    if len(report.failed) > SHOWN:
        sys.stderr.write(f"... and {len(report.failed) - SHOWN} more\n")
    counts = f"Added {len(report.added)}, updated {len(report.updated)}, unchanged {len(report.unchanged)}"
    _write([f"{counts}, failed {len(report.failed)}. Index: {place}"])


def print_articles(articles: Iterable[ArticleSummary]) -> None:
    """One article a line: id, date, outlet, title, separated by tabs."""
    _write(
        "\t".join((one.id, _day(one.published) or "-", one.source or "-", _printable(one.title)))
        for one in articles
    )


def _found(answer: Answer) -> list[str]:
    head = ["A part of the question is answered:", ""] if answer.status is Status.PARTIAL else []
    lines = [line for sentence in answer.sentences for line in _sentence(sentence)]
    return [*head, *lines, "", *(_source(citation) for citation in answer.citations)]


def _sentence(sentence: AnswerSentence) -> list[str]:
    numbers = "".join(f"[{citation.number}]" for citation in sentence.citations)
    before = (
        [f"  … {_printable(sentence.context.quote)} [{sentence.context.number}]"] if sentence.context else []
    )
    return [*before, f"{_printable(sentence.text)} {numbers}"]


def _source(citation: Citation) -> str:
    said = f" ({citation.speaker} speaking)" if citation.speaker else ""
    return f"[{citation.number}] {_reference(citation)}{said}"


def _not_found(answer: Answer) -> list[str]:
    nearest = [f"- {_printable(one.quote)}\n  {_reference(one)}: {one.reason}" for one in answer.nearest]
    return [
        "The articles do not tell.",
        _searched(answer.searched),
        *(["", "Nearest:"] if nearest else []),
        *nearest,
    ]


def _searched(searched: Searched) -> str:
    dates = (
        f", {_day(searched.oldest)} to {_day(searched.newest)}" if searched.oldest and searched.newest else ""
    )
    return f"Searched: {searched.articles} articles of {len(searched.sources)} outlets{dates}."


def _reference(quoted: Citation | NearestPassage) -> str:
    parts = (quoted.source, _day(quoted.published), _printable(quoted.title), quoted.url, quoted.article_id)
    return " · ".join(part for part in parts if part)


def _day(moment: datetime | None) -> str:
    return f"{moment:%-d %B %Y}" if moment else ""


def _printable(text: str) -> str:
    """Without control characters: an article must not steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def _write(lines: Iterable[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
