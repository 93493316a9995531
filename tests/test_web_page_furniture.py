"""What stands around the story of a web page stays out of it, and costs bounded time."""

from __future__ import annotations

from pathlib import Path

import examples
import pytest
from test_pages import STORY, facts_of, read_page

from indexes import Article
from indexes.readers import shown_dates


def test_a_page_made_to_be_slow_is_read_in_bounded_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    counted = shown_dates._words
    monkeypatch.setattr(shown_dates, "_words", lambda link: looked.append(link.tag) or counted(link))
    links, dates = "<a>x</a>" * 1_000, '<span itemprop="datePublished">x</span>' * 1_000
    facts_of("", f"<h1>Gate 9</h1><ul><li>{links}{dates}</li></ul>")
    assert 0 < len(looked) < 10_000  # and not a million


AROUND = "".join(
    f'<div class="{name}"><p>Sentences of the {name} say enough words to pass for a paragraph of some story, part {n}.</p></div>'
    for n, name in enumerate(
        ("subscribe-form", "cookiemsg", "nextstory", "article__report", "related-posts", "share-tools", "modal", "author-box")
    )
)  # fmt: skip


def test_parts_named_as_furniture_stay_out(tmp_path: Path) -> None:
    page = f"<html><head><title>Gate 9</title></head><body><h1>Gate 9</h1><div id='text'>{STORY}</div>{AROUND}</body></html>"
    article = read_page(tmp_path, page)
    assert isinstance(article, Article)
    assert "pass for a paragraph" not in article.text
    assert all(paragraph in article.text for paragraph in examples.PARAGRAPHS)


def test_a_part_that_holds_the_story_stays_whatever_its_name(tmp_path: Path) -> None:
    article = read_page(
        tmp_path, f"<html><body><h1>Gate 9</h1><div class='related-content'>{STORY}</div></body></html>"
    )
    assert isinstance(article, Article)
    assert examples.PARAGRAPHS[-1] in article.text


def test_a_story_without_paragraphs_stays_in_a_part_named_as_furniture(tmp_path: Path) -> None:
    parts = "".join(f"<div>{text}</div>" for text in examples.PARAGRAPHS)
    article = read_page(
        tmp_path,
        f"<html><body><h1>Gate 9</h1><div class='latest-news'>{parts}</div><p>Write to us</p></body></html>",
    )
    assert isinstance(article, Article)
    assert examples.PARAGRAPHS[-1] in article.text
