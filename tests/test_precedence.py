"""Finding suggestions does not keep those waiting who ask."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from fake_assistant import ARTICLES

from indexes import NewsIndex
from qa import NewsAssistant
from qa.precedence import Precedence
from qa.ranker_input import Window
from qa.settings import Settings
from qa.token_scores import WindowScores

QUESTION = "How long will the harbour bridge close?"


class HeldReader:
    """Reads the one question only when it is let; notes what is read."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.reached, self.let = threading.Event(), threading.Event()

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        if question == QUESTION:
            self.reached.set()
            self.let.wait(30)
        self.asked.append(question)
        return [WindowScores(np.zeros(len(window.sentences), dtype=np.float32)) for window in windows]


def test_suggestions_are_looked_for_behind_the_question_that_is_being_answered(index: NewsIndex) -> None:
    index.add(ARTICLES)
    reader = HeldReader()
    with NewsAssistant(index, Settings(), reader=reader) as assistant:
        asking = threading.Thread(target=assistant.ask, args=(QUESTION,))
        suggesting = threading.Thread(target=assistant.suggest)
        asking.start()
        assert reader.reached.wait(30)
        suggesting.start()
        suggesting.join(0.5)
        assert reader.asked == []
        reader.let.set()
        asking.join(30)
        suggesting.join(30)
    assert reader.asked[0] == QUESTION
    assert len(reader.asked) > 1


def test_what_nobody_waits_for_comes_to_its_turn_all_the_same() -> None:
    precedence = Precedence()
    precedence.stand_back()
    with precedence.question():
        precedence.stand_back(patience=0.05)
