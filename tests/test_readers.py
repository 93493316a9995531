"""From files to articles: every format, its mess, and named failures for what cannot be read."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import BODY, article_of, reading, reason_of

from indexes.readers import FORMATS, sources
from indexes.reports import Failure


def test_text_takes_its_first_line_as_the_title_if_it_looks_like_one(tmp_path: Path) -> None:
    article = article_of(
        tmp_path / "a.txt", f"Bridge closed for winter\n\nBy Jane Doe\n9 January 2025\n\n{BODY}"
    )
    assert (article.title, article.text, article.author) == ("Bridge closed for winter", BODY, "Jane Doe")
    assert article.published == datetime(2025, 1, 9, tzinfo=UTC)
    assert article.origin == str((tmp_path / "a.txt").resolve())


def test_text_whose_first_line_is_a_sentence_keeps_it_in_the_text(tmp_path: Path) -> None:
    article = article_of(tmp_path / "a.txt", f"{BODY}\nA second line of the text follows here.")
    assert article.text.startswith(BODY)
    assert article.title == "The council voted on Monday to close the bridge"
    assert (article.author, article.published, article.source, article.url) == (None, None, None, None)


def test_markdown_reads_front_matter_and_drops_marks(tmp_path: Path) -> None:
    article = article_of(
        tmp_path / "a.md",
        "---\nid: b-1\ntitle: 'Bridge: closed'\noutlet: The Courier\nbyline: By Jane Doe\n"
        "date: 2025-01-09 13:42:00+01:00\nurl: https://example.com/b\n---\n\n## What *we* know\n\n"
        "The [council](https://example.com/c_(d)) **voted** on _Monday_ for snake_case_names and 2 * 3 * 4.  \n"
        "It will open ![map](m.png) in `spring`.\n\n- one\n- two\n\n> “Quite so,”"
        " he said\n> on Monday.\n\n***\n\nThe\nend\\*.\n",
    )
    assert (article.id, article.title, article.source, article.author) == (
        "b-1",
        "Bridge: closed",
        "The Courier",
        "Jane Doe",
    )
    assert article.published is not None
    assert article.published.isoformat() == "2025-01-09T13:42:00+01:00"
    assert article.text == (
        "What we know\n\nThe council voted on Monday for snake_case_names and 2 * 3 * 4.\nIt will open map in spring.\n\n"
        "• one\n• two\n\n“Quite so,” he said on Monday.\n\nThe end*."
    )


def test_markdown_without_front_matter_takes_its_heading_as_the_title(tmp_path: Path) -> None:
    article = article_of(tmp_path / "a.md", f"# Bridge closed\n\n{BODY}")
    assert (article.title, article.text) == ("Bridge closed", BODY)


def test_html_reads_body_and_metadata(tmp_path: Path) -> None:
    story = {
        "@graph": [
            {
                "@type": ["NewsArticle"],
                "headline": "Bridge closed",
                "datePublished": "2025-01-09T13:42:00+01:00",
                "author": [{"name": "Jane Doe"}, {"name": "John Roe"}],
                "publisher": {"name": "The Courier"},
            }
        ]
    }
    article = article_of(
        tmp_path / "a.html",
        f"""<html lang="en-GB"><head><title>Bridge closed | The Courier</title>
        <link rel="canonical" href="https://www.example.com/bridge">
        <script type="application/ld+json">{json.dumps(story)}</script></head><body><nav>Home News</nav><article>
        <h1>Bridge closed</h1><p>The council voted on <b>Monday</b> to
        close the bridge.</p><p>It will open in spring, said the engineer who had looked at it.</p>
        <ul><li>One thing is here</li><li>Another thing is here</li></ul></article></body></html>""",
    )
    assert (article.title, article.source, article.author) == (
        "Bridge closed",
        "The Courier",
        "Jane Doe, John Roe",
    )
    assert (article.url, article.language) == ("https://www.example.com/bridge", "en")
    assert article.published is not None
    assert article.published.isoformat() == "2025-01-09T13:42:00+01:00"
    assert article.text.split("\n\n")[:2] == [
        "The council voted on Monday to close the bridge.",
        "It will open in spring, said the engineer who had looked at it.",
    ]
    assert "Home News" not in article.text


def test_a_page_without_text_is_a_failure(tmp_path: Path) -> None:
    assert "no article text" in reason_of(
        tmp_path / "a.html", "<html><body><div id='app'></div></body></html>"
    )


@pytest.mark.parametrize(
    "record",
    [
        {"title": "T", "text": BODY, "source": "S", "author": "A", "published": "2025-01-09"},
        {"headline": "T", "body": BODY, "outlet": "S", "byline": "By A", "date": "2025-01-09T00:00:00Z"},
        {
            "Title": "T",
            "content": BODY,
            "publisher": {"name": "S"},
            "author": ["A"],
            "published_at": 1736380800,
        },
        {"title": "T", "text": BODY, "source": "S", "author": [{"name": "A"}], "published": 1736380800000},
    ],
)
def test_records_know_several_names_for_the_same_field(tmp_path: Path, record: dict[str, object]) -> None:
    article = article_of(tmp_path / "a.json", json.dumps(record))
    assert (article.title, article.text, article.source, article.author) == ("T", BODY, "S", "A")
    assert article.published == datetime(2025, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize("wrap", [lambda records: records, lambda records: {"articles": records}])
def test_json_may_hold_a_list(tmp_path: Path, wrap: object) -> None:
    assert callable(wrap)
    path = tmp_path / "a.json"
    path.write_text(json.dumps(wrap([{"id": " x/1 ", "text": BODY}, 5, {"id": 7, "text": BODY}])))
    articles, [failure] = reading(path)
    assert [article.id for article in articles] == [" x/1 ", "7"]
    assert [article.origin for article in articles] == [f"{path.resolve()}#1", f"{path.resolve()}#3"]
    assert failure.name == f"{path}#2"


def test_a_broken_line_of_json_lines_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = [
        json.dumps({"title": "A", "text": BODY}),
        "{broken",
        "",
        json.dumps({"title": "B"}),
        json.dumps({"text": BODY}),
    ]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    articles, failures = reading(path)
    assert [article.title for article in articles] == ["A", "The council voted on Monday to close the bridge"]
    assert [failure.name for failure in failures] == [f"{path}#2", f"{path}#4"]
    assert "not JSON" in failures[0].reason
    assert "no text" in failures[1].reason


def test_the_outlet_is_the_host_only_if_nothing_else_tells_it(tmp_path: Path) -> None:
    lines = [
        {"text": BODY, "url": "https://www.example.com/a"},
        {"text": BODY, "url": "https://b.example.com", "source": "B"},
    ]
    path = tmp_path / "a.ndjson"
    path.write_text("\n".join(map(json.dumps, lines)))
    assert [article.source for article in reading(path)[0]] == ["example.com", "B"]


def test_a_date_that_cannot_be_read_is_reported_and_the_article_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": BODY, "published": "03/04/2024"}))
    [article], [failure] = reading(path)
    assert article.published is None
    assert "day first or month first" in failure.reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\n ", "is empty"),
        ("a.txt", b"Text \x00 with a NUL byte", "NUL"),
        ("a.txt", "\ufeff\u200b".encode(), "no text"),
        ("a.json", b"{}", "no text"),
        ("a.json", b'"text"', "not an object"),
        ("a.json", b'{"text": 5}', "not a string"),
        ("a.json", b"[" * 100_000, "nested"),
        ("a.md", b"---\ntitle: [\n---\nText.", "front matter"),
        ("a.md", b"---\ntitle: x\n---\n", "no text"),
        ("a.txt.gz", b"not gzip", "gzip"),
        ("a.txt.gz", gzip.compress(b"text " * 1000, mtime=0)[:-20], "gzip"),
        ("a.xyz", b"Words.", "extension"),
    ],
)
def test_what_cannot_be_read_is_a_failure_with_its_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    assert reason in reason_of(tmp_path / name, content)


def test_a_file_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    articles, [failure] = reading(tmp_path / "none.txt")
    assert articles == []
    assert failure == Failure(str(tmp_path / "none.txt"), "is not there")


def test_a_gzip_bomb_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1 << 20)
    assert "unpacked" in reason_of(tmp_path / "a.txt.gz", gzip.compress(b"a" * (2 << 20)))


def test_a_folder_is_read_recursively_by_sorted_path(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(BODY)
    folder = tmp_path / "folder"
    for name in ("b.txt", "a/z.txt", ".hidden.txt", ".git/x.txt", "notes.xyz", "a/y.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Title {name}\n\n{BODY}")
    (folder / "c.txt").symlink_to(outside)
    (folder / "d").symlink_to(folder)
    articles, failures = reading(folder)
    assert [Path(article.origin or "").name for article in articles] == ["y.md", "z.txt", "b.txt"]
    assert failures == []


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    (tmp_path / "b.txt").write_text(BODY)
    articles, [failure] = reading(tmp_path)
    assert len(articles) == 1
    assert failure.name.endswith("a.txt")


@settings(deadline=None)  # the first of a format imports its library
@given(extension=st.sampled_from(sorted(FORMATS)), content=st.binary(max_size=200))
def test_no_bytes_whatever_raise(
    tmp_path_factory: pytest.TempPathFactory, extension: str, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a{extension}"
    path.write_bytes(content)
    articles, failures = reading(path)
    assert all(article.text.strip() for article in articles)
    assert articles or failures or not content.strip() or extension.endswith(("l", "n"))
