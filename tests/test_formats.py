"""Every format, whole and broken: the article, or a named reason, at a bounded cost."""

from __future__ import annotations

import gzip
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import examples
import pytest
from reading import reading

from indexes import ReadError
from indexes.readers import FORMATS, parquet, sources

BARE = {"a.txt", "a.pdf", "a.docx"}  # formats that name neither outlet nor address


def test_there_is_an_example_of_every_format() -> None:
    same = {".htm", ".xhtml", ".ndjson"}  # other names of .html and .jsonl
    covered = {sources.Source(Path(name)).extension for name in examples.EXAMPLES}
    assert covered | same == set(FORMATS)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_a_whole_example_is_read_in_every_format(tmp_path: Path, name: str, packed: bool) -> None:
    if packed and name.endswith(".tgz"):
        pytest.skip("is gzipped by itself")
    data = examples.EXAMPLES[name]()
    file = tmp_path / f"{name}{'.gz' * packed}"
    file.write_bytes(gzip.compress(data) if packed else data)
    [article], failures = reading(file)
    assert failures == []
    assert (article.title, article.text) == (examples.TITLE, examples.TEXT)
    midnight = name == "a.txt"  # which gives the day alone
    assert article.published == datetime(2025, 5, 8, 0 if midnight else 9, 0 if midnight else 30, tzinfo=UTC)
    if name != "a.eml":
        assert article.author == examples.AUTHOR
    if name not in BARE:
        assert article.source == examples.OUTLET
    if name not in BARE | {"a.xml", "a.eml"}:
        assert article.url == examples.URL
    assert article.language == "en"
    assert (article.origin or "").startswith(str(file.resolve()))


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize(
    "name", [name for name in examples.EXAMPLES if not name.endswith((".txt", ".md", ".html"))]
)
def test_what_is_cut_short_is_told(tmp_path: Path, name: str) -> None:
    data = examples.EXAMPLES[name]()
    for share in (0.2, 0.6, 0.95):
        (tmp_path / name).write_bytes(data[: int(len(data) * share)])
        articles, failures = reading(tmp_path / name)
        whole = [article for article in articles if article.text == examples.TEXT]
        assert failures or whole or name == "a.eml", (share, articles)
        assert all(failure.reason for failure in failures)


@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_empty_and_binary_files_are_told(tmp_path: Path, name: str) -> None:
    for data in (b"", b"\n \n", bytes(range(256)) * 4):
        (tmp_path / name).write_bytes(data)
        articles, failures = reading(tmp_path / name)
        assert articles == []
        assert failures


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", examples.pdf(), "is a PDF by its content"),
        ("a.json", examples.word(), "is a zip archive or an office document"),
        ("a.csv", examples.page(), "is a web page by its content"),
        ("a.md", examples.rss(), "is XML by its content"),
        ("a.html", gzip.compress(b"x"), "is gzip data by its content"),
        ("a.pdf", examples.text(), "is not a PDF"),
        ("a.docx", examples.text(), "not a whole Word document"),
        ("a.docx", examples.zipped({"a.txt": b"x"}), "not a whole Word document"),
        ("a.zip", examples.text(), "not a whole zip archive"),
        ("a.tar", examples.text(), "not a whole tar archive"),
        ("a.eml", b"\n\nJust a text.", "no mail headers"),
        ("a.parquet", examples.text(), "not a whole Parquet file"),
        ("a.warc", examples.text(), "not a whole web archive"),
        ("a.warc", examples.web_archive("404 Not Found"), "no web pages"),
        ("a.xml", b"<sitemap><url/></sitemap>", "the root <sitemap>"),
        ("a.xml", b"<rss><channel><title>Empty</title></channel></rss>", "without entries"),
        ("a.xml", examples.newsml("canceled"), "withdrawn by its agency"),
        ("a.xml", b"<rss><channel>", "not well-formed"),
        ("a.csv", b"name,place\r\nx,y\r\n", "no column named text or body or content (it has name, place)"),
        ("a.pdf", examples.pdf(("",)), "no text layer"),
    ],
)
def test_the_wrong_content_has_a_named_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    articles, failures = reading(tmp_path / name)
    assert articles == []
    assert reason in failures[0].reason


