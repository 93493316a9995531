"""Trafilatura's body to paragraphs, without the headline, byline and date that are shown above the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from indexes.readers.bylines import names_in
from indexes.readers.normalizing import normalize_line
from indexes.readers.page_tail import without_tail

Element: TypeAlias = Any  # lxml has no types of its own

_ROWS = ("list", "table", "row", "quote", "div")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATED = re.compile(
    rf"^(?:(?:first |last )?(?:published|updated|posted|modified|on)\b[:\s]*)*(?:\w+day,?\s+)?"
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
    r"[\s,|•·at-]*(?:\d{1,2}[:.]\d\d)?[\w\s.:,|()+-]{0,40}$",
    re.IGNORECASE,
)
_BY = re.compile(r"^by:?\s+\S", re.IGNORECASE)
_BREAK = "\u2028"  # LINE SEPARATOR: lxml takes no control characters
_HEAD = 4  # paragraphs that may stand above the text
_LABEL = 8  # words: a section's name, a date, 'Main content'
_LONGEST_BYLINE = 150  # characters


def paragraphs_of_body(body: Element) -> list[str]:
    """The blocks of a body: paragraphs, headings, items of lists, rows of tables."""
    blocks: list[str] = []
    for element in body:
        if element.tag in ("list", "table"):
            rows = [_row(row) for row in element if row.tag in ("item", "row")]
            blocks.append("\n".join(row for row in rows if row))
        elif element.tag in _ROWS and len(element) and not (element.text or "").strip():
            blocks.extend(paragraphs_of_body(element))
        else:
            blocks.append(_words(element))
    return [block for block in blocks if block.strip()]


@dataclass(frozen=True, slots=True)
class PageText:
    """The paragraphs of a story below its head, and what the head says: the title and author, if nothing else did."""

    title: str
    author: str
    paragraphs: tuple[str, ...]


def below_head(paragraphs: Sequence[str], title: str, author: str) -> PageText:
    """The story without the lines at its top that only repeat the headline, the author or the date."""
    kept = _from_headline(paragraphs, title)
    for _ in range(_HEAD):
        first, _, rest = (kept[0] if kept else "").partition("\n")
        line = normalize_line(first)
        if not rest and len(kept) < 2:
            break
        if _is_in(line, title):
            title = line
        elif _is_byline(line, author):
            author = author or ", ".join(names_in(line))
        elif not _DATED.match(line):
            break
        kept[:1] = [rest.strip()] if rest.strip() else []
    return PageText(title, author, tuple(without_tail(kept)))


def _from_headline(paragraphs: Sequence[str], title: str) -> list[str]:
    """Without the section's name and the like above the headline, if the headline stands so high."""
    for position, paragraph in enumerate(paragraphs[:_HEAD]):
        if position and len(title.split()) > 2 and normalize_line(paragraph) == normalize_line(title):
            return list(paragraphs[position:])
        if len(paragraph.split()) > _LABEL or paragraph.rstrip().endswith((".", "!", "?", "”", '"')):
            break
    return list(paragraphs)


def _is_in(line: str, title: str) -> bool:
    """Whether a line is the headline, which the page may state with the outlet's name around it."""
    return line == normalize_line(title) or (len(line.split()) > 3 and line in title)


def _is_byline(line: str, author: str) -> bool:
    if len(line) > _LONGEST_BYLINE:
        return False
    named, authors = set(names_in(line)), set(names_in(author))
    alone = bool(named) and bool(authors) and named <= authors
    return alone or bool(_BY.match(line) and named and not line.endswith((".", "”", '"')))


def _row(row: Element) -> str:
    if row.tag == "item":
        words = _words(row).replace("\n", " ")
        return f"• {words}" if words else ""
    return " | ".join(_words(cell).replace("\n", " ") for cell in row)


def _words(element: Element) -> str:
    """The text of an element, white space as a browser shows it; `<br>` is a newline."""
    for line_break in element.iter("lb"):
        line_break.tail = f"{_BREAK}{line_break.tail or ''}"
    for block in element.iter(
        "cell", "row", "item", "p", "head"
    ):  # a table within a cell, a list within a quote
        if block is not element:
            block.tail = f" {block.tail or ''}"
    words = re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext()))
    return re.sub(f" ?{_BREAK} ?", "\n", words).strip()
