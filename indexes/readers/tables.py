"""CSV and TSV: an article a row, under the field names that JSON records have."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import count

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.decoding import decode
from indexes.readers.fields import TEXT_NAMES, article_from
from indexes.readers.sources import MAX_BYTES, OnFailure, Source, describe

_DELIMITERS = ",;\t|"
csv.field_size_limit(16 << 20)  # characters; the default of 131,072 is shorter than long articles


def read_table(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """Articles of a table; a row that is none is reported as `name#n`, where `n` counts rows below the header."""
    with source.open() as stream, _as_text(stream) as lines:
        header = lines.readline()
        if not header.strip():
            raise ReadError("is empty")
        delimiter = max(_DELIMITERS, key=header.count)
        names = next(csv.reader([header], delimiter=delimiter, strict=False))
        require_text(names)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        for number in count(1):
            began = rows.line_num
            try:
                row = next(rows, None)
                if row is None:
                    return
                source.budget.goes_on()
                if any(map(str.strip, row)):
                    yield _article(names, row, source, number, on_failure)
            except (ReadError, csv.Error) as error:  # one bad row must not end the table
                reason = (
                    describe(error) if isinstance(error, ReadError) else _torn(error, rows.line_num - began)
                )
                on_failure(source.failure(reason, number))
            except UnicodeDecodeError as error:
                raise ReadError(f"is not UTF-8 from row {number} on ({error}): save it as UTF-8") from None


def _torn(error: csv.Error, lines: int) -> str:
    """Why a row is none, and what was lost with it: rows that one would make of those lines might be false."""
    lost = f"; {lines - 1:,} lines after it went with it: is a quotation mark left open?" if lines > 1 else ""
    return f"is not a whole row ({error}){lost}"


def require_text(names: list[str]) -> None:
    """ReadError if none of a table's columns is the text."""
    if not {name.strip().lower() for name in names} & set(TEXT_NAMES):
        shown = ", ".join(names)[:200]
        raise ReadError(f"has no column named {' or '.join(TEXT_NAMES)} (it has {shown})")


def _article(names: list[str], row: list[str], source: Source, number: int, on_failure: OnFailure) -> Article:
    if len(row) > len(names):
        raise ReadError(
            f"has {len(row)} fields, the header {len(names)}: is a field with a comma not quoted?"
        )
    fields = {name: value for name, value in zip(names, row, strict=False) if value.strip()}
    return article_from(fields, source.origin(number), lambda why: on_failure(source.failure(why, number)))


def _as_text(stream: io.BufferedReader) -> io.TextIOBase:
    """The table as text. One that is too large to be looked at as a whole is read as UTF-8, row by row."""
    start = stream.read(MAX_BYTES)
    rest = stream.peek(1)
    if not rest:
        return io.StringIO(decode(start), newline="")
    return io.TextIOWrapper(_Chained(start, stream), "utf-8-sig", newline="")  # type: ignore[type-var]


class _Chained(io.RawIOBase):
    """What was read of a stream already, then the rest of it."""

    def __init__(self, start: bytes, rest: io.BufferedReader) -> None:
        self._start = io.BytesIO(start)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._start.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
