"""Web pages as sites build them: body, title, author, dates, outlet; and pages that are no article."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import examples
import pytest
from reading import reading

from benchmarks.extraction import figures, measure, names_in, same_day, score_of, token_f1
from benchmarks.invented_pages import write
from indexes import Article
from indexes.readers.html import _tree
from indexes.readers.metadata import PageFacts, page_facts

MAY_8 = datetime(2025, 5, 8, tzinfo=UTC)
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
