"""The quality benchmark, over a small question set laid out like the evaluation data."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from test_assistant import BRIDGE, FERRY

from benchmarks.answer_figures import focus, marked_words
from benchmarks.datasets import Gold, load_dataset
from benchmarks.quality import measure
from indexes import NewsIndex
from qa import NewsAssistant, Status
from qa.answers import Answer, AnswerSentence
from qa.settings import Settings

QUESTIONS = [
    {"id": "1", "question": "How many cracks did engineers find in the Wexley bridge?", "answers": ["16"],
     "gold_articles": ["bridge"], "answer_in_gold": True, "answerable": True, "type": "short",
     "gold_facts": [
         {"article": "bridge", "text": BRIDGE.text.split("\n")[0]}, {"article": "bridge", "text": "Nobody wrote this."}
     ]},
    {"id": "2", "question": "How many deckhands has Sund Line hired?", "answers": ["forty"],
     "gold_articles": ["ferry"], "answer_in_gold": True, "answerable": True},
]  # fmt: skip
NOT_TOLD = [
    {"id": "3", "question": "Which composer wrote the penguin opera?", "answers": [], "answerable": False}
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = [{"id": a.id, "title": a.title, "text": a.text, "source": a.source} for a in (BRIDGE, FERRY)]
    for name, rows in (("articles", articles), ("questions", QUESTIONS), ("unanswerable", NOT_TOLD)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return tmp_path


@pytest.mark.model
def test_the_figures_are_the_shares_that_their_definitions_say(folder: Path) -> None:
    dataset = load_dataset(folder)
    index = NewsIndex.create(folder / "index", embedder=HashingEmbedder())
    index.add(dataset.articles)
    with NewsAssistant(index, Settings(answer_threshold=0.2)) as assistant:
        figures = measure(dataset, assistant)
        refusing = measure(
            dataset, NewsAssistant(index, Settings(answer_threshold=1.0), reader=assistant.reader)
        )
    assert figures["article_hit@1"] == figures["answer_found@3"] == figures["citation_exact"] == 1.0
    assert figures["refused_unanswerable"] == 1.0
    assert figures["refused_answerable"] == 0.0
    assert figures["left_out_questions"] == 2
    assert figures["facts_retrieved@10"] == 0.5
    assert (figures["refused_short"], refusing["refused_short"]) == (0.0, 1.0)
    assert (figures["partial_answerable"], refusing["partial_answerable"]) == (0.0, 0.0)
    assert (figures["articles"], figures["questions"]) == (2, 3)
    assert refusing["answer_found@3"] == 0.0
    assert refusing["refused_answerable"] == refusing["refused_left_out"] == 1.0


def test_a_short_answer_is_right_where_its_words_hold_the_answer_or_lie_within() -> None:
    def sentence(text: str, words: str | None) -> AnswerSentence:
        start = text.find(words) if words else 0
        return AnswerSentence(text, (), focus=(start, start + len(words)) if words else None)

    sentences = (
        sentence("It found 16 cracks in May.", "16 cracks"),
        sentence("It found 16 cracks on 3 May.", "3 May"),
        sentence("They found 16.", None),
        sentence("They found none.", "none"),
    )
    gold = Gold("a", "How many cracks?", True, answers=("16",))
    figures = focus([gold], {"a": Answer("", Status.ANSWERED, sentences)})
    assert figures == {"focus_right": 0.3333, "focus_marked": 0.6667}


def test_a_wrong_mark_counts_also_where_the_sentence_does_not_hold_the_answer() -> None:
    asked = Gold("a", "How many cracks?", True, answers=("16",))
    near_miss = Gold("b", "How many dents?", False)
    right = AnswerSentence("They found 16 cracks.", (), focus=(11, 13))
    wrong = AnswerSentence("It opened with 9 lamps.", (), focus=(15, 16))
    answers = {
        "a": Answer("", Status.ANSWERED, (right, wrong, AnswerSentence("It was shut.", ()))),
        "b": Answer("", Status.ANSWERED, (wrong,)),
    }
    assert marked_words([asked, near_miss], answers) == {"marked_right": 0.5, "marked_unanswerable": 1.0}
