"""Plain text: a title, a byline and a date at the top where they are plain to see, the rest is the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from indexes.articles import Article
from indexes.dates import parse_published
from indexes.errors import ReadError
from indexes.readers.decoding import decode
from indexes.readers.normalizing import normalize_text
from indexes.readers.sources import OnFailure, Source
from indexes.readers.titles import title_from

_LONGEST_TITLE = 130  # characters
_NOT_A_TITLE = re.compile(r"""[.:;,…]["'”’)\]]*$|^[-*•–—]\s|^https?://""")
_BYLINE = re.compile(
    r"^By:?\s+((?:[^\W\d_][\w.'’-]*|and|in|,|&)(?:,?\s+(?:[^\W\d_][\w.'’-]*|&)){0,8})$", re.IGNORECASE
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE_LINE = re.compile(
    rf"(?:\d{{4}}-\d\d-\d\d|\b{_MONTH}\s+\d|\d(?:st|nd|rd|th)?\s+{_MONTH}|\d/\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a text say of it, and the text without them."""

    title: str
    author: str | None
    published: datetime | None
    text: str


def read_plain(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The one article of a text file."""
    head = take_head(normalize_text(decode(source.read())))
    if not head.text:
        raise ReadError("has no text")
    yield Article(
        title=head.title or title_from(head.text),
        text=head.text,
        author=head.author,
        published=head.published,
        origin=source.origin(),
    )


def take_head(text: str) -> Head:
    """Title, byline and date line, each where it plainly is one. A text that is only a title has none."""
    lines = text.split("\n")
    title = _take_title(lines)
    author, published = _take_credits(lines) if title else (None, None)
    body = "\n".join(lines).strip()
    return Head(title, author, published, body) if body else Head("", author, published, title)


def _take_title(lines: list[str]) -> str:
    """Take the first line off if it looks like a title: short, no final full stop, and more text after it."""
    first = lines[0]
    body = [line for line in lines[1:] if line]
    if not body or len(first) > _LONGEST_TITLE or _NOT_A_TITLE.search(first) or not _stands_alone(lines):
        return ""
    del lines[0]
    return first


def _stands_alone(lines: list[str]) -> bool:
    """Whether the first line is followed by a blank one, or by a line that begins something new."""
    return not lines[1] or not lines[1][0].islower()


def _take_credits(lines: list[str]) -> tuple[str | None, datetime | None]:
    """Take off 'By Jane Doe' and a line that is nothing but a date, among the first lines after the title."""
    author, published = None, None
    while lines and (not lines[0] or author is None or published is None):
        line = lines[0]
        if line and author is None and (found := _BYLINE.match(line)):
            author = found.group(1)
        elif line and published is None and (moment := _date_of(line)):
            published = moment
        elif line:
            break
        del lines[0]
    return author, published


def _date_of(line: str) -> datetime | None:
    if len(line) > 60 or not _DATE_LINE.search(line):
        return None
    try:
        return parse_published(line)
    except ReadError:
        return None
