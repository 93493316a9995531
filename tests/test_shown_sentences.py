"""Which sentences are shown, in which order, and where the ranker's own view withholds or brings the bold words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from test_denials import sentences

from indexes.reports import Statistics
from qa import Answer
from qa.answering import answer_of
from qa.evidence import Evidence, RankedSentence
from qa.parts import Part
from qa.question import understand
from qa.token_scores import TokenScores
from qa.weighing import Weighed

TEXT = (
    "The pier at Sandle was painted in May.\n\n"
    "It cost £40,000, the harbour board said.\n\n"
    "The pier at Sandle will be mended for £90,000, the harbour board said.\n\n"
    "Gulls nest under the cliff.\n\n"
    "Nobody knows whose goat that is."
)
QUESTION = "How much will it cost to mend the pier at Sandle?"


def seen(text: str, words: str, logit: float) -> TokenScores:
    """The ranker sees the answer in these words of a sentence, with that logit."""
    start = text.index(words)
    ranges = ((0, start), (start, start + len(words)), (start + len(words), len(text)))
    return TokenScores.of(ranges, np.array([-9.0, 0.0, -9.0], dtype=np.float32), logit)


def answer(ranking: Sequence[tuple[int, float, TokenScores | None]], text: str = TEXT) -> Answer:
    """The answer where the sentences at these places have these scores."""
    found = sentences(text, title="Harbour news")
    ranked = tuple(RankedSentence(found[place], score, tokens) for place, score, tokens in ranking)
    asked = understand(QUESTION, Statistics(1, 1, 1, (), None, None))
    return answer_of(asked, [Weighed(Part(asked, QUESTION), Evidence(ranked, 0.9))], 3, 0.5)


def bold(shown: Answer) -> list[str | None]:
    return [one.text[slice(*one.focus)] if one.focus else None for one in shown.sentences]


def test_the_best_sentence_comes_first_and_the_others_as_they_are_read() -> None:
    shown = answer([(2, 6.0, None), (4, 5.8, None), (0, 5.5, None)])
    assert [one.text[:5] for one in shown.sentences] == ["The p", "The p", "Nobod"]
    assert "£90,000" in shown.sentences[0].text


def test_what_the_best_sentence_points_back_to_stands_before_it() -> None:
    shown = answer([(1, 6.0, None), (0, 5.5, None)])
    assert [one.text[:8] for one in shown.sentences] == ["The pier", "It cost "]
    assert all(one.context is None for one in shown.sentences)


@pytest.mark.parametrize(("score", "count"), [(4.0, 2), (5.5, 3)])
def test_a_third_sentence_well_below_the_best_is_about_what_is_asked(score: float, count: int) -> None:
    assert len(answer([(2, 6.0, None), (0, 5.9, None), (4, score, None)]).sentences) == count


@pytest.mark.parametrize(("logit", "expected"), [(1.0, "£90,000"), (-4.0, None)])
def test_words_in_which_the_ranker_sees_no_answer_are_not_marked(logit: float, expected: str | None) -> None:
    text = TEXT.split("\n\n")[2]
    assert bold(answer([(2, 6.0, seen(text, "£90,000", logit))])) == [expected]
    assert bold(answer([(2, 6.0, seen(text, "Sandle", logit))])) == [None]


@pytest.mark.parametrize(("logit", "expected"), [(0.0, "£90,000"), (-2.0, None)])
def test_far_below_the_best_sentence_only_what_it_surely_sees(logit: float, expected: str | None) -> None:
    text = TEXT.split("\n\n")[2]
    assert bold(answer([(0, 9.0, None), (2, 6.0, seen(text, "£90,000", logit))]))[1] == expected
