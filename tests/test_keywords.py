"""The keyword index by itself."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from indexes import Filters
from indexes.keywords import Document, KeywordIndex, analyze

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
    ],
)
def test_words_meet_across_spellings(query: str, text: str) -> None:
    assert ids(index_of([text, "Something else entirely."]), query) == [1]


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
