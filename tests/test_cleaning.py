"""What is shown but never cited, and what must stay citable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes import Article
from indexes.cleaning import uncitable_spans
from indexes.sentences import sentences_of

STORY = [
    "The council voted on Monday to close the old bridge to all traffic until the spring.",
    "Engineers found cracks in eleven of the hangers that carry the weight of its roadway.",
    "“I did not need to look twice,” the chief engineer told reporters at the town hall.",
    "Drivers will have to take the road through the valley, which adds forty minutes.",
    "A ferry will carry people on foot from six in the morning until ten at night.",
]


def marked(*lines: str, title: str = "") -> list[str]:
    """The marked spans of a story into whose middle these lines are put."""
    text = "\n\n".join([*STORY[:3], *lines, *STORY[3:]])
    return [text[start:end] for start, end in uncitable_spans(text, title)]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Video Ad Feedback",
        "Read more",
        "Read more: How to get across the river this week",
        "More:How to get across the river this week",
        "Related: Five bridges that fell",
        "Sign up to our morning newsletter",
        "Sign up here to get the news in your inbox.",
        "(You can get the briefing delivered to your inbox daily. Sign up here.)",
        "Follow us on Facebook and Instagram.",
        "Follow Jane Doe on Twitter: @janedoe.",
        "This story has been updated.",
        "This story has been updated with additional details.",
        "© 2024 The Daily Example. All rights reserved.",
        "Copyright 2024 The Associated Press. All rights reserved.",
        "We use cookies to count our readers.",
        "Click here to see the pictures.",
        "By Jane Doe",
        "By Jane Doe and John Roe",
        "The Associated Press",
        "CNN —",
        "— Jane Doe",
        "Contributing: Jane Doe, John Roe",
        "Jane Doe contributed to this report.",
        "Photo: Jane Doe",
        "(Image credit: Jane Doe via Getty Images)",
        "Engineers look at the bridge on Monday. (AP Photo/Jane Doe)",
        "Engineers look at the bridge on Monday. Jane Doe/Getty Images",
        "Engineers look at the bridge on Monday, Nov. 26, 2022. AP",
        "Engineers look at the bridge on Monday",
        "What we know",
        "12:45",
        "3 hours ago",
        "Updated 5:03 p.m. EDT, Mon July 4",
        "1.2k shares",
        "Share on Facebook",
        "Listen to our weekly podcast here.",
        "Thank you for supporting our journalism.",
        "Purchases you make through our links may earn us a commission.",
        "QUIZ TIME",
        "https://www.example.com/2024/11/bridge",
        "___",
    ],
)
def test_what_pages_carry_beside_a_story_is_not_citable(line: str) -> None:
    assert "".join(marked(line)).replace(" ", "") == line.replace(" ", "") or line in marked(line)


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version of this story gave the wrong number of hangers.",
        "Clarification: This story has been updated to say that the bridge opened in 1934.",
        "This story has been updated to correct the number of hangers.",
        "The newsletter has four million subscribers, the company said.",
        "She told readers to sign up for the march in a newsletter that police later seized.",
        "Follow-up tests showed that the water was safe to drink.",
        "Related industries lost nine hundred jobs.",
        "More than forty people were hurt.",
        "Read more than one account of the day and you will find a third.",
        "The photo shows a man at the wheel, the court heard.",
        "By Monday the water had risen to the first floor.",
        "The Associated Press reported on Monday that the mayor would resign.",
        "Shares of Getty Images fell by nine percent.",
        "Advertisement spending fell by a tenth last year, the agency said.",
        "He joined the FBI.",
        "“No,” she said.",
        "He wrote: “We are closing the bridge”",
        '"We are under siege now," the mayor wrote',
        "Diesel: $4.11",
        "• Total revenue: $31.7 billion",
        "The company named three causes:",
        "Cookies were found in the drawer, and the police took them away.",
        "The copyright on the song ran out in 2024, the court ruled.",
        "But the mayor has not yet said when the bridge will open again",
        "The mayor told a crowd of several hundred people in the square on Sunday that the work would take until the "
        "summer and cost far more than was first thought",
    ],
)
def test_sentences_corrections_quotations_and_figures_stay_citable(line: str) -> None:
    assert marked(line) == []


def test_the_title_repeated_is_not_citable() -> None:
    assert marked("Bridge ‘closed’ for winter", title="Bridge 'closed' for winter") == [
        "Bridge ‘closed’ for winter"
    ]


def test_a_sentence_from_which_a_title_was_made_stays_citable() -> None:
    text = "\n".join(STORY)
    assert uncitable_spans(text, STORY[0].removesuffix(".")) == []


def test_of_a_repeated_line_the_first_stays_citable() -> None:
    text = "\n\n".join([STORY[0], STORY[1], STORY[0]])
    assert uncitable_spans(text, "") == [(len(text) - len(STORY[0]), len(text))]


def test_a_sentence_that_stood_in_a_caption_before_stays_citable() -> None:
    text = "\n\n".join([f"{STORY[0]} (Photo: Jane Doe)", STORY[1], STORY[0]])
    [(start, end)] = uncitable_spans(text, "")
    assert text[start:end].endswith("(Photo: Jane Doe)")


def test_short_answers_may_be_given_twice() -> None:
    assert marked("“No,” she said.", "“No,” she said.") == []


def test_a_list_of_names_stays_citable() -> None:
    assert marked("Best film: The Bridge", "Ann Poe", "John Roe", "Jane Doe") == []


def test_a_text_without_full_stops_is_not_taken_for_captions() -> None:
    text = "\n".join(line.removesuffix(".") for line in STORY)
    assert uncitable_spans(text, "") == []


def test_a_notice_inside_a_paragraph_is_marked_alone() -> None:
    notice = "Sign up for our free newsletter here."
    assert marked(f"The ferry is free of charge until March. {notice}") == [notice]


@given(
    st.lists(
        st.sampled_from([*STORY, "Advertisement", "By Jane Doe", "What we know", "", "___"]), max_size=20
    )
)
def test_spans_are_in_order_and_inside_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    end_before = 0
    for start, end in uncitable_spans(text, STORY[0]):
        assert end_before <= start < end <= len(text)
        end_before = end


def test_a_caption_that_runs_into_its_credit_is_a_caption() -> None:
    caption = "Pepper the pygmy hippo takes her first swim Picture: Larch Zoo"
    told = "She weighs nine kilos."
    text = f"The baby hippo has been named Pepper.\n\n{caption}\n\n{told} Picture: Larch Zoo"
    article = Article(title="Hippo named", text=text)
    citable = [text[one.start : one.end] for one in sentences_of(article) if one.citable]
    assert citable == ["The baby hippo has been named Pepper.", told]
