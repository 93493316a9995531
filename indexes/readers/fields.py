"""From named fields (a JSON record, front matter) to an `Article`: which names mean what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from indexes.articles import Article
from indexes.dates import parse_published
from indexes.errors import ReadError
from indexes.hosts import host_of
from indexes.readers.languages import language_code
from indexes.readers.normalizing import normalize_line, normalize_text
from indexes.readers.titles import title_from

Fields = Mapping[str, object]

_TITLE = ("title", "headline")
TEXT_NAMES = ("text", "body", "content")
_URL = ("url", "link", "canonical_url")
_SOURCE = ("source", "outlet", "publisher", "sitename")
_AUTHOR = ("author", "byline", "authors")
_PUBLISHED = ("published", "date", "published_at", "datepublished")
_UPDATED = ("updated", "modified", "date_modified", "datemodified", "updated_at")
_LANGUAGE = ("language", "lang")
_ID = ("id",)
_LONGEST = 4_000  # characters
_BY = re.compile(r"^by:?\s+", re.IGNORECASE)


def article_from(fields: Fields, origin: str, note: Callable[[str], None]) -> Article:
    """The article that a record describes. `note` hears of a field that had to be left out (a date).

    ReadError if there is no text. An explicit id is kept exactly.
    """
    fields = {str(name).strip().lower(): value for name, value in fields.items()}
    text = _text(fields)
    url = _line(fields, _URL) or None
    return Article(
        title=_line(fields, _TITLE) or title_from(text),
        text=text,
        id=_explicit_id(fields),
        url=url,
        source=_line(fields, _SOURCE) or host_of(url),
        author=_BY.sub("", _line(fields, _AUTHOR)) or None,
        published=_date(fields, _PUBLISHED, note),
        updated=_date(fields, _UPDATED, note),
        language=language_code(_line(fields, _LANGUAGE)),
        origin=origin,
    )


def _text(fields: Fields) -> str:
    value = _first(fields, TEXT_NAMES)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if value is not None and not isinstance(value, str):
        raise ReadError(f"its text is a {type(value).__name__}, not a string")
    text = normalize_text(value or "")
    if not text:
        raise ReadError(f"has no text (looked for {', '.join(TEXT_NAMES)})")
    return text


def _explicit_id(fields: Fields) -> str:
    value = _first(fields, _ID)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ReadError(f"its id is a {type(value).__name__}, not a string")
    return str(value)


def _date(fields: Fields, names: tuple[str, ...], note: Callable[[str], None]) -> datetime | None:
    value = _first(fields, names)
    if value is None:
        return None
    try:
        return parse_published(value.isoformat() if isinstance(value, date) else value)
    except ReadError as error:
        note(f"{error} (read without a date)")
        return None


def _line(fields: Fields, names: tuple[str, ...]) -> str:
    """As one line; '' if it is longer than any name or address."""
    words = _words(_first(fields, names))
    return normalize_line(words) if len(words) <= _LONGEST else ""


def _words(value: object) -> str:
    """A name as people write it, from a string, a number, {'name': ...} or a list of these."""
    if isinstance(value, Mapping):
        return _words(value.get("name") or value.get("title"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    return "" if value is None else str(value)


def _first(fields: Fields, names: tuple[str, ...]) -> object:
    return next((fields[name] for name in names if fields.get(name) not in (None, "", [])), None)
