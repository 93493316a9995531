"""Titles, short names, offices and abbreviations: what the articles themselves connect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from indexes import Article, NewsIndex
from indexes.view import IndexView
from qa.abbreviations import definitions, shortened, spelled_out
from qa.candidates import Reading
from qa.full_names import full_name, holder
from qa.links import find_links
from qa.question import understand

NEWS = {
    "Harbour inquiry": (
        "Prime Minister Sir Edric Valmoor promised an inquiry, the Wexley Harbour Authority (WHA) said.\n\n"
        "Sir Edric told reporters that the WHA had known. Mr Valmoor then left for Orlbridge."
    ),
    "Port talks": (
        "Prime Minister Edric Valmoor met the governor. Dr Ada Brentnall of the Wexley Harbour Authority advised.\n\n"
        "Brentnall said the piers were sound, and Brentnall’s report says so too."
    ),
    "Two mayors": "Mayor Ines Marlowe met Mayor Hugh Tarrow in Wexley on Monday.",
}


@pytest.fixture
def view(index: NewsIndex) -> Iterator[IndexView]:
    index.add([Article(title=title, text=text) for title, text in NEWS.items()])
    with index.snapshot() as view:
        yield view


@pytest.mark.parametrize(
    ("question", "written", "meant"),
    [
        ("What did Sir Edric promise?", "Sir Edric", "Edric Valmoor"),
        ("What did Mr Valmoor promise?", "Mr Valmoor", "Edric Valmoor"),
        ("What did Dr Brentnall advise?", "Dr Brentnall", "Ada Brentnall"),
        ("What did the PM promise?", "the PM", "Edric Valmoor"),
        ("What did the prime minister promise?", "the prime minister", "Edric Valmoor"),
        ("What did the PM say about the harbour?", "the PM", "Edric Valmoor"),
        ("What did the WHA know?", "WHA", "Wexley Harbour Authority"),
        ("What did the Wexley Harbour Authority say?", "Wexley Harbour Authority", "WHA"),
    ],
)
def test_a_short_form_is_read_as_what_the_articles_connect_with_it(
    view: IndexView, question: str, written: str, meant: str
) -> None:
    asked = understand(question, view.statistics(), articles=view)
    assert asked.understood["names"] == f"{written}: {meant}"
    assert asked.standalone == f"{question} ({meant})"
    assert asked.text == question


@pytest.mark.parametrize(
    "question",
    [
        "What did Sir Alaric promise?",  # nobody of that name
        "What did the mayor say?",  # two of them
        "Who is the prime minister?",  # that is what is asked
        "What did the president of Wexley say?",  # no such office in the articles
        "What did the PM say about penguins?",  # about which no prime minister stands in the articles
        "What did the NHS say?",  # never spelled out
        "What happened in Orlbridge?",
    ],
)
def test_nothing_is_read_in_where_the_articles_do_not_connect(view: IndexView, question: str) -> None:
    asked = understand(question, view.statistics(), articles=view)
    assert "names" not in asked.understood
    assert asked.standalone == question


def reading(view: IndexView, question: str, title: str) -> Reading:
    article_id = next(hit.passage.article_id for hit in view.search_keywords(title, top_k=1))
    return Reading(
        view.contents(article_id), understand(question, view.statistics(), articles=view).alternatives
    )


def test_sentences_with_another_form_of_the_name_count_as_naming_whom_is_asked_about(view: IndexView) -> None:
    of_valmoor = reading(view, "What did Valmoor tell reporters?", "inquiry")
    assert "valmoor" in of_valmoor.stems(1)  # 'Sir Edric told reporters'
    of_edric = reading(view, "What did Sir Edric tell reporters?", "inquiry")
    assert "edric" in of_edric.stems(2)  # 'Mr Valmoor then left'
    of_brentnall = reading(view, "What did Ada Brentnall say about the piers?", "piers")
    assert "ada" in of_brentnall.stems(2)  # 'Brentnall said'
    of_authority = reading(view, "What had the Wexley Harbour Authority known?", "inquiry")
    assert "harbor" in of_authority.stems(1)  # 'the WHA had known'


def test_a_surname_means_the_person_only_where_the_article_names_them(
    view: IndexView, index: NewsIndex
) -> None:
    index.add([Article(title="Other", text="Brentnall rovers won, said Brentnall. Brentnall is a town.")])
    with index.snapshot() as now:
        other = reading(now, "What did Ada Brentnall say about the piers?", "rovers")
        assert "ada" not in other.stems(0)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The National Health Service (NHS) said.", ("NHS", "National Health Service")),
        ("It joined the NHS (National Health Service).", ("NHS", "National Health Service")),
        ("The UN Refugee Agency (UNRA) left.", None),
        ("the Department for Work and Pensions (DWP)", ("DWP", "Department for Work and Pensions")),
        (
            "The Centers for Disease Control and Prevention (CDC)",
            ("CDC", "Centers for Disease Control and Prevention"),
        ),
        ("He left (on Monday) for good.", None),
        ("The bridge (UK) closed.", None),
    ],
)
def test_abbreviations_are_learned_where_the_letters_fit(text: str, pair: tuple[str, str] | None) -> None:
    assert next(definitions(text), None) == pair


def test_both_ways_of_an_abbreviation_are_found() -> None:
    texts = ["The Allied Port Union (APU) met.", "APU rules."]
    assert spelled_out("APU", texts) == "Allied Port Union"
    assert shortened("Allied Port Union", texts) == "APU"
    assert spelled_out("APX", texts) is None


def test_a_name_that_several_people_bear_means_nobody() -> None:
    texts = ["Ada Brent said no.", "Hugh Brent said yes.", "Ada Brent left."]
    assert full_name("Brent", texts) is None
    assert full_name("Brent", [*texts, "Ada Brent", "Ada Brent", "Ada Brent"]) == "Ada Brent"


def test_a_former_holder_does_not_hold_the_office() -> None:
    assert (
        holder("president", ["The former president Ada Brent spoke.", "President Hugh Marlow spoke."])
        == "Hugh Marlow"
    )


def test_an_index_without_articles_connects_nothing(index: NewsIndex) -> None:
    with index.snapshot() as view:
        assert find_links("What did Sir Edric and the NHS say to the PM?", view)[0].told is False


def test_nothing_is_learned_from_articles_newer_than_the_day_asked_as_of(index: NewsIndex) -> None:
    published = datetime(2025, 2, 3, tzinfo=UTC)
    index.add([Article(title=title, text=text, published=published) for title, text in NEWS.items()])
    with index.snapshot() as view:

        def names(as_of: datetime) -> str | None:
            asked = understand("What did the PM promise?", view.statistics(), articles=view, as_of=as_of)
            return asked.understood.get("names")

        assert names(datetime(2025, 2, 4, tzinfo=UTC)) == "the PM: Edric Valmoor"
        assert names(datetime(2025, 2, 2, tzinfo=UTC)) is None
