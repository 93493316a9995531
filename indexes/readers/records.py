"""JSON and JSON lines: one object, a list, {"articles": [...]}, or an object a line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.decoding import decode, marked_encoding
from indexes.readers.fields import article_from
from indexes.readers.sources import MAX_BYTES, OnFailure, Source, describe


def read_json(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """Articles of a JSON file; a record that is none is reported as `name#n` and the rest goes on."""
    document = _parse(decode(source.read()))
    if isinstance(document, dict) and isinstance(document.get("articles"), list):
        document = document["articles"]
    if not isinstance(document, list):
        yield _article(document, source, None, on_failure)
        return
    for number, record in enumerate(document, 1):
        try:
            yield _article(record, source, number, on_failure)
        except Exception as error:  # one bad record must not end the file
            on_failure(source.failure(describe(error), number))


def read_jsonl(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """Articles of a JSON lines file, one line in memory at a time; `n` in `name#n` counts lines from 1."""
    with source.open() as stream:
        for number, line in enumerate(_lines(stream), 1):
            if not line.strip():
                continue
            try:
                yield _article(_parse(decode(line)), source, number, on_failure)
            except Exception as error:  # one bad record must not end the file
                on_failure(source.failure(describe(error), number))


def _article(record: object, source: Source, number: int | None, on_failure: OnFailure) -> Article:
    if not isinstance(record, dict):
        raise ReadError(f"is a JSON {type(record).__name__}, not an object with title and text")

    def note(reason: str) -> None:
        on_failure(source.failure(reason, number))

    return article_from(record, source.origin(number), note)


def _parse(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise ReadError("is nested too deeply to be an article") from None
    except ValueError as error:
        raise ReadError(f"is not JSON: {error}") from None


def _lines(stream: io.BufferedReader) -> Iterator[bytes]:
    """Lines of at most MAX_BYTES, as UTF-8 where a byte-order mark says UTF-16 or UTF-32."""
    encoding = marked_encoding(stream.peek(4)[:4])
    if encoding in ("utf-16", "utf-32"):
        for text in io.TextIOWrapper(stream, encoding, errors="replace", newline="\n"):
            yield text.encode("utf-8", "surrogatepass")
        return
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES:
            raise ReadError(f"a line is longer than {MAX_BYTES >> 20} MB: no article is")
        yield line
