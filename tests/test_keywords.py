"""The keyword index by itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from indexes import Filters
from indexes.american import american
from indexes.keyword_analysis import analyze
from indexes.keyword_documents import Document
from indexes.keywords import KeywordIndex

NONE = np.array([], dtype=np.int64)


def index_of(texts: Iterable[str], titles: dict[int, str] | None = None) -> KeywordIndex:
    index = KeywordIndex(None)
    index.change(
        NONE, [Document(n, (titles or {}).get(n, ""), text, None, None) for n, text in enumerate(texts, 1)]
    )
    return index


def ids(index: KeywordIndex, query: str) -> list[int]:
    return [passage_id for passage_id, _ in index.search(query, 10, Filters())]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("reported crashes", "Two ships reportedly had a crash."),
        ("CAFE", "A café opened."),
        ("US senators", "The U.S. senator spoke."),
        ("U.K. tariffs", "A tariff of the UK."),
        ("1500 jobs", "It cut 1,500 of them."),
        ("1,500", "It cut 1500 of them."),
        ("O'Brien", "Mr O’Brien resigned."),
        ("company's", "The company resigned."),
        ("2.5%", "Rates rose to 2.5 per cent."),
        ("what per cent", "A share of 12%."),
        ("organizing labor", "They organised it under Labour."),
        ("coloured theatres", "A colored theater."),
        ("traveled", "The travelling circus."),
        ("the defense program", "A programme of defence."),
        ("paediatric haemorrhage", "Pediatric hemorrhages."),
        ("analyzed", "They analyse it."),
        ("catalog", "Two catalogues."),
    ],
)
def test_words_meet_across_spellings(query: str, text: str) -> None:
    assert ids(index_of([text, "Something else entirely."]), query) == [1]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("promise", "A premise."),
        ("parade", "Paradise."),
        ("prize", "They prise it open."),
        ("Grey", "Gray."),
        ("hour", "Hor."),
        ("a tonne", "A ton."),
    ],
)
def test_other_words_stay_apart(query: str, text: str) -> None:
    assert ids(index_of([text]), query) == []


@pytest.mark.parametrize(
    "word", ["rise", "exercise", "four", "Michael", "journal", "crisis", "fulfilled", "called", "Israel"]
)
def test_words_of_one_spelling_stay_as_they_are(word: str) -> None:
    assert american(word) == word


def test_an_index_whose_words_were_stemmed_in_another_way_is_not_read(tmp_path: Path) -> None:
    KeywordIndex(tmp_path / "keywords").change(NONE, [Document(1, "", "colour", None, None)])
    assert len(KeywordIndex(tmp_path / "keywords").ids()) == 1
    (tmp_path / "keywords" / "analysis").write_text("1")
    with pytest.raises(ValueError, match="version"):
        KeywordIndex(tmp_path / "keywords")
    (tmp_path / "keywords" / "analysis").unlink()
    with pytest.raises(ValueError, match="version"):
        KeywordIndex(tmp_path / "keywords")


@pytest.mark.parametrize(
    "query", ['AND ( " ^ ~ field:', "title:bridge", "bridge~2", "*", "[a TO b]", "bridge AND NOT", "\0", ""]
)
def test_a_query_is_words_and_never_syntax(query: str) -> None:
    index = index_of(["The bridge was shut.", "A ferry."])
    assert ids(index, query) == ([1] if "bridge" in query else [])


def test_a_query_of_stop_words_alone_still_finds_them() -> None:
    index = index_of(["Who is who in the city.", "A ferry."])
    assert index.terms("who is the") == ["who", "is", "the"]
    assert ids(index, "who") == [1]
    assert index.terms("who shut the bridge") == ["shut", "bridg"]


def test_rare_words_weigh_more_than_common_ones() -> None:
    index = index_of(["The bridge.", "The bridge again.", "The bridge once more.", "Zeppelin sighted."])
    assert ids(index, "bridge zeppelin")[0] == 4


def test_a_word_of_the_title_finds_the_passage_but_weighs_less() -> None:
    index = index_of(["Nothing of note.", "A zeppelin flew.", "Else."], {1: "Zeppelin"})
    assert ids(index, "zeppelin") == [2, 1]


def test_frequencies_count_passages_by_stem() -> None:
    index = index_of(["Bridges and a bridge.", "The bridge.", "A ferry."])
    assert index.frequencies([*analyze("bridges"), *analyze("ferry"), "nowhere"]) == [2, 1, 0]


def test_what_is_taken_out_is_found_no_more() -> None:
    index = index_of(["The bridge.", "A bridge."])
    index.change(np.array([1], dtype=np.int64), [Document(7, "", "Another bridge.", None, None)])
    assert sorted(index.ids().tolist()) == [2, 7]
    assert sorted(ids(index, "bridge")) == [2, 7]


def test_a_huge_query_and_a_huge_number_of_results_are_no_trouble() -> None:
    index = index_of(["The bridge."])
    assert index.search("bridge " + " ".join(map(str, range(50_000))), 10**9, Filters())[0][0] == 1
