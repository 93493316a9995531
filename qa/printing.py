"""Answers, articles, reports and lists as plain text on the terminal, none of which can steer it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from indexes.articles import Article
from indexes.moments import day
from indexes.reports import ArticleSummary, BuildReport
from qa.answers import Answer, AnswerSentence, Citation, DifferingFigure, NearestPassage, Searched, Status
from qa.plain_text import printable, printable_lines, quoted

if TYPE_CHECKING:
    from qa.verification import Discrepancy

SHOWN = 20  # failures listed one by one


def print_answer(answer: Answer) -> None:
    """The answer with its numbered sources, or what came nearest."""
    lines = _not_found(answer) if answer.status is Status.NOT_FOUND else _found(answer)
    understood = [f"({name}: {quoted(words)})" for name, words in answer.understood.items()]
    print_lines([*understood, *lines])


def print_report(report: BuildReport, place: Path) -> None:
    """Counts on stdout, each failure with its reason on stderr."""
    failures = [f"not read: {printable(one.name)}: {one.reason}" for one in report.failed[:SHOWN]]
    if len(report.failed) > SHOWN:
        failures.append(f"... and {len(report.failed) - SHOWN} more")
    print_errors(failures)
    counts = f"Added {len(report.added)}, updated {len(report.updated)}, unchanged {len(report.unchanged)}"
    print_lines([f"{counts}, failed {len(report.failed)}. Index: {place}"])


def print_articles(articles: Iterable[ArticleSummary]) -> None:
    """One article a line: id, date, outlet, title, separated by tabs."""
    for one in articles:
        date = day(one.published) if one.published else "-"
        fields = (one.id, date, one.source or "-", one.title)
        sys.stdout.write("\t".join(printable(field) for field in fields) + "\n")


def print_article(article: Article) -> None:
    """Title, outlet, author, date and address, then the text in its own lines."""
    date = day(article.published) if article.published else None
    known = " · ".join(part for part in (article.source, article.author, date) if part)
    print_lines(part for part in (article.title, known, article.url) if part)
    sys.stdout.write(f"\n{printable_lines(article.text)}\n")


def print_discrepancies(found: Sequence[Discrepancy]) -> None:
    """What does not hold of an answer, one a line, on stderr."""
    print_errors(f"[{one.number}] {one.article_id}: {one.reason}" for one in found)


def print_lines(lines: Iterable[str]) -> None:
    """Each on one line of stdout."""
    sys.stdout.writelines(f"{printable(line).rstrip()}\n" for line in lines)


def print_errors(lines: Iterable[str]) -> None:
    """Each on one line of stderr."""
    sys.stderr.writelines(f"{printable(line).rstrip()}\n" for line in lines)


def _found(answer: Answer) -> list[str]:
    head = ["A part of the question is answered:", ""] if answer.status is Status.PARTIAL else []
    lines = [line for sentence in answer.sentences for line in _sentence(sentence)]
    drawn = ["", f"From the dates: {answer.conclusion.text}"] if answer.conclusion else []
    return [*head, *lines, *drawn, *_differing(answer), *_missing(answer), "", *_sources(answer)]


def _differing(answer: Answer) -> list[str]:
    """Figures for the same thing that differ, each with its outlet and date."""
    lines = []
    for one in answer.differing:
        about = f" ({quoted(one.part)})" if one.part else ""
        figures = "; ".join(_differing_figure(figure) for figure in one.figures)
        lines += ["", f"Figures differ{about}: {figures}"]
    return lines


def _differing_figure(given: DifferingFigure) -> str:
    date = day(given.published) if given.published else None
    where = ", ".join(quoted(part) for part in (given.source, date) if part)
    return f"{quoted(given.figure)} [{given.citation}]" + (f" {where}" if where else "")


def _missing(answer: Answer) -> list[str]:
    """The parts of the question that are not answered, and why."""
    lines = [f"- {quoted(one.part)}: {quoted(one.reason)}" for one in answer.missing]
    return ["", "Not answered:", *lines] if lines else []


def _sources(answer: Answer) -> list[str]:
    """The citations; where the newest state was asked for, what it is the state of."""
    latest = answer.as_of is not None and "order" in answer.understood
    as_of = [f"As of {day(answer.as_of)}."] if latest and answer.as_of else []
    return [*(_source(citation) for citation in answer.citations), *as_of]


def _sentence(sentence: AnswerSentence) -> list[str]:
    numbers = "".join(f"[{citation.number}]" for citation in sentence.citations)
    context = sentence.context
    before = [f"  … {quoted(context.quote)} [{context.number}]"] if context else []
    return [*before, f"{quoted(sentence.text)} {numbers}"]


def _source(citation: Citation) -> str:
    said = f" ({quoted(citation.speaker)} speaking)" if citation.speaker else ""
    return f"[{citation.number}] {_reference(citation)}{said}"


def _not_found(answer: Answer) -> list[str]:
    nearest = [
        line
        for one in answer.nearest
        for line in (f"- {quoted(one.quote)}", f"  {_reference(one)}: {one.reason}")
    ]
    heading = ["", "Nearest:"] if nearest else []
    return ["The articles do not tell.", _searched(answer.searched), *_missing(answer), *heading, *nearest]


def _searched(searched: Searched) -> str:
    oldest, newest = searched.oldest, searched.newest
    dates = f", {day(oldest)} to {day(newest)}" if oldest and newest else ""
    return f"Searched: {searched.articles} articles of {len(searched.sources)} outlets{dates}."


def _reference(cited: Citation | NearestPassage) -> str:
    date = day(cited.published) if cited.published else None
    parts = (cited.source, date, cited.title, cited.url, cited.article_id)
    return " · ".join(quoted(part) for part in parts if part)