def test_another_encoding_is_told_or_read_rightly(tmp_path: Path) -> None:
    for name in ("a.csv", "a.txt", "a.html"):
        content = examples.EXAMPLES[name]().replace(b'<meta charset="utf-8">', b"")
        for encoding in ("utf-16", "cp1252"):
            (tmp_path / name).write_bytes(content.decode().encode(encoding))
            [article], failures = reading(tmp_path / name)
            assert (article.text, failures) == (examples.TEXT, [])
    (tmp_path / "a.rss").write_bytes(
        examples.rss().replace(b"UTF-8", b"windows-1252").decode().encode("cp1252")
    )
    assert reading(tmp_path / "a.rss")[0][0].text == examples.TEXT


@pytest.mark.usefixtures("bounded")
def test_what_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1 << 20)
    for name in ("a.txt", "a.html", "a.eml", "a.rss", "a.pdf", "a.docx"):
        (tmp_path / name).write_bytes(b"%PDF-" * (name == "a.pdf") + b"word " * (1 << 18))
        assert "more than 1 MB" in reading(tmp_path / name)[1][0].reason or name == "a.docx"


_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (c + 1, *([c] * 8)) for c in range(97, 110)
    )
    + b"]><rss><channel><item><title>x</title><description>&m;</description></item></channel></rss>"
)


_OUTSIDE = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize(
    "content",
    [_BOMB, _OUTSIDE, b"<!-- broken" + _BOMB, _BOMB.decode().encode("utf-16"), b"\n" + _BOMB],
)
@pytest.mark.parametrize("name", ["a.rss", "a.nitf"])
def test_entities_are_never_expanded(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    articles, failures = reading(tmp_path / name)
    assert articles == []
    assert "entities" in failures[0].reason or "well-formed" in failures[0].reason


def test_a_missing_extra_is_an_error_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ReadError, match=r"citewire\[parquet\]"):
        parquet._library()


def test_rows_that_are_no_articles_are_told_by_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = b"title;text\r\nOne;The first text.\r\nTwo;\r\n;\r\nThree;a;b\r\nFour;The last text.\r\n"
    (tmp_path / "a.csv").write_bytes(rows)
    articles, failures = reading(tmp_path / "a.csv")
    assert [article.title for article in articles] == ["One", "Four"]
    assert [failure.name.rpartition("#")[2] for failure in failures] == ["2", "4"]
    assert "no text" in failures[0].reason
    assert "3 fields" in failures[1].reason


def test_a_million_broken_rows_are_counted_not_listed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,title\n" + ",x\n" * 5_000)
    failures = reading(tmp_path / "a.csv")[1]
    assert len(failures) == 1_001
    assert failures[-1].reason == "and 4,000 more of its records"


def test_a_damaged_feed_gives_what_can_be_read_and_says_so(tmp_path: Path) -> None:
    feed = examples.rss()
    second = feed[feed.index(b"<item>") : feed.index(b"</item>") + 7]
    (tmp_path / "a.rss").write_bytes(feed.replace(b"</item>", b"</item>" + second, 1)[:-60])
    articles, failures = reading(tmp_path / "a.rss")
    assert articles[0].text == examples.TEXT
    assert "is damaged" in failures[0].reason


def test_word_shows_insertions_not_deletions_and_tables_by_row(tmp_path: Path) -> None:
    from docx import Document

    document = Document(io.BytesIO(examples.word(("The toll is 4.", "It was raised."))))
    document.add_table(1, 2).rows[0].cells[0].text = "Toll"
    xml = document.paragraphs[1]._p
    for kind, tag, words in (("ins", "t", " It rises."), ("del", "delText", " It falls.")):
        part = xml.makeelement(f"{{{xml.nsmap['w']}}}{kind}", {})
        run = xml.makeelement(f"{{{xml.nsmap['w']}}}r", {})
        text = xml.makeelement(f"{{{xml.nsmap['w']}}}{tag}", {})
        text.text = words
        run.append(text)
        part.append(run)
        xml.append(part)
    document.save(str(tmp_path / "a.docx"))
    [article], _ = reading(tmp_path / "a.docx")
    assert article.text == "The toll is 4. It rises.\n\nIt was raised.\n\nToll |"


def test_running_heads_and_page_numbers_of_a_pdf_are_no_text() -> None:
    from indexes.readers.layout import text_of_pages

    pages = [
        f"The Saltmarsh Observer\n{n}\nThe board met for the {n}th time and spoke about the\nsluice {n} at length"
        for n in range(1, 4)
    ]
    text = text_of_pages(pages)
    assert "Observer" not in text
    assert text.startswith("The board met for the 1th time and spoke about the sluice 1 at length")
