"""Articles written for training: what becomes of them, and that those which ship are sound."""

import hashlib
import json
from pathlib import Path

import pytest

from training.news_questions import Example
from training.written_articles import (
    TRAINED_ON,
    Asked,
    WrittenArticle,
    asked_of_sentences,
    written_articles,
)
from training.written_examples import answerable, unanswerable
from training.written_groups import sentence_groups, whole_article, written_groups

FIRST = WrittenArticle(
    "Ferry sinks off Tolm",
    tuple(
        f"Sentence {n} tells of boat {n} and of {40 + n} others in the harbour that night." for n in range(12)
    ),
    (Asked("Which boat is seventh?", (7,), "boat 7"), Asked("Who sank off Tolm?", (3, 4))),
    ("Who owned boat 5?",),
)
SECOND = WrittenArticle(
    "A hen", ("A hen laid eggs.", "She was brown."), (Asked("What laid eggs?", (0,)),), ()
)


@pytest.mark.parametrize("seed", range(25))
def test_the_answering_sentences_are_marked_wherever_they_are_read(seed: int) -> None:
    groups = written_groups([FIRST, SECOND], seed)
    assert len(groups) == 4
    (seventh,) = (group for group in groups if group.question == "Which boat is seventh?")
    marked = {seventh.windows[n].sentences[k] for n, k in seventh.answering}
    assert marked == {FIRST.sentences[7]}
    unmarked = {seventh.windows[n].sentences[k] for n, k in seventh.others}
    assert unmarked
    assert FIRST.sentences[7] not in unmarked
    assert seventh.span is not None
    text = seventh.windows[seventh.span.place[0]].sentences[seventh.span.place[1]]
    assert text[seventh.span.start : seventh.span.end] == "boat 7"


@pytest.mark.parametrize("seed", range(10))
def test_nothing_answers_a_near_miss_and_it_is_asked_of_its_own_article(seed: int) -> None:
    (miss,) = (group for group in written_groups([FIRST, SECOND], seed) if not group.answering)
    assert miss.question == "Who owned boat 5?"
    assert all(set(window.sentences) <= set(FIRST.sentences) for window in miss.windows)


def test_a_whole_article_is_read_once_in_its_order() -> None:
    group = whole_article(FIRST, FIRST.asked[1])
    assert [text for window in group.windows for text in window.sentences] == list(FIRST.sentences)
    assert {group.windows[n].sentences[k] for n, k in group.answering} == set(FIRST.sentences[3:5])


def test_questions_of_sentences_are_found_by_the_sentences_digest(tmp_path: Path) -> None:
    sentence, unknown = "Fourteen boats sank.", "0" * 12
    key = hashlib.sha256(sentence.encode()).hexdigest()[:12]
    lines = [{"key": name, "q": ["How many sank?"], "misses": ["Who sank?"]} for name in (key, unknown)]
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences/1.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    example = Example("Which?", "2024-01-01", (sentence,), (0.5,), ("It rained.",))
    (found,) = asked_of_sentences([example], tmp_path)
    groups = {group.question: group for group in sentence_groups([found], 0)}
    assert groups["How many sank?"].answering == ((0, 0),)
    assert not groups["Who sank?"].answering


def test_every_written_article_is_sound() -> None:
    trained = [one for part in TRAINED_ON for one in written_articles(part)]
    held_out = written_articles("held_out")
    assert len(trained) > 3 * len(held_out) > 0
    titles = [one.title for one in (*trained, *held_out)]
    assert len(set(titles)) == len(titles)
    for article in (*trained, *held_out):
        assert article.misses
        assert article.title
        for one in article.asked:
            answering = [article.sentences[n] for n in one.answering]
            assert answering
            assert one.words is None or one.words in answering[0]


def test_only_questions_that_stand_alone_weigh_the_evidence() -> None:
    article = WrittenArticle(
        "T",
        ("Ann left.",),
        (Asked("Who left?", (0,)), Asked("Did Ann leave?", (0,))),
        ("Why? Because?", "Did Bo?"),
    )
    assert [one.question for one in answerable("x", article)] == ["Did Ann leave?"]
    assert [one.question for one in unanswerable("x", article)] == ["Did Bo?"]
