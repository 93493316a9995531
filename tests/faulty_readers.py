"""A reading process whose reader of texts has the faults that libraries may have; the first word says which."""

from __future__ import annotations

import ctypes
import re
import time
from collections.abc import Iterator

from indexes.articles import Article
from indexes.readers import FORMATS, separate_process
from indexes.readers.plain import read_plain
from indexes.readers.records import read_jsonl
from indexes.readers.sources import OnFailure, Source


def faulty(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    word = source.read().split(maxsplit=1)[0]
    if word == b"HANG":
        re.match(r"(a+)+$", "a" * 60 + "b")  # in C, holding Python's lock, for years
    elif word == b"EAT":
        filled: list[bytes] = []
        while True:
            filled.append(bytes(64 << 20))
    elif word == b"CRASH":
        ctypes.string_at(0)
    elif word == b"LEAVE":
        raise SystemExit(0)
    elif word == b"PRINT":
        print("a library that prints")
    elif word == b"SLOW":
        time.sleep(0.7)
    yield from read_plain(source, on_failure)


def faulty_records(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    for article in read_jsonl(source, on_failure):
        if article.text.startswith("CRASH"):
            ctypes.string_at(0)
        elif article.text.startswith("SLOW"):
            time.sleep(0.7)
        yield article


def main() -> None:
    FORMATS[".jsonl"] = faulty_records
    FORMATS[".txt"] = faulty
    separate_process.main()
