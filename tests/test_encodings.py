"""Bytes to text: the encoding that is named, guessed, or right in spite of its name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import BODY, article_of

from indexes.readers.decoding import decode
from indexes.readers.normalizing import normalize_text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Café “noir” – naïve"),
        ("utf-8-sig", "Café “noir” – naïve"),
        ("utf-16", "Café “noir” – naïve"),
        ("utf-16-le", "Café “noir” – naïve"),
        ("utf-32", "Café “noir” – naïve"),
        ("cp1252", "Café “noir” – naïve"),
        ("latin-1", "El Niño brought rain to São Paulo and Málaga"),
    ],
)
def test_encodings_are_detected(tmp_path: Path, encoding: str, text: str) -> None:
    body = f"{text} and the town’s".replace("’", "'" if encoding == "latin-1" else "’") + f" people.\n{BODY}"
    assert article_of(tmp_path / "a.txt", body.encode(encoding)).text == body


def test_a_page_may_name_its_encoding(tmp_path: Path) -> None:
    body = f"<body><article><p>Łódź: {BODY}</p></article></body>"
    page = f'<html><head><meta charset="iso-8859-2"><title>Łódź</title></head>{body}</html>'
    assert article_of(tmp_path / "a.html", page.encode("iso-8859-2")).text.startswith("Łódź")


@pytest.mark.parametrize("named", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_latin_1_is_read_as_browsers_read_it(tmp_path: Path, named: str) -> None:
    body = f"<body><article><p>It’s the “worst” storm – €500,000… {BODY}</p></article></body>"
    page = f'<html><head><meta charset="{named}"><title>Storm</title></head>{body}</html>'
    text = article_of(tmp_path / "a.html", page.encode("cp1252")).text
    assert text.startswith("It’s the “worst” storm – €500,000…")
    with_junk = page.replace("Storm", "Storm­").encode("cp1252").replace(b"\xad", b"\x81")
    assert "“worst” storm – €500,000" in article_of(tmp_path / "b.html", with_junk).text


def test_what_was_read_as_latin_1_by_others_is_told_by_its_controls(tmp_path: Path) -> None:
    record = {"title": "Storm", "text": f"It\x92s the \x93worst\x94 storm \x96 \x80500,000. {BODY}"}
    text = article_of(tmp_path / "a.json", json.dumps(record).encode()).text
    assert text.startswith("It’s the “worst” storm – €500,000.")
    feed = '<rss version="2.0"><channel><title>F</title><item><title>T</title><description>It’s here.</description>'
    xml = f'<?xml version="1.0" encoding="iso-8859-1"?>{feed}</item></channel></rss>'
    assert article_of(tmp_path / "a.rss", xml.encode("cp1252")).text == "It’s here."


@pytest.mark.parametrize(
    "named", ["undefined", "unicode_escape", "punycode", "utf-7", "rot13", "hex", "x\0y"]
)
def test_codecs_that_are_none_of_texts_are_not_used(named: str) -> None:
    assert decode("Café +AGE- \\u0041 “noir”".encode("cp1252"), named) == "Café +AGE- \\u0041 “noir”"


def test_a_few_bytes_of_another_encoding_do_not_spoil_the_rest(tmp_path: Path) -> None:
    text = article_of(
        tmp_path / "a.txt", "Café noir, naïve, Málaga: ".encode() + b"the town\x92s people met."
    ).text
    assert text == "Café noir, naïve, Málaga: the town’s people met."


def test_text_loses_only_what_nobody_sees() -> None:
    raw = (
        "\ufeff“Caf\u0065\u0301”\u00a0– it’s\u00ad here\u200b \r\nnext\x07\rlast  \n\n\n\n\nend\u2028too\x00"
    )
    assert normalize_text(raw) == "“Café” – it’s here\nnext\nlast\n\nend\ntoo"


@given(st.text())
def test_normalized_text_does_not_change_again(text: str) -> None:
    once = normalize_text(text)
    assert normalize_text(once) == once
    once.encode("utf-8")
