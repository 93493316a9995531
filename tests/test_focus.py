"""The short answer that is shown in bold."""

from __future__ import annotations

import pytest

from qa.focus import focus
from qa.kinds import answer_kind
from qa.words import content_stems


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "How many cracks were found in the bridge?",
            "On 9 January it was closed after 46 cracks were found.",
            "46",
        ),
        (
            "How many people were injured?",
            "WEXLEY, 3 February (Agency) — The crash injured 19 people, 4 badly.",
            "19",
        ),
        (
            "How much will the repair cost?",
            "The repair, agreed on 3 March, will cost £9.5m, up from £6m.",
            "£9.5m",
        ),
        (
            "When will the bridge reopen?",
            "The council, which met on Monday, will reopen the bridge on 14 April.",
            "14 April",
        ),
        ("How old is the pilot?", "The pilot, Ada Brent, 47, had flown for 20 years.", "47"),
        (
            "Who ordered the closure?",
            "The closure was ordered by Ines Marlow after a visit to Wexley.",
            "Ines Marlow",
        ),
        ("What share of members voted?", "Some 84% of members voted, against 52% in 2019.", "84%"),
        (
            "Who gave the order to close the bridge?",
            "The order was given late on Wednesday by the chief engineer, Ines Marlow, after a survey by Strand & Hale.",
            "Ines Marlow",
        ),
        (
            "Who leads the union?",
            "“They took our weekends,” said Ines Marlow, general secretary of the Allied Port Workers.",
            "Ines Marlow",
        ),
        (
            "Who will face Pell in May?",
            "WEXLEY — Ines Marlow will face Ada Pell in the runoff in May.",
            "Ines Marlow",
        ),
        (
            "Which country was shaken by an earthquake?",
            "An earthquake shook the coast near Bauko in the Philippines, Ines Marlow said.",
            "Philippines",
        ),
        (
            "Which university sent the letters by mistake?",
            "The letters, sent by mistake, came from Wexley University, the Orlbridge Post reported.",
            "Wexley University",
        ),
        (
            "Which film had the biggest opening?",
            "Studios said that “The Tide” had the biggest opening in Wexley.",
            "The Tide",
        ),
        (
            "Which hurricane cut off the power?",
            "The power on the isle was cut off by Hurricane Olaf, now near Bermuda.",
            "Hurricane Olaf",
        ),
        (
            "When did the talks break down?",
            "Talks resumed on Monday after breaking down on 19 February, when the union left.",
            "19 February",
        ),
        (
            "On what day is the bridge to reopen?",
            "Under the plan the bridge is to reopen on Monday 3 March, 54 days after cracks shut it.",
            "Monday 3 March",
        ),
        (
            "At what time did the line fail?",
            "The line failed on Monday at 2:11 p.m., the company said.",
            "2:11 p.m.",
        ),
        (
            "How fast was the ferry going?",
            "The ferry was going at 17 knots, 6 more than allowed.",
            "17 knots",
        ),
        ("How heavy was the calf?", "The calf, born to a mother of 12, was 5.2kg heavy.", "5.2kg"),
        (
            "How many people were injured?",
            "In all, 26 people were injured in the crash at 6.50pm, among them Ada Pell, 71, and 41% of the crew.",
            "26",
        ),
        (
            "How much will the repair cost?",
            "The delay pushes the cost of the repair from £4.2m to £6.8m.",
            "£6.8m",
        ),
        (
            "How long was the girl under the rubble?",
            "A day after the quake a six-year-old girl was found who had lain under the rubble for 58 hours.",
            "58 hours",
        ),
        (
            "How strong was the earthquake?",
            "The fault, with four strong earthquakes in a century, brought one of magnitude 6.3 on Monday.",
            "6.3",
        ),
        ("How long is the note?", "The note of the meeting is 11 lines long.", "11 lines"),
        (
            "Which two people will assist her?",
            "She will be assisted by Professor Imran Vale and Sheila Crowther.",
            "Professor Imran Vale and Sheila Crowther",
        ),
    ],
)
def test_the_words_that_answer_are_marked(question: str, sentence: str, expected: str) -> None:
    span = focus(answer_kind(question), question, frozenset(content_stems(question)), sentence)
    assert span is not None
    assert sentence[slice(*span)] == expected


def test_the_first_word_of_a_sentence_is_a_name_where_its_article_writes_it_so() -> None:
    question = "Which company shut its works?"
    sentence = "Orlbridge shut its works in May."
    kind, stems = answer_kind(question), frozenset(content_stems(question))
    assert focus(kind, question, stems, sentence) is None
    span = focus(kind, question, stems, sentence, "Workers at Orlbridge were told. " + sentence)
    assert span is not None
    assert sentence[slice(*span)] == "Orlbridge"


def test_the_place_and_agency_at_the_head_of_a_report_are_no_answer() -> None:
    question = "Which country won the cup?"
    sentence = "MADRID, 3 February (Agency) — The cup was won by Norway."
    span = focus(answer_kind(question), question, frozenset(content_stems(question)), sentence)
    assert span is not None
    assert sentence[slice(*span)] == "Norway"


def test_what_the_question_says_itself_is_no_answer() -> None:
    question = "Who is Ada Brent?"
    assert (
        focus(answer_kind(question), question, frozenset(content_stems(question)), "It was Ada Brent again.")
        is None
    )


def test_a_reason_has_no_short_form() -> None:
    question = "Why was the bridge closed?"
    assert focus(answer_kind(question), question, frozenset(), "It was closed because of 46 cracks.") is None
