"""What speaks for a sentence after the ranker has read it: its neighbours, its article and other articles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from hashing import HashingEmbedder

from indexes import Article, NewsIndex
from indexes.embedding import FloatArray
from indexes.reports import Statistics
from qa.answer_spans import new_spans
from qa.candidates import Candidate, cosines, gather
from qa.coverage import COVERAGE_NAMES, coverage
from qa.evidence import FINAL_NAMES
from qa.features import NAMES, feature_rows, word_weights
from qa.kinds import AnswerKind
from qa.question import Question, understand
from qa.search import search
from qa.second_features import SECOND_NAMES, ShortAnswer, second_rows
from qa.stories import stories
from qa.weights import load_weights
from training.evidence_weights import PRIOR

DAY = datetime(2025, 3, 1, tzinfo=UTC)
QUESTION = "Which company bought the Sandle ferry?"
TEXTS = {
    "one": "Tarn Shipping bought the Sandle ferry on Monday.\n\nWho will sail the Sandle ferry now?",
    "two": "The Sandle ferry has been bought by Tarn Shipping.",
    "three": "Marsh Lines bought the Sandle ferry in 1998.",
}


@pytest.fixture
def read(tmp_path: Path) -> tuple[Question, list[Candidate]]:
    with NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder()) as index:
        index.add([Article(id=key, title=key, text=text, published=DAY) for key, text in TEXTS.items()])
        with index.snapshot() as view:
            question = understand(QUESTION, view.statistics())
            return question, gather(view, search(view, question, 10))


def row(
    read: tuple[Question, list[Candidate]],
    logits: dict[str, float],
    start: str,
    stories: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, float]:
    """The features of the sentence that starts so; sentences without a logit get -5."""
    question, candidates = read
    given = np.array([next((v for k, v in logits.items() if c.text.startswith(k)), -5.0) for c in candidates])
    logits_given = given.astype(np.float32)
    rows: FloatArray = second_rows(question, candidates, logits_given, logits_given, stories)
    place = next(n for n, one in enumerate(candidates) if one.text.startswith(start))
    return dict(zip(SECOND_NAMES, rows[place].tolist(), strict=True))


def test_a_name_that_another_article_holds_too_is_agreed_upon(read: tuple[Question, list[Candidate]]) -> None:
    logits = {"Tarn": 2.0, "The Sandle": 2.0, "Marsh": 2.0}
    assert row(read, logits, "Tarn")["agreed"] > 0.8
    assert row(read, logits, "Marsh")["agreed"] < 0.2


def test_articles_that_carry_one_text_are_one_witness(read: tuple[Question, list[Candidate]]) -> None:
    logits = {"Tarn": 2.0, "The Sandle": 2.0}
    assert row(read, logits, "Tarn", {"one": "one", "two": "one"})["agreed"] == 0.0


def test_near_duplicates_are_one_story(tmp_path: Path) -> None:
    long = "The harbour board of Sandle met on Monday. " + " ".join(
        f"Member {number} of the board spoke of the ferry and its {number} cabins." for number in range(40)
    )
    copies = {"one": long, "two": long + " This text was carried by the agency.", "three": TEXTS["three"]}
    with NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder()) as index:
        index.add([Article(id=key, title="Ferry", text=text) for key, text in copies.items()])
        with index.snapshot() as view:
            question = understand("What did the Sandle ferry board do?", view.statistics())
            found = stories(view, gather(view, search(view, question, 20)))
    assert found["one"] == found["two"] != found["three"]


def test_an_unlikely_sentence_lends_little_support(read: tuple[Question, list[Candidate]]) -> None:
    assert row(read, {"Tarn": 2.0, "The Sandle": -4.0}, "Tarn")["agreed"] < 0.1


def test_a_sentence_that_asks_is_marked_and_its_neighbour_counts(
    read: tuple[Question, list[Candidate]],
) -> None:
    found = row(read, {"Tarn": 2.0}, "Who will sail")
    assert found["asking"] == 1.0
    assert found["beside"] == pytest.approx(1 / (1 + np.exp(-2.0)), abs=1e-3)
    assert found["article"] == found["beside"]


def test_a_sentence_without_neighbours_has_nothing_beside_it(read: tuple[Question, list[Candidate]]) -> None:
    assert row(read, {"Marsh": 2.0}, "Marsh")["beside"] == 0.0


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Chinese cities saw protests near Sandle.", ["Sandle"]),
        ("Protests spread through China.", ["China"]),
        ("Tarnia closed its border.", ["Tarnia"]),
        ("Fighting broke out in Mali on Monday.", ["Mali"]),
        ("The Mediterranean after rain.", ["Mediterranean"]),
    ],
)
def test_a_place_is_named_by_a_noun_also_at_the_start(sentence: str, expected: list[str]) -> None:
    spans = new_spans(AnswerKind.PLACE, sentence, frozenset(), "They say that Tarnia closed. " + sentence)
    assert [sentence[slice(*span)] for span in spans] == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("14 million pound", "40 million pound", False),
        ("14 million pound", "14 million", True),
        ("john pell", "pell", True),
        ("john pell", "john marsh", False),
        ("", "pell", False),
    ],
)
def test_short_answers_agree_that_give_the_same_figure_or_name(one: str, other: str, same: bool) -> None:
    assert ShortAnswer(frozenset(one.split())).same(ShortAnswer(frozenset(other.split()))) is same


def test_an_undated_article_is_as_new_as_the_usual_one(tmp_path: Path) -> None:
    days = {
        "old": datetime(2015, 3, 1, tzinfo=UTC),
        "mid": datetime(2024, 3, 1, tzinfo=UTC),
        "new": DAY,
        "none": None,
    }
    with NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder()) as index:
        index.add(
            [
                Article(id=k, title=k, text=f"The Sandle ferry was late, {k}.", published=d)
                for k, d in days.items()
            ]
        )
        with index.snapshot() as view:
            question = understand("Why was the Sandle ferry late?", view.statistics())
            found = gather(view, search(view, question, 10))
            weights = word_weights(question.stems, view.document_frequencies(question.stems), 4)
            rows = feature_rows(question, found, cosines(found, view.embed_query(QUESTION)), weights)
    newer = {
        one.reading.article.id: float(row[NAMES.index("newer")]) for one, row in zip(found, rows, strict=True)
    }
    assert newer["new"] == 1.0 > newer["mid"] == newer["none"] > newer["old"]


@pytest.mark.parametrize(
    ("asked", "missed"),
    [
        ("Why was the Sandle ferry bought in March 2025?", 0.0),
        ("Why was the Sandle ferry bought in 2019?", 1.0),
        ("Why was the Sandle ferry bought?", 0.0),
    ],
)
def test_a_date_that_no_article_is_of_is_missed(
    read: tuple[Question, list[Candidate]], asked: str, missed: float
) -> None:
    _, candidates = read
    question = understand(asked, Statistics(3, 4, 3, (), DAY, DAY), as_of=DAY)
    rows = np.zeros((len(candidates), len(FINAL_NAMES)), dtype=np.float32)
    weights = word_weights(question.stems, [1] * len(question.stems), 3)
    found = coverage(question, candidates, rows, rows[:, 0], weights)
    assert found[COVERAGE_NAMES.index("time_missed")] == missed


def test_the_shipped_weights_name_exactly_the_features() -> None:
    weights = load_weights()
    assert set(weights.first.weights) == set(NAMES)
    assert set(weights.final.weights) == set(FINAL_NAMES) == set(PRIOR)
    assert set(weights.answers.weights) == set(COVERAGE_NAMES)
