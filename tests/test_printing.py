"""Plain text on the terminal: what an article holds cannot steer it or look like a citation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexes import Article
from indexes.reports import ArticleSummary, BuildReport, Failure
from qa.answers import (
    Answer,
    AnswerSentence,
    Citation,
    Conclusion,
    DifferingFigure,
    Disagreement,
    MissingPart,
    NearestPassage,
    Searched,
    Status,
)
from qa.plain_text import printable, quoted
from qa.printing import print_answer, print_article, print_articles, print_discrepancies, print_report
from qa.verification import Discrepancy

EVIL = "a\x1b]0;owned\x07\x1b[2J\x9b1m\nb\r\u202ec\u2028d"
DATE = datetime(2025, 3, 4, tzinfo=UTC)
CITED = Citation(1, EVIL, 0, 5, f"Five boats [2] {EVIL}.", EVIL, EVIL, EVIL, DATE, EVIL)
ANSWERED = Answer(
    EVIL, Status.ANSWERED, (AnswerSentence(CITED.quote, (CITED,), context=CITED),), (CITED,),
    understood={"question": EVIL},
    differing=(Disagreement(EVIL, (DifferingFigure(1, (0, 4), EVIL, EVIL, DATE), DifferingFigure(1, (0, 4), EVIL))),),
)  # fmt: skip
NEAR = NearestPassage(EVIL, 0, 5, EVIL, EVIL, EVIL, EVIL, DATE, EVIL)
NOT_FOUND = Answer(EVIL, Status.NOT_FOUND, nearest=(NEAR,), searched=Searched(1, (EVIL,), DATE, DATE))


def harmless(printed: str) -> bool:
    """Whether there is nothing but visible characters, line ends and tabs."""
    return all(character.isprintable() or character in "\n\t" for character in printed)


PARTIAL = replace(
    ANSWERED, status=Status.PARTIAL, missing=(MissingPart(EVIL, EVIL),), conclusion=Conclusion(EVIL, ())
)


@pytest.mark.parametrize("answer", [ANSWERED, PARTIAL, NOT_FOUND])
def test_no_field_of_an_answer_steers_the_terminal(
    answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    print_answer(answer)
    assert harmless(capsys.readouterr().out)


def test_no_id_title_or_outlet_of_a_list_breaks_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_articles([ArticleSummary(EVIL, EVIL, EVIL, DATE, 1, DATE)])
    printed = capsys.readouterr().out
    assert harmless(printed)
    assert (printed.count("\n"), printed.count("\t")) == (1, 3)
    assert "\t4 March 2025\t" in printed


def test_an_article_is_shown_in_its_own_lines_without_control_characters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_article(Article(id="x", title=EVIL, text=f"One.\n\n{EVIL}", source=EVIL, author=EVIL, url=EVIL))
    printed = capsys.readouterr().out
    assert harmless(printed)
    assert "One.\n\na" in printed


def test_file_names_reasons_and_verdicts_stay_on_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_report(BuildReport(failed=(Failure(EVIL, EVIL),)), Path("place"))
    print_discrepancies([Discrepancy(1, EVIL, EVIL)])
    printed = capsys.readouterr().err
    assert harmless(printed)
    assert printed.count("\n") == 2


@pytest.mark.parametrize(
    "forged", ["[2]", "[ 2 ]", "[2, 3]", "［2］", "【2】", "[2\u200b]", "[\u200d2]", "[2–4]"]
)
def test_a_number_in_brackets_inside_a_quote_does_not_look_like_a_citation(
    forged: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Marsh was found {forged}, and Fenwick {forged}."
    assert not set("[]［］【】") & set(quoted(text))
    cited = replace(CITED, quote=text, speaker=None)
    print_answer(Answer("q", Status.ANSWERED, (AnswerSentence(text, (cited,)),), (cited,)))
    first = capsys.readouterr().out.splitlines()[0]
    assert first.endswith(". [1]")
    assert first.count("[") == 1


def test_brackets_with_words_and_joined_scripts_stay_as_they_are() -> None:
    assert quoted("He said [of the boats] that") == "He said [of the boats] that"
    assert printable("می\u200cروم 👩\u200d🚒") == "می\u200cروم 👩\u200d🚒"


def test_a_partial_answer_names_what_is_missing_and_what_the_dates_say(
    capsys: pytest.CaptureFixture[str],
) -> None:
    missing = MissingPart("who paid", "not told")
    drawn = Conclusion("“A” (as told in [1]) came before “B” (as told in [2]).", ())
    print_answer(replace(ANSWERED, status=Status.PARTIAL, missing=(missing,), conclusion=drawn))
    printed = capsys.readouterr().out
    assert "Not answered:\n- who paid: not told" in printed
    assert "From the dates: “A” (as told in [1]) came before “B” (as told in [2])." in printed


def test_the_newest_state_says_as_of_when(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(replace(ANSWERED, as_of=DATE))
    assert "As of" not in capsys.readouterr().out
    print_answer(replace(ANSWERED, as_of=DATE, understood={"order": "newest first"}))
    assert "As of 4 March 2025." in capsys.readouterr().out
