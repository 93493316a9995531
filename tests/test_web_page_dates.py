"""The day that a web page gives its story: stated, shown beside the headline or in the address."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import examples
import pytest
from test_pages import MAY_8, STORY, facts_of, linked, read_page

from indexes import Article
from indexes.readers.page_dates import dated_by_address, first_of
from indexes.readers.written_days import written_day


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:modified_time" content="2025-06-01"><meta property="article:published_time" content="2025-05-08">', ""),
        ("", '<time class="updated" datetime="2025-06-01">x</time><time datetime="2025-05-08">x</time>'),
        ("", '<p>Updated <time datetime="2025-06-01">x</time></p><p>Published <time datetime="2025-05-08">x</time></p>'),
        ("", '<li><time datetime="2025-06-01">x</time></li><p><time datetime="2025-05-08">x</time></p>'),
        (linked({"@type": "NewsArticle", "datePublished": "soon", "dateModified": "2025-06-01"}) + '<meta name="dc.date" content="2025-05-08">', ""),
        ("", '<span itemprop="datePublished">May 8, 2025</span>'),
        ("", '<bsp-timestamp data-timestamp="1746662400000"></bsp-timestamp>'),
    ],
)  # fmt: skip
def test_the_date_is_the_first_publication(head: str, body: str) -> None:
    assert facts_of(head, body).published == MAY_8


def test_the_date_may_stand_in_the_address_alone_and_an_update_is_no_publication(tmp_path: Path) -> None:
    head = '<title>Gate fails</title><link rel="canonical" href="https://o.example/2025/05/08/gate"><meta property="article:modified_time" content="2025-06-01">'
    article = read_page(
        tmp_path, examples.page(head=head, body=f"<article><h1>Gate fails</h1>{STORY}</article>")
    )
    assert isinstance(article, Article)
    assert article.published == MAY_8
    assert facts_of(head).updated == datetime(2025, 6, 1, tzinfo=UTC)


def test_a_date_that_could_be_two_gives_way_to_the_one_in_the_address(tmp_path: Path) -> None:
    head = '<title>Gate fails</title><link rel="canonical" href="https://o.example/2025/05/08/gate"><meta name="date" content="05/08/2025">'
    article = read_page(
        tmp_path, examples.page(head=head, body=f"<article><h1>Gate fails</h1>{STORY}</article>")
    )
    assert isinstance(article, Article)
    assert article.published == MAY_8


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Published 3 May 2025 at 09:04", date(2025, 5, 3)), ("Sat, May 3rd, 2025", date(2025, 5, 3)),
        ("Publié le 1er août 2024 à 10h", date(2024, 8, 1)), ("Von Jana Roth, 3. März 2025", date(2025, 3, 3)),
        ("Madrid, 12 de diciembre de 2023", date(2023, 12, 12)), ("28.01.2020-15:49", date(2020, 1, 28)),
        ("更新日 2025年5月3日", date(2025, 5, 3)), ("2 giugno 2024, 30 maggio 2024", date(2024, 6, 2)),
        ("03/04/2025", None), ("31 February 2025", None), ("In 2025 alone", None), ("3 people since 2025", None),
        ("Marathon 12, 2023", None), ("10 marines 2020", None), ("Project 25 2025", None), ("8 févr. 2025", date(2025, 2, 8)),
    ],
)  # fmt: skip
def test_days_are_read_as_pages_write_them(written: str, day: date | None) -> None:
    assert written_day(written) == day


@pytest.mark.parametrize(
    "body",
    [  # the last change in the attribute, the publication in the text
        '<h1>Gate 9 closed</h1><time datetime="2025-06-01T10:00:00Z">Publié le 8 mai 2025</time><p>x</p>',
        # other stories carry the mark, the page's own does not
        '<h1>Gate 9 closed</h1><p><time datetime="2025-05-08">8 May</time></p>' + "<p>x</p>" * 80
        + '<div><p><time pubdate datetime="2025-06-01">1 June</time></p></div>' * 80,
        # the outlet's motto is a headline too
        '<h1>The paper that asks a second and a third time</h1><time pubdate datetime="2025-06-01">1 June</time>'
        + "<p>x</p>" * 80 + '<h1>Gate 9 closed</h1><time datetime="2025-05-08">8 May</time>',
        # a comment's date in microdata
        '<div class="comment"><meta itemprop="datePublished" content="2025-06-01"></div>'
        '<h1>Gate 9 closed</h1><meta itemprop="datePublished" content="2025-05-08">',
    ],
)  # fmt: skip
def test_the_date_is_that_of_the_story_beside_its_headline(body: str) -> None:
    assert facts_of("<title>Gate 9 closed - The Courier</title>", body).published == MAY_8


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Jana Roth | 8. Mai 2025", "2025-05-08"),
        ("Updated May 8, 2025", ""),
        ("Aktualisiert am 8. Mai 2025", ""),
        ("Inquiry looks again at the blast of 8 May 2003 that killed eight sailors", ""),
        ("<figure><figcaption><span>Gate 9 on 8 May 2003</span></figcaption></figure>", ""),
        ('<span class="photo-caption">Gate 9 on 8 May 2003</span>', ""),
    ],
)
def test_a_line_beside_the_headline_tells_the_day(line: str, shown: str) -> None:
    assert (
        facts_of("", f"<h1>Gate 9 closed</h1><div>{line}</div><p>On 3 March 2024 it opened.</p>").shown_day
        == shown
    )


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.test/education/2020/jan/20/gate", "2020-01-20"), ("https://a.test/2010/politics/08/13/gate", "2010-08-13"),
        ("https://a.test/news/gate-2024-05-03.html", "2024-05-03"), ("https://a.test/20240503/gate", "2024-05-03"),
        ("https://a.test/a-2024050312", ""), ("https://a.test/2020/gates/20/", ""), ("https://a.test/story-19991399", ""),
    ],
)  # fmt: skip
def test_addresses_name_days(url: str, day: str) -> None:
    assert dated_by_address(url) == day


@pytest.mark.parametrize(("stated", "day"), [("2025-06-01", "2019-05-08"), ("2019-05-20", "2019-05-20")])
def test_an_old_story_on_a_new_system_keeps_the_day_of_its_address(
    tmp_path: Path, stated: str, day: str
) -> None:
    head = (
        f'<link rel="canonical" href="https://a.test/2019/05/08/gate"><meta name="date" content="{stated}">'
    )
    article = read_page(tmp_path, f"<html><head>{head}</head><body><h1>Gate 9</h1>{STORY}</body></html>")
    assert isinstance(article, Article)
    assert str(article.published).startswith(day)


@pytest.mark.parametrize(
    "url", ["https://a.test/news/gate-20110508", "https://a.test/2001-05-08-looked-back-on"]
)
def test_digits_in_a_name_do_not_overrule_the_moment_that_a_page_states(url: str) -> None:
    stated = datetime(2012, 11, 20, tzinfo=UTC)
    assert first_of(stated, url) == stated
