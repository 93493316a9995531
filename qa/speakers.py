"""Where an article names who says a stretch of it: beside the speech, or before it, where 'she said' points back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.answer_spans import Span, answer_spans
from qa.attribution import goes_on_after, leading_name, names_who_speaks, speech_verbs
from qa.candidates import Candidate, Reading
from qa.context import speaker_of
from qa.kinds import AnswerKind
from qa.months import MONTHS_AND_DAYS
from qa.person_nouns import speaks_of_somebody
from qa.quotations import Quotation, quotations
from qa.quoted_words import where_said
from qa.words import STOP_WORDS, is_name, tokens

_SAYS = r"(?:said|says|told|tells|added|adds|wrote|replied|explained|continued|recalled|warned|insisted|argued|asked)"
_PRONOUN = re.compile(rf"\b(?:(he|she)\s(?:\w+\s)?{_SAYS}|{_SAYS}\s(he|she))\b", re.IGNORECASE)
_OF = {
    "he": re.compile(r"^(?:Ms|Mrs|Miss|Dame|Lady|Sister)\b"),
    "she": re.compile(r"^(?:Mr|Sir|Lord|Father)\b"),
}  # titles of those whom the pronoun cannot mean
_COMMA = re.compile(rf",(?=\s{_SAYS}\b)")
_DENIES = re.compile(r"\b(?:never|not|nor|deny|denie[sd]|denying|nobody|no one|if)\b|n[’']t\b", re.IGNORECASE)
_OPENING = 4  # words in which a sentence says of whom it tells
_BACK = 5  # sentences before the speech in which the person is looked for that a pronoun stands for


def speaker_in(words: str, candidate: Candidate) -> Span | None:
    """Half-open span of a sentence in which the speaker of the quoted words is named; None where it is named elsewhere."""
    said = where_said(words, candidate.reading.article.text)
    name = where_named(candidate.reading, said) if said else None
    start, end = candidate.sentence.start, candidate.sentence.end
    return (name[0] - start, name[1] - start) if name and start <= name[0] and name[1] <= end else None


def where_named(reading: Reading, said: Span) -> Span | None:
    """Half-open span of the article's text that names who says the words in `said`; None where that is in doubt."""
    text = reading.article.text
    found = _quotation(text, said[0])
    if found is None:
        return None
    first, quotation = found
    start, end = first + quotation.start, first + quotation.end
    name = speaker_of(text, said[0], min(said[1], end))
    if name:
        return _nearest(text, name, start, end)
    told = _piece(first, quotation)
    beside = _told_only(text)[slice(*told)]
    if speech_verbs(beside) != 1 or _DENIES.search(beside):
        return None  # 'Ann Low said that he had told her' names no speaker beyond doubt
    if name := next(_who_speak(beside), None):
        return _nearest(text, name, start, end)
    pronoun = _PRONOUN.search(beside)
    who = (pronoun[1] or pronoun[2]).casefold() if pronoun else ""
    if pronoun and _names_somebody(beside[: pronoun.start()]):
        return None  # 'after Ann Low had left, she said': whom the pronoun means stands in the sentence
    return _pointed_to(reading, min(start, told[0]), who) if who else None


def _quotation(text: str, place: int) -> tuple[int, Quotation] | None:
    """Where the paragraph of a place starts, and the quotation in which it lies."""
    first = text.rfind("\n", 0, place) + 1
    paragraph = text[first:].split("\n", 1)[0]
    inside = (one for one in quotations(paragraph) if one.holds(place - first, place - first + 1))
    quotation = next(inside, None)
    return (first, quotation) if quotation else None


def _piece(first: int, quotation: Quotation) -> Span:
    """Where the words stand that tell who speaks: behind the quotation if its sentence goes on, else before it."""
    end = first + quotation.end
    if goes_on_after(quotation):
        return end, end + len(re.split(r"(?<=[a-z\d][.!?])\s", quotation.after)[0])
    before = quotation.before.rstrip()
    last = re.split(r"(?<=[a-z\d][.!?])\s+", before)[-1]
    start = first + quotation.start - len(quotation.before) + len(before) - len(last)
    return start, first + quotation.start


def _pointed_to(reading: Reading, before: int, pronoun: str) -> Span | None:
    """The person of whom the nearest sentence before speaks, whom 'he' or 'she' can mean."""
    text, told = reading.article.text, _told_only(reading.article.text)
    earlier = [one for one in reading.sentences if one.citable and one.end <= before][-_BACK:]
    for sentence in reversed(earlier):
        said = told[sentence.start : sentence.end]
        names = [name for name in _people(said) if not _OF[pronoun].match(name)]
        if names and not _tells_of_others(said, names[0], pronoun, text):
            return _nearest(text, names[0], sentence.start, sentence.start)
        if names or _brings_another(said):
            return None
    return None


def _tells_of_others(said: str, name: str, pronoun: str, text: str) -> bool:
    """Whether a sentence names another full name that the pronoun can mean as well; 'Larch Mill' is none beside 'a mill'."""
    found = (said[slice(*span)] for span in answer_spans(AnswerKind.PERSON, said))
    others = [one for one in found if " " in one and one not in name and name not in one]
    return any(not _OF[pronoun].match(one) and not _is_thing(one, text) for one in others)


def _is_thing(name: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name.split()[-1].lower())}\b", text))


def _brings_another(said: str) -> bool:
    """Whether a sentence without a full name begins with somebody else: 'The engineer', 'A woman of 90', 'Dunn'."""
    opening = list(tokens(said))[:_OPENING]
    if not opening or opening[0].text.casefold() in _OF:
        return False
    name = opening[0].capitalised and opening[0].text.casefold() not in STOP_WORDS
    return name or speaks_of_somebody(" ".join(one.text for one in opening))


def _names_somebody(words: str) -> bool:
    found = list(enumerate(tokens(words)))
    return any(is_name(one, place) and one.text.casefold() not in MONTHS_AND_DAYS for place, one in found)


def _people(told: str) -> Iterator[str]:
    """Who speaks in a sentence, else of whom it tells first."""
    speaking = list(_who_speak(told))
    if speaking:
        yield from reversed(speaking)
    elif name := leading_name(told):
        yield name


def _who_speak(told: str) -> Iterator[str]:
    """Names to which speech is attributed: also in 'the mayor, Name, said'."""
    return names_who_speaks(_COMMA.sub("", told))


def _told_only(text: str) -> str:
    """The text with blanks for what is spoken in it, so that all places stay."""
    first, kept, done = 0, list[str](), 0
    for paragraph in text.split("\n"):
        for one in quotations(paragraph):
            start, end = first + one.start, first + one.end
            kept += (text[done:start], " " * (end - start))
            done = end
        first += len(paragraph) + 1
    return "".join((*kept, text[done:]))


def _nearest(text: str, name: str, start: int, end: int) -> Span | None:
    """Where the name stands nearest to a span: before its start or behind its end."""
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return min(found, key=lambda one: min(abs(one[0] - end), abs(start - one[1])), default=None)
