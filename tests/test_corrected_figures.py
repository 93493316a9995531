"""Which figures an article takes back, found beside the sentence that gives them."""

from __future__ import annotations

import pytest
from test_denials import sentences

from indexes.reports import Statistics
from qa import corrected_figures, overtaken
from qa.answer_spans import Span
from qa.candidates import Candidate
from qa.corrected_figures import corrections_in, figure_spans, is_taken_back
from qa.corrections import sets_right_at
from qa.evidence import RankedSentence
from qa.overtaken import newest_in_front
from qa.question import Question, understand

COLLECTION = Statistics(1, 1, 1, (), None, None)
PRICE = "How much will the Larch ticket cost?"
LONG = "A correction to an earlier report: its day was wrong. " + " ".join(
    f"The Larch ticket for zone {n} costs £{n}." for n in range(2, 90)
)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The crane crushed 16 boats, not 12.", {12.0}),
        ("The crane crushed 16 boats, not the 12 that we reported.", {12.0}),
        ("The crane crushed 16 boats, not as we said 12.", {12.0}),
        ("It was not known on Monday that 16 boats, rather than 12, were crushed.", {12.0}),
        ("The crane crushed five boats that could not be raised and sank 12.", set()),
        ("The 16 crews did not wait for help: 12 swam.", set()),
    ],
)
def test_only_a_figure_that_not_stands_before_is_taken_back(sentence: str, wrong: set[float]) -> None:
    first, *_ = sentences(f"An earlier report was wrong. {sentence}")
    found = {value for one in corrections_in(first.reading) for value, _ in one.wrong}
    assert found == wrong


def test_a_figure_that_the_next_sentence_sets_right_is_taken_back() -> None:
    first, second = sentences("The crane crushed 12 boats. In fact there were 16 boats.")
    assert is_taken_back(first, figure_spans(first.text)[0])
    assert not is_taken_back(second, figure_spans(second.text)[0])


def test_a_figure_is_looked_for_beside_its_sentence_and_not_in_all_of_a_long_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []

    def counted(text: str) -> Span | None:
        looked.append(text)
        return sets_right_at(text)

    monkeypatch.setattr(corrected_figures, "sets_right_at", counted)
    candidate = sentences(LONG)[40]
    span = figure_spans(candidate.text)[-1]
    assert not is_taken_back(candidate, span)
    assert len(looked) < 10


def test_a_sentence_that_lacks_a_word_asked_for_is_not_searched_for_what_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[str] = []

    def counted(question: Question, candidate: Candidate) -> Span | None:
        searched.append(candidate.text)
        return marked(question, candidate)

    marked = overtaken.marked
    monkeypatch.setattr(overtaken, "marked", counted)
    found = sentences("The Larch ticket costs £4. It rained. The sea was calm. Gulls cried.")
    ranked = [RankedSentence(found[0], 5.0)]
    newest_in_front(understand(PRICE, COLLECTION), [found[0]], ranked)
    assert searched == [found[0].text]
