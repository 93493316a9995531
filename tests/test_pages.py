"""Web pages as sites build them: body, title, author, dates, outlet; and pages that are no article."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import examples
import pytest
from reading import reading

from benchmarks.extraction import figures, measure, names_in, same_day, score_of, token_f1
from benchmarks.invented_pages import write
from indexes import Article
from indexes.readers import shown_dates
from indexes.readers.html import _tree
from indexes.readers.metadata import PageFacts, page_facts
from indexes.readers.page_dates import dated_by_address, first_of
from indexes.readers.written_days import written_day

STORY = "".join(f"<p>{paragraph}</p>" for paragraph in examples.PARAGRAPHS)
LONG = "".join(
    f"<p>Paragraph {n} of the report says what the engineers of the water board found at gate {n}, and why.</p>"
    for n in range(30)
)


def facts_of(head: str = "", body: str = "", address: str = "", lang: str = "") -> PageFacts:
    return page_facts(_tree(f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>"), address)


def linked(document: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(document)}</script>'


def read_page(folder: Path, page: bytes | str) -> Article | str:
    """The article of a page, or the reason why there is none."""
    file = folder / "a.html"
    file.write_bytes(page if isinstance(page, bytes) else page.encode())
    articles, failures = reading(file)
    return articles[0] if articles else failures[0].reason


def test_invented_pages_of_every_layout_are_read_well(tmp_path: Path) -> None:
    write(tmp_path, each=1)
    found = figures(measure(tmp_path))
    assert found["pages"] > 10
    assert found["read"] == 1
    assert found["body_f1"] >= 0.97
    assert (found["title"], found["date"]) == (1, 1)
    assert found["author"] >= 0.9


def test_the_figures_are_computed_rightly(tmp_path: Path) -> None:
    assert token_f1("a b c", "a b c") == 1
    assert token_f1("The cat sat", "the CAT ran off") == pytest.approx(2 * 2 / 7)
    assert token_f1("a a", "a") == pytest.approx(2 / 3)
    assert (token_f1("", ""), token_f1("a", "")) == (1, 0)
    late = Article(title="t", text="x", published=datetime(2025, 5, 8, 23, 30, tzinfo=UTC))
    assert same_day(late, "2025-05-08")
    assert same_day(late, "2025-05-09T01:30:00+02:00")
    assert not same_day(late, "2025-05-10")
    assert names_in("By Jane Doe and John Roe") == names_in(["John Roe", "Jane Doe"])
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "good.html").write_bytes(examples.page())
    truth = [
        {"file": "good", "text": examples.TEXT, "title": "SALTMARSH sluice fails its test!", "date": "2025-05-09", "authors": [examples.AUTHOR]},
        {"file": "gone.html", "text": "Some words", "title": "None"},
    ]  # fmt: skip
    (tmp_path / "truth.jsonl").write_text("\n".join(map(json.dumps, truth)))
    found = figures(measure(tmp_path))
    assert found == {"pages": 2, "body_f1": 0.5, "title": 0.5, "date": 0, "author": 1, "read": 0.5}
    assert score_of("x", {}, None).body is None


def test_the_story_of_a_page_is_told_from_those_that_it_links_to() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Another story",
        "datePublished": "2024-01-01",
        "articleBody": "x " * 500,
    }
    mine = {
        "@type": "NewsArticle",
        "headline": examples.TITLE,
        "datePublished": examples.DATE,
        "url": examples.URL,
    }
    head = f'<link rel="canonical" href="{examples.URL}/">' + linked(
        {"@graph": [other, {"mainEntity": mine}]}
    )
    facts = facts_of(head)
    assert (facts.title, facts.published) == (examples.TITLE, datetime(2025, 5, 8, 9, 30, tzinfo=UTC))


def test_references_within_json_ld_are_followed() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": "H", "author": [{"@id": "#a"}], "publisher": {"@id": "#p"}},
        {"@type": "Person", "@id": "#a", "name": "Peta Lund"},
        {"@type": "Organization", "@id": "#p", "name": "The Observer"},
    ]
    facts = facts_of(linked({"@graph": graph}))
    assert (facts.author, facts.source) == ("Peta Lund", "The Observer")


@pytest.mark.parametrize(
    "script",
    ['{"@type": "NewsArticle", "headline": "Sluice &amp; gate &#8217;fail&#8217;",}', '<!-- {"@type": "NewsArticle", "headline": "Sluice & gate ’fail’"} -->'],
)  # fmt: skip
def test_untidy_json_ld_is_read(script: str) -> None:
    assert facts_of(f'<script type="application/ld+json">{script}</script>').title == "Sluice & gate ’fail’"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Gate fails its test | News | Observer</title>", "<h1>Gate fails its test</h1>", "Gate fails its test"),
        ("<title>Gate fails its yearly test - Observer</title>", "<h1>Observer</h1>", "Gate fails its yearly test"),
        ('<meta property="og:title" content="Gate fails: what now?">', "", "Gate fails: what now?"),
        ("<title>Observer: Gate fails its test</title><meta name='application-name' content='Observer'>", "", "Gate fails its test"),
        ("<title>Sluice gate failure: what went wrong - Observer</title>", "<h1>Why the sluice gate failed</h1>", "Why the sluice gate failed"),
        ("<title>Gate fails its test</title>", "<h1>Gate fails its test</h1><h1>Gate fails its test again and the board is blamed</h1>", "Gate fails its test"),
        ("<title>Rail strike - day two - brings chaos to stations</title>", "", "Rail strike - day two - brings chaos to stations"),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_without_the_outlet(head: str, body: str, title: str) -> None:
    assert facts_of(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        ('<meta name="author" content="By Peta Lund, Senior Political Correspondent">', "", "Peta Lund"),
        ('<meta property="article:author" content="https://x.example/a"><meta name="byl" content="By Peta Lund and Ola Roe">', "", "Peta Lund, Ola Roe"),
        ("", '<div class="article-byline">By <a>Peta Lund</a> | 8 May 2025, 10:30</div>', "Peta Lund"),
        ("", '<a rel="author">Peta Lund</a>', "Peta Lund"),
        ("", '<ul class="comments"><li class="comment"><span class="author">A Reader</span></li></ul>', ""),
        (linked({"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Observer"}, "publisher": {"name": "Observer"}}),
         '<p class="byline">By Peta Lund, Staff Writer</p>', "Peta Lund"),
        (linked({"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Agency Nord"}}), "", "Agency Nord"),
        ("", '<span class="byline">By Peta Lund, Associated Press</span>', "Peta Lund"),
    ],
)  # fmt: skip
def test_the_author_is_a_name_without_roles_and_addresses(head: str, body: str, author: str) -> None:
    assert facts_of(head, body).author == author


MAY_8 = datetime(2025, 5, 8, tzinfo=UTC)


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


def test_the_outlet_is_named_by_publisher_site_name_or_a_title_that_fits_the_host() -> None:
    assert (
        facts_of(linked({"@type": "Report", "publisher": [{"name": "The Observer"}]})).source
        == "The Observer"
    )
    assert facts_of('<meta property="og:site_name" content="The Observer">').source == "The Observer"
    assert (
        facts_of(
            "<title>Gate fails | Saltmarsh Observer</title>", address="https://saltmarshobserver.example/1"
        ).source
        == "Saltmarsh Observer"
    )
    assert (
        facts_of("<title>Gate fails | Opinion</title>", address="https://saltmarshobserver.example/1").source
        == ""
    )


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [("en-GB", "", "en"), ("", '<meta property="og:locale" content="de_DE">', "de"), ("x-default", "", "")],
)
def test_the_language_is_the_one_that_the_page_names(lang: str, head: str, language: str) -> None:
    assert facts_of(head, lang=lang).language == language


def test_line_breaks_and_layout_tables_keep_words_and_paragraphs_apart(tmp_path: Path) -> None:
    broken = "<br><br>".join(examples.PARAGRAPHS)
    poem = "<p>Two lines here<br>are kept as two lines of the text.</p>"
    article = read_page(
        tmp_path,
        f"<html><title>{examples.TITLE}</title><body><table><tr><td><a href='/'>Home</a></td><td><b>{examples.TITLE}</b><br>By {examples.AUTHOR}<br><br>"
        f"{broken}<br><br>{' '.join(examples.PARAGRAPHS).replace('Saltmarsh', 'Fenwick') * 2}{poem}</td></tr></table></body></html>",
    )
    assert isinstance(article, Article)
    assert (article.title, article.author) == (examples.TITLE, examples.AUTHOR)
    assert article.text.startswith(examples.TEXT)
    assert "Two lines here\nare kept" in article.text


def test_text_that_only_json_ld_has_is_taken(tmp_path: Path) -> None:
    story = {"@type": "NewsArticle", "headline": examples.TITLE, "articleBody": examples.TEXT}
    article = read_page(tmp_path, examples.page(head=linked(story), body="<div id='app'></div>"))
    assert isinstance(article, Article)
    assert article.text == examples.TEXT


_STUB = "<p>The sluice at Saltmarsh failed its yearly test on Thursday.</p>"


@pytest.mark.parametrize(
    ("head", "body", "reason"),
    [
        ("", f"<article><h1>Gate</h1>{_STUB}<p>Subscribe to continue reading. Already a subscriber? Log in.</p></article>", "paywall"),
        ("", f"<article><h1>Gate</h1>{_STUB}</article><div class='wall'>This article is for subscribers only.</div>", "paywall"),
        (linked({"@type": "NewsArticle", "headline": "Gate", "isAccessibleForFree": "False"}), f"<article>{_STUB}</article>", "paywall"),
        (linked({"@type": "NewsArticle", "headline": "Gate", "isAccessibleForFree": False, "wordCount": 1200}), f"<article>{LONG}</article>", "paywall"),
        ("<title>Before you continue</title>", "<div><p>We value your privacy. We and our 842 partners store and/or access information on a device, such as cookies.</p><button>Accept all</button><button>Manage options</button></div>", "consent form"),
        ("<title>Just a moment...</title>", "<div><p>Checking your browser before accessing the site. Enable JavaScript and cookies to continue.</p></div>", "robot check"),
        ("<title>Access denied</title>", "<h1>Access denied</h1><p>Access to this page has been denied because we believe you are using automation tools.</p>", "robot check"),
        ("<title>Page not found | Observer</title>", "<h1>Page not found</h1><p>Sorry, the page you were looking for has moved or never existed at all.</p>", "error page"),
    ],
)  # fmt: skip
def test_pages_that_hold_no_article_are_told_by_name(
    tmp_path: Path, head: str, body: str, reason: str
) -> None:
    found = read_page(tmp_path, examples.page(head=head, body=body))
    assert isinstance(found, str)
    assert reason in found


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (linked({"@type": "NewsArticle", "headline": "Gate", "isAccessibleForFree": False}), f"<article>{LONG}</article>"),  # a subscriber saved it
        ("", f"<article>{LONG}</article><footer>Subscribe to continue reading our newsletters. Accept all cookies.</footer>"),
        ("", f"<article><h1>Paywalls</h1>{STORY}<p>The paper asks readers to pay: “Who reads us pays us,” its editor said.</p></article>"),
        ("", f"<article><h1>Cookie law changes</h1>{LONG}<p>We value your privacy, says every site; partners store information on a device.</p></article>"),
    ],
)  # fmt: skip
def test_articles_about_such_things_and_whole_ones_are_read(tmp_path: Path, head: str, body: str) -> None:
    assert isinstance(read_page(tmp_path, examples.page(head=head, body=body)), Article)


def test_a_line_that_only_links_elsewhere_is_no_paragraph(tmp_path: Path) -> None:
    body = f'<article><h1>{examples.TITLE}</h1>{STORY}<p><a href="/x"><strong>SEE HOW THE OTHER GATE WAS CLOSED</strong></a></p>{LONG}</article>'
    article = read_page(tmp_path, examples.page(body=body))
    assert isinstance(article, Article)
    assert "OTHER GATE" not in article.text
    assert "Paragraph 29" in article.text


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
