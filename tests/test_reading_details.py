"""Kinds of documents that readers once got wrong: nothing lost, nothing twice, nothing that nobody sees."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import examples
import pytest
from docx import Document
from docx.oxml import parse_xml
from reading import BODY, article_of, reading, reason_of

from indexes.readers import bounds
from indexes.readers.languages import language_code
from indexes.readers.normalizing import normalize_text

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_with(body: str) -> bytes:
    """The example document with more in its body."""
    document = Document(io.BytesIO(examples.word(("The toll is 4.",))))
    for block in parse_xml(f"<w:body {_W}>{body}</w:body>"):
        document.element.body.insert(-1, block)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_and_tables_in_content_controls_of_a_word_document_are_read_once(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>Toll</w:t></w:r></w:p></w:tc>"
    inside = f"<w:p><w:r><w:t>It was raised.</w:t></w:r></w:p><w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
    control = (
        f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt><w:p><w:r><w:t>It is due.</w:t></w:r></w:p>"
    )
    text = article_of(tmp_path / "a.docx", word_with(control)).text
    assert text == "The toll is 4.\n\nIt was raised.\n\nToll | Toll\n\nIt is due."


def test_what_was_moved_in_a_word_document_is_where_it_is_now_and_what_is_hidden_nowhere(
    tmp_path: Path,
) -> None:
    moved = "<w:{0}><w:r><w:t>It moved.</w:t></w:r></w:{0}>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Not for print.</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> It is shown.</w:t></w:r>'
    body = f"<w:p>{moved.format('moveFrom')}</w:p><w:p>{moved.format('moveTo')}{hidden}{shown}</w:p>"
    assert article_of(tmp_path / "a.docx", word_with(body)).text == "The toll is 4.\n\nIt moved. It is shown."


def test_rows_that_an_open_quotation_mark_swallows_are_counted(tmp_path: Path) -> None:
    rows = [f"Title {n},Text of number {n}." for n in range(20)]
    rows[3] = 'Title 3,"Text of number 3.'
    (tmp_path / "a.csv").write_text("\n".join(["title,text", *rows]))
    articles, [failure] = reading(tmp_path / "a.csv")
    assert len(articles) == 3
    assert "16 lines after it went with it: is a quotation mark left open?" in failure.reason


@pytest.mark.parametrize(
    "unseen",
    ["\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u3164", "\U000e0041", "\u2061", "\ufff9"],
)
def test_what_nobody_sees_is_taken_out_whatever_it_is(unseen: str) -> None:
    assert normalize_text(f"The toll{unseen} is 4.") == "The toll is 4."


def test_joiners_that_languages_need_stay() -> None:
    for text in ("می‌خواهم", "क्‍ष", "👩‍🚒"):
        assert normalize_text(text) == text


def test_a_withdrawn_report_names_the_one_to_take_out(tmp_path: Path) -> None:
    reason = reason_of(tmp_path / "a.xml", examples.newsml("canceled"))
    assert "not added; if it was before, `citewire remove " in reason


@pytest.mark.parametrize(
    ("stated", "code"),
    [("en-GB", "en"), ("fr_FR", "fr"), ("deu", "de"), ("ger", "de"), ("German", "de"), ("Spanish", "es"), ("Deutsch", "de"),
     ("", "en"), ("nonsense of no language", "en")],
)  # fmt: skip
def test_languages_are_known_by_code_and_name(stated: str, code: str) -> None:
    assert language_code(stated) == code


def test_a_name_without_end_is_no_name(tmp_path: Path) -> None:
    record = f'{{"title": "{"x" * 100_000}", "author": "{"y" * 5_000}", "text": "{BODY}"}}'
    article = article_of(tmp_path / "a.json", record)
    assert (article.title, article.author) == ("The council voted on Monday to close the bridge", None)


def test_a_crawl_may_be_larger_than_an_archive_of_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MAX_TOTAL", 5_000)
    monkeypatch.setattr(bounds, "MAX_MEMBERS", 2)
    crawl = gzip.compress(examples.web_archive() * 9)
    (tmp_path / "a.warc.gz").write_bytes(crawl)
    articles, failures = reading(tmp_path / "a.warc.gz")
    assert (len(articles), failures) == (9, [])
    (tmp_path / "a.zip").write_bytes(examples.zipped({"a.warc.gz": crawl}))
    assert "the rest was not read" in reading(tmp_path / "a.zip")[1][0].reason
