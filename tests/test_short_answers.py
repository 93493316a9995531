"""What is marked as the short answer fits what is asked; where nothing fits, nothing is marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hashing import HashingEmbedder

from indexes import Article, NewsIndex
from indexes.contents import Contents
from indexes.reports import Statistics
from indexes.spans import Sentence
from qa import NewsAssistant
from qa.candidates import Candidate, Reading
from qa.kinds import answer_kind
from qa.question import understand
from qa.settings import Settings
from qa.short_answers import marked, short_answer
from qa.words import content_stems

COLLECTION = Statistics(1, 1, 1, (), None, None)


def short(question: str, sentence: str) -> str | None:
    """The words marked in a sentence."""
    span = short_answer(answer_kind(question), question, frozenset(content_stems(question)), sentence)
    return sentence[slice(*span)] if span else None


FLOOD = (
    "Boats searched the delta on Friday after a surge of 4.2 metres broke the dyke, killing at least 38 people "
    "and injuring 260, the ministry said."
)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("How many people died in the Tamsin flood?", FLOOD, "38"),
        ("How many people were injured in the Tamsin flood?", FLOOD, "260"),
        ("How many people died in the Tamsin flood?", "The delta, home to 290,000 people, is low.", None),
        ("How many people died in the Tamsin flood?", "The toll has risen to 51.", "51"),
        ("How many cows drowned?", "The mill lost 5.5 tonnes of flour and £3,000 on Friday.", None),
        ("How many cows drowned?", "Some 70 drowned, and 40 sheep were saved.", "70"),
        ("How many times was the pier repainted?", "The pier was repainted for £900 over 61 days.", None),
        ("How many times was the pier repainted?", "The pier was repainted three times in 61 days.", "three"),
        ("How many drivers backed the strike?", "Drivers backed the strike by five to one, 84% in all.", None),
        ("How many posts will the mill cut?", "The mill is to cut 310 jobs at its two works.", "310"),
        ("What was the final score?", "The Gulls beat the Otters 81-77 after Ada Brent had 22 points.", "81-77"),
        ("What was the final score?", "Ada Brent had 22 points for the Gulls.", None),
        ("What time did the dyke break?", "The dyke broke on Friday.", None),
        ("How many people died in the Tamsin flood?", "The number of barns lost to the Tamsin flood rose to 64.", None),
        ("How many people died in the Tamsin flood?", "The number of villagers who died there rose to 64.", "64"),
        ("How many barns did the Tamsin flood destroy?", "The number of barns lost to the Tamsin flood rose to 64.", "64"),
        ("How many beams were rotten?", "Inspectors saw 80 beams and 12 joints.", "80"),
        ("How many beams were rotten?", "Rot was found in 22 of the 88 joints of the mill.", None),
        ("How many beams were rotten?", "That brings the number of known rotten beams to 39, in 22 of the 88 joints.", "39"),
        ("How many joints had rot?", "That brings the number of known rotten beams to 39, in 22 of the 88 joints.", "22"),
        ("How long is Sandle Pier?", "Sandle Pier, which cost £3m, was shut for six weeks in 1934.", None),
        ("How long is Sandle Pier?", "The 412-metre Sandle Pier was shut for six weeks in 1934.", "412-metre"),
        ("How long was Sandle Pier shut?", "The 412-metre Sandle Pier was shut for six weeks in 1934.", "six weeks"),
        ("How long is the ferry strike?", "The ferry, 90 metres long, is idle for nine days.", "nine days"),
        ("How tall is the mast?", "The mast of 1934 is 61 metres tall and 40 miles from Sandle.", "61 metres"),
    ],
)  # fmt: skip
def test_a_marked_figure_counts_what_is_asked(question: str, sentence: str, expected: str | None) -> None:
    assert short(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Who robbed the bank?", "Inspector Hugh Marlow said the bank had been robbed at night.", None),
        ("Who robbed the bank?", "The commissioner, Ada Brent, said she had looked into the bank.", None),
        ("Who robbed the bank?", "The bank was robbed by Hugh Marlow.", "Hugh Marlow"),
        ("Who found the ring?", "“I found the ring in the sand,” said Ada Brent, a diver.", "Ada Brent"),
        ("Who won the Larch Medal?", "Left off the list is last year’s winner, Ada Brent.", None),
        ("Who was its captain?", "The ferry hit the dredger Morning Tide off Sandle.", None),
        ("Who drowned in the collision?", "A cook drowned in the collision off Port Sandle.", None),
        ("Who is the mayor of Sandle?", "Ada Brent will meet Hugh Marlow in the vote for mayor of Sandle.", None),
        ("Who is the mayor of Sandle?", "The mayor of Sandle, Ada Brent, met Hugh Marlow.", "Ada Brent"),
        ("Who is the mayor of Sandle?", "Ada Brent, the mayor, met Hugh Marlow.", "Ada Brent"),
        ("Who is the mayor of Sandle?", "Mayor Ada Brent met Hugh Marlow.", "Mayor Ada Brent"),
        ("Who said “we were lied to”?", "Asked if Ada Brent had sold it, he said: “We were lied to.”", None),
        ("Who said “we were lied to”?", "“We were lied to,” said Hugh Marlow.", "Hugh Marlow"),
        ("What is the name of the calf?", "The calf born at Sandle Zoo has been named Pepper.", "Pepper"),
    ],
)  # fmt: skip
def test_a_marked_name_is_the_one_asked_for(question: str, sentence: str, expected: str | None) -> None:
    assert short(question, sentence) == expected


def candidate(text: str, title: str = "News", year: int = 2025) -> Candidate:
    """The one sentence of an article."""
    article = Article(title=title, text=text, published=datetime(year, 2, 3, tzinfo=UTC))
    sentence = Sentence(article.id, 0, len(text), 0, True)
    contents = Contents(article, (sentence,), np.zeros((1, 2), dtype=np.float32), ())
    return Candidate(Reading(contents), sentence, 1, 1.0)


def test_nothing_is_marked_where_the_name_asked_about_does_not_stand() -> None:
    asked = understand("Who is the prime minister of Tamsin?", COLLECTION)
    text = "Prime Minister Ada Brent told reporters in Sandle that schools would close."
    assert marked(asked, candidate(text)) is None
    assert marked(asked, candidate(text, title="Tamsin shuts its schools")) is not None


def test_of_a_thing_the_name_must_stand_and_not_only_its_sort() -> None:
    asked = understand("How many cracks were found in Larch Bridge?", COLLECTION)
    assert (
        marked(asked, candidate("In all 46 cracks were found in the bridge.", title="Elm Bridge shut"))
        is None
    )
    assert marked(asked, candidate("In all 46 cracks were found in the bridge.", title="Larch Bridge shut"))


def test_a_year_long_past_does_not_tell_when_something_will_be() -> None:
    asked = understand("When will the Larch pier open?", COLLECTION)
    assert marked(asked, candidate("The Larch pier was built in 1881.")) is None
    assert marked(asked, candidate("The Larch pier will open on 4 May."))


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[NewsAssistant]:
    index = NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder())
    index.add(
        [
            Article(
                title="Flood",
                text="In the Tamsin flood 38 people died.\n\nThe Tamsin dyke killed 1,200 people in 1911.",
            )
        ]
    )
    with NewsAssistant(index, Settings(answer_threshold=0.0)) as made:
        yield made


@pytest.mark.model
def test_far_below_the_best_sentence_only_what_the_best_gives_is_marked(assistant: NewsAssistant) -> None:
    answer = assistant.ask("How many people died in the Tamsin flood?")
    shown = {one.text[slice(*one.focus)] if one.focus else None for one in answer.sentences}
    assert shown <= {"38", None}
    assert "38" in shown
