"""What real pages do that no template means: each was seen on a page of somebody's, and is invented anew here."""

from __future__ import annotations

from pathlib import Path

import examples
import pytest
from test_pages import STORY, read_page

from indexes import Article
from indexes.readers.bylines import names_in
from indexes.readers.page_tail import without_tail

BARE = (
    "SALTMARSH - The sluice that keeps the tide out of the lower town failed its yearly test on Thursday, the water "
    "board said, and nobody could tell when it would be shut again."
)


def read_body(folder: Path, body: str, head: str = "") -> Article:
    article = read_page(folder, examples.page(head=head, body=body))
    assert isinstance(article, Article), article
    return article


def test_a_first_paragraph_that_lost_its_tag_stays(tmp_path: Path) -> None:
    body = f"<h1>Gate fails</h1><div><div class='box'><ul><li>Teaser</li></ul></div>{BARE}</p>{STORY}</div>"
    assert BARE in read_body(tmp_path, body).text


def test_cells_of_a_table_within_a_table_stay_apart(tmp_path: Path) -> None:
    inner = "<table><tr><td>Gate 7</td><td>63</td></tr><tr><td>Gate 8</td><td>56</td></tr></table>"
    text = read_body(
        tmp_path, f"<h1>Gates</h1><article>{STORY}<table><tr><td>{inner}</td></tr></table>{STORY}</article>"
    ).text
    assert "763" not in text
    assert "6356" not in text.replace("63Gate", "")


def test_a_section_above_the_headline_is_no_text(tmp_path: Path) -> None:
    head = "<title>Inquiry opens into the bridge</title>"
    body = f"<article><p>City desk</p><h1>Inquiry opens into the bridge</h1>{STORY}</article>"
    assert read_body(tmp_path, body, head).text.startswith(examples.PARAGRAPHS[0][:40])


def test_readers_comments_are_not_the_article(tmp_path: Path) -> None:
    said = "<p>I have always said that this would end badly for everybody, and now you can see that I was right.</p>"
    text = read_body(
        tmp_path, f"<h1>Gate</h1><article>{STORY}</article><div id='list_comments'>{said * 5}</div>"
    ).text
    assert "always said" not in text


def test_what_stands_below_the_story_ends_with_its_heading() -> None:
    story = [
        "The board met on Monday and heard the engineers of the gate, who told it what they had found."
    ] * 4
    assert without_tail([*story, "You Might Also Like", "• Three more gates"]) == story
    assert without_tail([*story, "Comments (3)", "Nice."]) == story
    told = [*story, "Comments", *story]  # a heading of the story's own
    assert without_tail(told) == told


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Doe Senior Political Correspondent", ["Jane Doe"]),
        ("Jane Doe Tuesday, Aug. 17, 2010", ["Jane Doe"]),
        ("Jane Doe March 25, 2015", ["Jane Doe"]),
        ("JANE DOE, JOHN ROE - Business Writers", ["JANE DOE", "JOHN ROE"]),
        ("Par Jeanne Dupont Envoyée spéciale à Brest", ["Jeanne Dupont"]),
        ("Jane Doe, MA", ["Jane Doe"]),
        ("View Author Page", []),
        ("More from this author", []),
        ("examplenews.com", []),
        ("April May", ["April May"]),
        ("Jan Marchant", ["Jan Marchant"]),
    ],
)
def test_names_are_told_from_what_stands_beside_them(byline: str, names: list[str]) -> None:
    assert names_in(byline) == names


def test_a_byline_that_nothing_marks_is_found_below_the_headline(tmp_path: Path) -> None:
    body = f"<p>By Not Me</p><h1>Gate fails its test</h1><span>By Jane Doe</span><article>{STORY}</article>"
    assert read_body(tmp_path, body).author == "Jane Doe"
    agency = "<meta name='author' content='AP'>"
    assert read_body(tmp_path, body, agency).author == "Jane Doe"


def test_the_outlet_is_not_among_the_authors(tmp_path: Path) -> None:
    head = (
        "<meta property='og:site_name' content='Salt Post'><meta name='author' content='Jane Doe, SALT POST'>"
    )
    assert (
        read_body(tmp_path, f"<h1>Gate fails its test</h1><article>{STORY}</article>", head).author
        == "Jane Doe"
    )


def test_a_day_in_the_address_is_found_with_a_section_between(tmp_path: Path) -> None:
    head = "<link rel='canonical' href='https://news.example/2010/politics/08/13/gate.html'>"
    published = read_body(
        tmp_path, f"<h1>Gate fails</h1><article>{STORY}</article><p>© 2011</p>", head
    ).published
    assert published is not None
    assert published.date().isoformat() == "2010-08-13"


def test_the_year_of_a_copyright_notice_is_no_date(tmp_path: Path) -> None:
    body = f"<h1>Gate fails</h1><article>{STORY}</article><footer>© 1998–2015 Salt Post</footer>"
    assert read_body(tmp_path, body).published is None


def test_a_lone_heading_that_shares_a_small_word_is_not_the_headline(tmp_path: Path) -> None:
    head = "<title>Sluices: what they are and how they fail</title>"
    body = f"<h1>Information and Resources</h1><article>{STORY}</article>"
    assert read_body(tmp_path, body, head).title == "Sluices: what they are and how they fail"


def test_text_without_any_tag_under_a_pages_name_is_read_as_text(tmp_path: Path) -> None:
    article = read_page(tmp_path, examples.TEXT)
    assert isinstance(article, Article)
    assert article.text


def test_a_short_report_is_no_stub_because_the_head_of_the_page_greets_subscribers(tmp_path: Path) -> None:
    body = (
        f"<h1>Gate fails its test</h1><article><p>{BARE}</p><p>{examples.PARAGRAPHS[0]}</p></article>"
        "<footer><p>Already a subscriber? Manage your account. Log in to access your newsletters.</p></footer>"
    )
    assert read_body(tmp_path, body).text


def test_pages_that_say_latin_1_are_read_as_browsers_read_them(tmp_path: Path) -> None:
    quote = "It’s the “worst” year – €500,000 were lost"
    page = f"<html><head><meta charset=iso-8859-1><title>x</title></head><body><p>{quote}.</p>{STORY}</body></html>"
    article = read_page(tmp_path, page.encode("cp1252", "ignore"))
    assert isinstance(article, Article)
    assert quote in article.text


@pytest.mark.parametrize(
    "named", ["undefined", "unicode_escape", "punycode", "utf-7", "rot13", "no such thing"]
)
def test_a_codec_that_is_no_encoding_of_text_is_passed_over(tmp_path: Path, named: str) -> None:
    page = f"<html><head><meta charset={named}></head><body><p>Café à la carte.</p>{STORY}</body></html>"
    article = read_page(tmp_path, page.encode("cp1252", "ignore"))
    assert isinstance(article, Article)
    assert "Café à la carte" in article.text
