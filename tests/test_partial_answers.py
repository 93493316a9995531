"""What an answer says of each part of a question."""

from __future__ import annotations

from hashing import HashingEmbedder
from part_articles import QUAY, assistant

from indexes import Article
from indexes.contents import Contents
from indexes.reports import Statistics
from indexes.sentences import sentences_of
from qa import Answer, NewsAssistant, Status, load_answer, verify
from qa.answering import answer_of
from qa.candidates import Candidate, Reading
from qa.evidence import Evidence, RankedSentence
from qa.parts import Part
from qa.question import understand
from qa.weighing import Weighed

__all__ = ["assistant"]  # a fixture


def quotes(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences)


def test_every_part_has_its_place_among_the_sentences(assistant: NewsAssistant) -> None:
    question = "How many cracks were found in the Wexley bridge and how many centimetres did the Fenwick quay wall sink?"
    answer = assistant.ask(question, max_sentences=2)
    assert answer.status is Status.ANSWERED
    assert "16 cracks" in quotes(answer)
    assert "31 centimetres" in quotes(answer)
    assert answer.missing == ()
    assert "how many centimetres" in answer.understood["parts"]
    assert verify(answer, assistant.index) == []


def test_a_part_that_is_not_told_makes_the_answer_partial_and_is_named(assistant: NewsAssistant) -> None:
    question = (
        "How many cracks were found in the Wexley bridge and which composer wrote the opera about penguins?"
    )
    answer = assistant.ask(question)
    assert answer.status is Status.PARTIAL
    assert "16 cracks" in quotes(answer)
    (missing,) = answer.missing
    assert missing.part == "which composer wrote the opera about penguins"
    assert missing.reason.startswith("not told")
    assert verify(answer, assistant.index) == []
    assert load_answer(answer.to_json()).missing == answer.missing


def test_what_one_outlet_does_not_tell_is_named_beside_what_the_other_tells(assistant: NewsAssistant) -> None:
    answer = assistant.ask("What did The Courier and Agency North report about 16 cracks in the hangers?")
    assert answer.status is Status.PARTIAL
    assert {c.source for c in answer.citations} == {"The Courier"}
    assert "Agency North" in answer.missing[0].part


def test_more_parts_than_sentences_are_named(assistant: NewsAssistant) -> None:
    question = "How many cracks were found in the Wexley bridge and how many centimetres did the Fenwick quay wall sink?"
    answer = assistant.ask(question, max_sentences=1)
    assert len(answer.sentences) == 1
    assert answer.status is Status.PARTIAL
    assert "ask for more sentences" in answer.missing[0].reason


def test_where_no_part_is_told_nothing_is_found_and_an_absent_outlet_is_named(
    assistant: NewsAssistant,
) -> None:
    question = (
        "Considering an article by The Courier and another by The Evening Gull, which composer wrote operas?"
    )
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.sentences == ()
    assert any("The Evening Gull" in one.reason for one in answer.missing)
    assert answer.nearest
    assert verify(answer, assistant.index) == []


def test_the_first_passages_and_sentences_hold_each_part(assistant: NewsAssistant) -> None:
    question = "How many cracks were found in the Wexley bridge and how many centimetres did the Fenwick quay wall sink?"
    hits = assistant.retrieve(question, top_k=2)
    assert {hit.passage.article_id for hit in hits} == {"bridge", "quay"}
    assert [hit.rank for hit in hits] == [1, 2]
    assert hits[0].score > hits[1].score
    assert {one.reading.article.id for one in assistant.rank(question, 2)} == {"bridge", "quay"}


def test_asking_whether_two_outlets_agree_quotes_both_and_draws_no_conclusion(
    assistant: NewsAssistant,
) -> None:
    question = (
        "Is the Courier report on the closed Wexley bridge consistent with the Agency North report on extra ferry "
        "sailings at Wexley?"
    )
    answer = assistant.ask(question)
    assert {c.source for c in answer.citations} == {"The Courier", "Agency North"}
    assert answer.conclusion is None


def test_partial_with_nothing_missing_and_answered_with_something_missing_are_faults(
    assistant: NewsAssistant,
) -> None:
    partial = assistant.ask(
        "How many cracks were found in the Wexley bridge and which composer wrote the opera about penguins?"
    )
    assert partial.status is Status.PARTIAL
    forged = load_answer(partial.to_json().replace('"status": "partial"', '"status": "answered"'))
    assert "a part is missing" in verify(forged, assistant.index)[0].reason
    whole = assistant.ask("How many cracks were found in the Wexley bridge?")
    forged = load_answer(whole.to_json().replace('"status": "answered"', '"status": "partial"'))
    assert "no part is missing" in verify(forged, assistant.index)[0].reason


def test_an_outlet_named_for_short_alone_is_asked_and_shown_as_understood(assistant: NewsAssistant) -> None:
    answer = assistant.ask("According to the Herald, by how many centimetres did the Fenwick quay wall sink?")
    assert answer.understood["outlets"] == QUAY.source
    assert "31 centimetres" in quotes(answer)
    other = assistant.ask("According to the Courier, by how many centimetres did the Fenwick quay wall sink?")
    assert "31 centimetres" not in quotes(other)


def test_what_an_absent_outlet_is_asked_is_not_answered_from_others(assistant: NewsAssistant) -> None:
    answer = assistant.ask(
        "According to the Guardian, by how many centimetres did the Fenwick quay wall sink?"
    )
    assert answer.status is Status.NOT_FOUND
    assert [one.reason for one in answer.missing] == ["no article of the Guardian is in the collection"]


def test_a_part_whose_best_sentence_is_shown_already_is_not_given_its_second_best() -> None:
    told = (
        "Volunteers counted 90 seals between Pell Point and the pier.",
        "The tally of the year before had 14 pups in it.",
        "The largest herd lay off Gannet Rock.",
        "Fishermen have seen a few near the Wexley cliff.",
    )
    article = Article(id="seals", title="", text="\n\n".join(told))
    sentences = sentences_of(article)
    vectors = HashingEmbedder().embed(list(told))
    reading = Reading(Contents(article, sentences, vectors, ()))

    def weighed(question: str, *places: int) -> Weighed:
        ranked = [
            RankedSentence(Candidate(reading, sentences[place], 1, 1.0), -rank / 2)
            for rank, place in enumerate(places)
        ]
        return Weighed(
            Part(understand(question, Statistics(1, 1, 1)), question), Evidence(tuple(ranked), 0.9)
        )

    both = understand("Where do the seals live and how many were counted?", Statistics(1, 1, 1))
    parts = [weighed("Where do the seals live?", 0, 2, 3), weighed("How many were counted?", 0, 1)]
    answer = answer_of(both, parts, 3, 0.5)
    assert answer.status is Status.ANSWERED
    assert [one.text for one in answer.sentences] == [told[0], told[2], told[3]]
    assert [one.text for one in answer_of(both, parts, 4, 0.5).sentences] == [
        told[0],
        told[2],
        told[3],
        told[1],
    ]
