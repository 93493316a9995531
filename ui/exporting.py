"""Answers and conversations to take along: plain text, Markdown with footnotes, and the evidence as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from indexes.moments import day
from qa.answers import Answer, AnswerSentence, Citation, NearestPassage, Status
from qa.serialization import dump_answer, dump_answers
from ui.phrases import quoted, reference, web_address

if TYPE_CHECKING:
    from ui.turns import KeptTurn

NOT_TOLD: Final = "The articles do not tell."
UNREADABLE: Final = "This answer was kept by another version of Citewire."
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_OPENING: Final = re.compile(
    r"^(?:([-+=])|(\d+)(?=[.)]))"
)  # what begins a list or a rule at the start of a line


def answer_as_text(answer: Answer) -> str:
    """The sentences with their numbers, and below them what the numbers stand for: for the clipboard."""
    if answer.status is Status.NOT_FOUND:
        return f"{answer.question}\n\n{NOT_TOLD}"
    lines = [f"{_spoken(one)} {_numbers(one.citations)}" for one in answer.sentences]
    sources = [f"[{one.number}] {quoted(one.quote, one)}" for one in cited(answer)]
    return "\n\n".join([answer.question, "\n".join(lines), *beside(answer), "\n".join(sources)])


def beside(answer: Answer) -> list[str]:
    """What is said beside the quotes: what follows from their dates, and the parts that are not answered."""
    drawn = [f"From the dates: {answer.conclusion.text}"] if answer.conclusion else []
    return [*drawn, *(f"Not answered: “{one.part}” ({one.reason})." for one in answer.missing)]


def conversation_as_markdown(name: str, turns: Sequence[KeptTurn]) -> str:
    """Each question as a heading, its quotes as paragraphs, and a footnote for each citation."""
    parts = [f"# {plain(name)}", *(_turn_as_markdown(number, turn) for number, turn in enumerate(turns, 1))]
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


def _turn_as_markdown(number: int, turn: KeptTurn) -> str:
    parts = [f"## {plain(turn.question)}"]
    if turn.answer is None:
        return "\n\n".join([*parts, UNREADABLE])
    if turn.answer.status is Status.NOT_FOUND:
        parts += [f"*{NOT_TOLD}*", *(_nearest(one) for one in turn.answer.nearest)]
    else:
        parts += [_sentence(number, one) for one in turn.answer.sentences]
    parts += [plain(line) for line in beside(turn.answer)]
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
