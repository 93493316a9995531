"""Every reader on damaged examples: whatever the bytes, articles or named reasons, and nothing is raised.

`FUZZ_EXAMPLES=500 python -m pytest tests/test_fuzzing.py -s` tries 500 for each format and prints how many were read.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import examples
import pytest
from costs import cpu_seconds
from fuzzed import fuzzed
from hypothesis import given
from hypothesis import strategies as st

from indexes.articles import Article
from indexes.readers import FORMATS, read_source
from indexes.readers.sources import Source
from indexes.reports import Failure

_SECONDS = 10.0  # of the processor, for one small file

WHOLE = {name: make() for name, make in examples.EXAMPLES.items()}
TOKENS = (
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<![CDATA[", b"]]>", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"<br><br>",
    b"<table>", b"</p>", b"%%EOF",
    b"PK\x05\x06", b"PK\x01\x02", b"Content-Type: multipart/mixed; boundary=x\r\n", b"\r\n\r\n",
    b"Content-Length: 99999999999\r\n", b"{", b"]", b"\x1f\x8b", b"---\n", b"\\u0000", b"1e999", b"<" * 200, b"[" * 200,
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """The example with bytes changed, cut out, doubled or put in."""
    data = bytearray(WHOLE[name])
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        end = min(len(data), start + draw(st.sampled_from((1, 1, 2, 8, 64, 1000))))
        kind = draw(st.sampled_from(("change", "change", "cut", "double", "put", "put", "end")))
        if kind == "change":
            data[start:end] = (
                draw(st.binary(min_size=end - start, max_size=end - start))
                if end - start < 65
                else bytes(end - start)
            )
        elif kind == "cut":
            del data[start:end]
        elif kind == "double":
            data[start:start] = data[start:end]
        elif kind == "put":
            data[start:start] = draw(st.sampled_from(TOKENS) | st.binary(max_size=20))
        else:
            del data[start:]
    return bytes(data)


@pytest.mark.parametrize("name", WHOLE)
def test_no_damage_whatever_raises(name: str) -> None:
    outcomes: Counter[str] = Counter()

    @fuzzed(10)
    @given(data=damaged(name))
    def run(data: bytes) -> None:
        failures: list[Failure] = []
        extension = "." + name.partition(".")[2]
        source = replace(Source(Path("x"), inside=(f"a{extension}",)), data=data)
        started = cpu_seconds()
        articles = list(read_source(source, failures.append))
        assert cpu_seconds() - started < _SECONDS
        check(articles, failures)
        outcomes["read" if articles else "refused"] += 1

    assert Source(Path(), inside=(name,)).extension in FORMATS
    started = time.monotonic()
    run()
    print(f"{name:10} {dict(outcomes)} in {time.monotonic() - started:.0f} s")


def check(articles: list[Article], failures: list[Failure]) -> None:
    """What is read can be stored and shown, and what is not has a name and a reason."""
    assert articles or failures
    for article in articles:
        assert article.text == article.text.strip() != ""
        assert article.title
        for part in (article.id, article.title, article.text, article.url, article.source, article.author):
            (part or "").encode("utf-8")
        assert article.published is None or article.published.tzinfo is not None
    for failure in failures:
        assert failure.name
        assert failure.reason.strip()
