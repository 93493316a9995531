"""Answers and conversations to take along: plain text, Markdown with footnotes, and the evidence as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from indexes.moments import day
from qa.answers import Answer, AnswerSentence, Citation, Disagreement, NearestPassage, Status
from qa.serialization import dump_answer, dump_answers
from ui.known import Known, remarks
from ui.limits import limits_in_words
from ui.phrases import quoted, reference, web_address

if TYPE_CHECKING:
    from ui.turns import KeptTurn

NOT_TOLD: Final = "The articles do not tell."
UNREADABLE: Final = "This answer was kept by another version of Citewire."
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_OPENING: Final = re.compile(
    r"^(?:([-+=])|(\d+)(?=[.)]))"
)  # what begins a list or a rule at the start of a line


def answer_as_text(answer: Answer, known: Known | None = None) -> str:
    """The sentences with their numbers, and below them what the numbers stand for: for the clipboard."""
    if answer.status is Status.NOT_FOUND:
        return f"{answer.question}\n\n{NOT_TOLD}"
    lines = [f"{_spoken(one)} {_numbers(one.citations)}" for one in answer.sentences]
    sources = [f"[{one.number}] {quoted(one.quote, one)}" for one in cited(answer)]
    return "\n\n".join([answer.question, "\n".join(lines), *beside(answer, known), "\n".join(sources)])


def beside(answer: Answer, known: Known | None = None) -> list[str]:
    """What is said beside the quotes: what follows from their dates, where they disagree, what is not answered, and
    what the collection knows today of the cited articles."""
    drawn = [f"From the dates: {answer.conclusion.text}"] if answer.conclusion else []
    missing = (f"Not answered: “{one.part}” ({one.reason})." for one in answer.missing)
    return [*drawn, *map(_disagreement, answer.differing), *missing, *remarks(answer, known or Known())]


def read_as(turn: KeptTurn) -> list[str]:
    """How the question was understood, and to what its reader limited it."""
    understood = turn.answer.understood if turn.answer else {}
    limits = limits_in_words(turn.limits)
    return [*(f"{name.replace('_', ' ').capitalize()}: {words}" for name, words in understood.items()),
            *([f"Only {limits}"] if limits else [])]  # fmt: skip


def _disagreement(one: Disagreement) -> str:
    told = (f"{given.figure} ({reference(given)}) [{given.citation}]" for given in one.figures)
    about = f" on “{one.part}”" if one.part else ""
    return f"The articles disagree{about}: {'; '.join(told)}."


def conversation_as_markdown(name: str, turns: Sequence[KeptTurn], known: Sequence[Known] = ()) -> str:
    """Each question as a heading, its quotes as paragraphs, and a footnote for each citation.

    `known` is what the collection knows today of the articles that each turn cites.
    """
    numbered = enumerate(zip_longest(turns, known), 1)
    parts = [f"# {plain(name)}", *(_turn_as_markdown(number, *one) for number, one in numbered)]
    return "\n\n".join(parts) + "\n"


def evidence(turns: Sequence[KeptTurn]) -> str:
    """The answers as the JSON document that `citewire verify` checks: one answer, or all of a conversation."""
    answers = [turn.answer for turn in turns if turn.answer is not None]
    return dump_answer(answers[0]) if len(answers) == len(turns) == 1 else dump_answers(answers)


def cited(answer: Answer) -> list[Citation]:
    """Every citation of the answer once, by number."""
    every = [c for one in answer.sentences for c in (*one.citations, *([one.context] if one.context else []))]
    by_number = {citation.number: citation for citation in [*answer.citations, *every]}
    return [by_number[number] for number in sorted(by_number)]


def plain(text: str) -> str:
    """The text so that Markdown takes none of it as a mark."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\", escaped)


def _turn_as_markdown(number: int, turn: KeptTurn, known: Known | None) -> str:
    parts = [f"## {plain(turn.question)}", *(f"*{plain(line)}*" for line in read_as(turn))]
    if turn.answer is None:
        return "\n\n".join([*parts, UNREADABLE])
    if turn.answer.status is Status.NOT_FOUND:
        parts += [f"*{NOT_TOLD}*", *(_nearest(one) for one in turn.answer.nearest)]
    else:
        parts += [_sentence(number, one) for one in turn.answer.sentences]
    parts += [plain(line) for line in beside(turn.answer, known)]
    if turn.answer.as_of:
        parts.append(f"As of {day(turn.answer.as_of)}.")
    return "\n\n".join([*parts, *_footnotes(number, turn.answer)])


def _sentence(turn: int, sentence: AnswerSentence) -> str:
    context = (
        f"{plain(sentence.context.quote)}{_marks(turn, [sentence.context])} " if sentence.context else ""
    )
    return f"{context}{plain(_spoken(sentence))}{_marks(turn, sentence.citations)}"


def _footnotes(turn: int, answer: Answer) -> Iterator[str]:
    for one in cited(answer):
        address = web_address(one.url)
        link = f" <{address}>" if address and not re.search(r"[\s<>]", address) else ""
        title = f", {plain(one.title)}" if one.title else ""
        yield f"[^{turn}-{one.number}]: {plain(reference(one))}{title}{link}: “{plain(one.quote)}”"


def _nearest(passage: NearestPassage) -> str:
    return f"> {plain(passage.quote)}\n>\n> {plain(reference(passage))}"


def _marks(turn: int, citations: Sequence[Citation]) -> str:
    return "".join(f"[^{turn}-{one.number}]" for one in citations)


def _numbers(citations: Sequence[Citation]) -> str:
    return "".join(f"[{one.number}]" for one in citations)


def _spoken(sentence: AnswerSentence) -> str:
    names = dict.fromkeys(one.speaker for one in sentence.citations if one.speaker)
    return f"{', '.join(names)}: {sentence.text}" if names else sentence.text
