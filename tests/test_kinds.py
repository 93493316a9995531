"""What kind of answer a question asks for, in British and American phrasing, plain and embedded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer_spans import answer_spans
from qa.kinds import AnswerKind, answer_kind

QUESTIONS = [
    ("Which party won more seats, the Greens or the Liberals?", AnswerKind.COMPARISON),
    ("Is the new stadium bigger than the old one?", AnswerKind.COMPARISON),
    ("Was turnout higher in the first vote or the second?", AnswerKind.COMPARISON),
    ("How does the fine compare with last year's?", AnswerKind.COMPARISON),
    ("What is the difference between the two offers?", AnswerKind.COMPARISON),
    ("Which is bigger, the Merlin or the Heron?", AnswerKind.COMPARISON),
    ("Did more people vote in May or in June?", AnswerKind.COMPARISON),
    ("Are there more women than men on the board?", AnswerKind.COMPARISON),
    ("What else did the mayor say?", AnswerKind.QUOTE),
    ("Who were the two men charged?", AnswerKind.LIST),
    ("What year did the factory open?", AnswerKind.DATE),
    ("When's the next election?", AnswerKind.DATE),
    ("Which year was the hottest?", AnswerKind.DATE),
    ("On which day did voting start?", AnswerKind.DATE),
    ("I want to know when the bridge reopens", AnswerKind.DATE),
    ("At what time did it start?", AnswerKind.DATE),
    ("What time did it start?", AnswerKind.DATE),
    ("On what date does the trial begin?", AnswerKind.DATE),
    ("What was the jury's verdict?", AnswerKind.DEFINITION),
    ("What is quantitative easing?", AnswerKind.DEFINITION),
    ("What does the acronym LNG stand for?", AnswerKind.DEFINITION),
    ("Who is Maren Osgood?", AnswerKind.DEFINITION),
    ("Tell me what norovirus is", AnswerKind.DEFINITION),
    ("What is a hanger on a bridge?", AnswerKind.DEFINITION),
    ("What is norovirus?", AnswerKind.DEFINITION),
    ("What does ATWU stand for?", AnswerKind.DEFINITION),
    ("How long will the road be shut?", AnswerKind.DURATION),
    ("For how long was the power out?", AnswerKind.DURATION),
    ("How long is the bridge between Aldham and Ferry Point?", AnswerKind.NUMBER),
    ("How long is the ferry?", AnswerKind.NUMBER),
    ("How long is the ferry between Aldham and Ferry Point?", AnswerKind.DURATION),
    ("How long did the strike last?", AnswerKind.DURATION),
    ("How long was she missing?", AnswerKind.DURATION),
    ("How long a sentence did he get?", AnswerKind.DURATION),
    ("How long has she been mayor?", AnswerKind.DURATION),
    ("How long will the repair take?", AnswerKind.DURATION),
    ("How many years did he serve?", AnswerKind.DURATION),
    ("What happened to the missing hikers?", AnswerKind.EVENT),
    ("What's the latest on the recount?", AnswerKind.EVENT),
    ("I was wondering whether the strike is still on", AnswerKind.EVENT),
    ("Tell me about the bridge", AnswerKind.EVENT),
    ("What happened to the ferry?", AnswerKind.EVENT),
    ("What happened at the port?", AnswerKind.EVENT),
    ("What's happening in Orsova?", AnswerKind.EVENT),
    ("Which airports were closed by snow?", AnswerKind.LIST),
    ("Name three companies that withdrew", AnswerKind.LIST),
    ("What are the rules for visitors?", AnswerKind.LIST),
    ("Who were the winners?", AnswerKind.LIST),
    ("Which countries joined the pact?", AnswerKind.LIST),
    ("Name the ministers who resigned", AnswerKind.LIST),
    ("What are the main demands of the union?", AnswerKind.LIST),
    ("What are the symptoms of the virus?", AnswerKind.LIST),
    ("How much did the house sell for?", AnswerKind.MONEY),
    ("What was the ransom paid?", AnswerKind.MONEY),
    ("I'd like to know how much the repair costs", AnswerKind.MONEY),
    ("How big was the fine?", AnswerKind.MONEY),
    ("What fine did the firm get?", AnswerKind.MONEY),
    ("What did the painting fetch at auction?", AnswerKind.MONEY),
    ("What did it cost to mend the roof?", AnswerKind.MONEY),
    ("Which airport was closed by snow?", AnswerKind.NAME),
    ("What's the ship's name?", AnswerKind.NAME),
    ("Which company won the contract?", AnswerKind.NAME),
    ("What company won the contract?", AnswerKind.NAME),
    ("Which team won?", AnswerKind.NAME),
    ("Which bus crashed?", AnswerKind.NAME),
    ("Which analysis was wrong?", AnswerKind.NAME),
    ("Which news agency was sold?", AnswerKind.NAME),
    ("How many goals has she scored this season?", AnswerKind.NUMBER),
    ("How much was the ticket?", AnswerKind.NUMBER),
    ("How many people live in Dell Springs?", AnswerKind.NUMBER),
    ("How far did the smoke spread?", AnswerKind.NUMBER),
    ("Can you tell me how many people were hurt?", AnswerKind.NUMBER),
    ("What's the death toll?", AnswerKind.NUMBER),
    ("What is the population of Wexley?", AnswerKind.NUMBER),
    ("How big was the crowd?", AnswerKind.NUMBER),
    ("Which happened first, the flood or the fire?", AnswerKind.ORDER),
    ("Did the arrest come before or after the speech?", AnswerKind.ORDER),
    ("Which came first, the ballot or the strike?", AnswerKind.ORDER),
    ("Did the ballot come before the strike?", AnswerKind.ORDER),
    ("Was the inquiry announced before or after the crash?", AnswerKind.ORDER),
    ("How long after the crash was the inquiry announced?", AnswerKind.ORDER),
    ("How many days after the vote did he resign?", AnswerKind.ORDER),
    ("Who spoke first, the mayor or the governor?", AnswerKind.ORDER),
    ("Please tell us who signed the treaty", AnswerKind.PERSON),
    ("Who's the new coach?", AnswerKind.PERSON),
    ("Who owns the harbour?", AnswerKind.PERSON),
    ("Tell me who chairs the inquiry", AnswerKind.PERSON),
    ("Any idea who won?", AnswerKind.PERSON),
    ("Name the minister who resigned", AnswerKind.PERSON),
    ("Who said the bridge was safe?", AnswerKind.PERSON),
    ("Whose car was stolen?", AnswerKind.PERSON),
    ("Where's the summit being held?", AnswerKind.PLACE),
    ("In which stadium was the final played?", AnswerKind.PLACE),
    ("Could you tell me where the talks took place?", AnswerKind.PLACE),
    ("From which country did they come?", AnswerKind.PLACE),
    ("In which city was it held?", AnswerKind.PLACE),
    ("What town is it in?", AnswerKind.PLACE),
    ("What's the capital of Vellsund?", AnswerKind.PLACE),
    ("Where is she from?", AnswerKind.PLACE),
    ("I'd love to know what the senator said about tariffs", AnswerKind.QUOTE),
    ("What was the prime minister's reaction to the ruling?", AnswerKind.QUOTE),
    ("How did the opposition respond to the budget?", AnswerKind.QUOTE),
    ("What did the minister say about wages?", AnswerKind.QUOTE),
    ("What did the minister have to say about wages?", AnswerKind.QUOTE),
    ("What was the minister's response to the strike?", AnswerKind.QUOTE),
    ("How did the union react?", AnswerKind.QUOTE),
    ("What is the union's position on pay?", AnswerKind.QUOTE),
    ("Could you explain why the mine was closed?", AnswerKind.REASON),
    ("What caused the derailment?", AnswerKind.REASON),
    ("Do you know why the plant closed?", AnswerKind.REASON),
    ("Please explain why the talks failed", AnswerKind.REASON),
    ("What were the reasons for the delay?", AnswerKind.REASON),
    ("What was the reason for the delay?", AnswerKind.REASON),
    ("Why was the bridge shut?", AnswerKind.REASON),
    ("For what reason was it shut?", AnswerKind.REASON),
    ("What percentage did inflation reach?", AnswerKind.SHARE),
    ("What's the unemployment rate?", AnswerKind.SHARE),
    ("What was the turnout?", AnswerKind.SHARE),
    ("What was the turnout in the vote?", AnswerKind.SHARE),
    ("How much of the budget goes to schools?", AnswerKind.SHARE),
    ("What percent of members voted?", AnswerKind.SHARE),
    ("How many per cent of members voted?", AnswerKind.SHARE),
    ("What's the interest rate?", AnswerKind.SHARE),
    ("Did the court overturn the ruling?", AnswerKind.YES_NO),
    ("Will the festival go ahead?", AnswerKind.YES_NO),
    ("Has the government commented on the leak?", AnswerKind.YES_NO),
    ("Did the union accept the offer?", AnswerKind.YES_NO),
    ("Is the strike still on?", AnswerKind.YES_NO),
]


@pytest.mark.parametrize(("question", "kind"), QUESTIONS)
def test_a_question_tells_the_kind_of_its_answer(question: str, kind: AnswerKind) -> None:
    assert answer_kind(question) is kind


@pytest.mark.parametrize(
    "embedding", ["Tell me ", "I want to know ", "Could you please tell us ", "Do you know "]
)
@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who chairs the inquiry", AnswerKind.PERSON),
        ("when the bridge reopens", AnswerKind.DATE),
        ("what norovirus is", AnswerKind.DEFINITION),
        ("how many were hurt", AnswerKind.NUMBER),
        ("which countries joined the pact", AnswerKind.LIST),
    ],
)
def test_a_question_inside_another_asks_the_same(embedding: str, question: str, kind: AnswerKind) -> None:
    assert answer_kind(f"{embedding}{question}?") is kind


@given(st.text(max_size=200))
def test_any_text_has_a_kind(text: str) -> None:
    assert answer_kind(text) in AnswerKind


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        (
            "She will be assisted by Professor Imran Vale and Sheila Crowther.",
            "Professor Imran Vale and Sheila Crowther",
        ),
        (
            "The towns of Wexley, Port Merrow and Calder Head were flooded.",
            "Wexley, Port Merrow and Calder Head",
        ),
        (
            "Its demands are higher pay, shorter shifts and a new depot.",
            "higher pay, shorter shifts and a new depot",
        ),
    ],
)
def test_a_list_is_one_span(sentence: str, listed: str) -> None:
    assert [sentence[slice(*span)] for span in answer_spans(AnswerKind.LIST, sentence)] == [listed]
