"""Of whom a sentence claims something: the accused, never the accuser; and who is the subject of a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.answer_spans import Span, answer_spans
from qa.kinds import AnswerKind
from qa.persons import SAYING
from qa.tense import PAST
from qa.words import stem, tokens

ACCUSES = re.compile(
    r"\b(?:accus(?:e[ds]?|ing|ations?)|alleg(?:e[ds]?|edly|ing|ations?)|blam(?:e[ds]?|ing)|suspect(?:s|ed)|charged with"
    r"|claim(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
"""The words of an accusation."""
_UNDERGOES = re.compile(r"^(?:\s(?:of|by|over|for|to (?:have|be))\b|$)")  # 'accused of', 'alleged to have'
_PASSIVE = re.compile(r"^(?:charged with|suspected|allegedly)$", re.IGNORECASE)
_CLAIMS = re.compile(r"claim|alleg", re.IGNORECASE)
_NO_OBJECT = re.compile(rf"\bby\b|\bof\s\w+ing\b|[’']s\b|[“”\"]|\b{SAYING}\b|\baccording to\b")
_SPEAKS = re.compile(rf",?\s{SAYING}\b|[’']s\b")
_SAID = re.compile(rf"\b{SAYING}\b|\baccording to\b|\bwhether\b|\bbeliev\w+ that\b")
_DID = re.compile(  # what will be, or was done to them, is no accusation: 'said Name has been appointed'
    r"(?:\s\([^)]{1,40}\)|,\s[^,]{2,80})?,?\s(?:(?:\w+ly|ever|once|never)\s)?"
    rf"(?!(?:has|have|had|was|were)\s(?:\w+ly\s)?(?:been|to)\b)(?:(?:{PAST})|has|have|is)\b"
)
_NAME = r"(?:[A-Z][\w’'-]*\.?)(?:\s[A-Z][\w’'-]*\.?)*"
_SUBJECT = re.compile(
    rf"(?:(?P<pronoun>\b(?i:he|she|they|it|both)\b)|(?P<names>{_NAME}(?:\sand\s{_NAME})?))(?:,[^,]{{2,80}},|\s\([^)]{{1,40}}\))?"
    r"(?:,?\s(?:was|were|is|are|has|have|had|been|be|who|also|again|always|since|later|then|both|all|stands?|repeat(?:s|ed)"
    r"|maintain(?:s|ed)|\w+ly)\b)*,?\s?$"
)
_GOVERNED = re.compile(
    r"\b(?:of|by|to|with|for|from|about|against|like|than)\s(?:[a-z]+\s){0,3}$"
)  # 'the wife of Name'
_BACK = 140  # characters before a verb in which its subject is looked for
_OBJECT_IS_NEAR = 60  # characters between 'accused' and the name of the accused


def accused_in(text: str, asked: Sequence[str] = ()) -> frozenset[str]:
    """Stems of the last words of the names of whom a sentence claims something: accused, or said to have done something.

    `asked` are the stems of names in the question: of whom an accusation is that names only an office. Nobody whom the
    sentence names otherwise is one of them.
    """
    match = ACCUSES.search(text)
    found = frozenset(_by_accusation(match, text) if match else _by_what_is_said(text))
    if found or not match:
        return found
    named = {token.stem for token in tokens(text)}
    return frozenset(one for one in asked if not one[:1].isdigit() and one not in named)


def subject_of(text: str, verb: int) -> tuple[frozenset[str], bool]:
    """Stems of the last words of the names that are the subject of the verb at a place, and whether it is a pronoun.

    Neither of the subject in 'the wife of Name denied' and "Name's wife denied" is the name.
    """
    begins = max(0, verb - _BACK)
    match = _SUBJECT.search(text[begins:verb])
    if not match or _GOVERNED.search(text[: begins + match.start()]):
        return frozenset(), False
    if match["pronoun"]:
        return frozenset(), True
    return frozenset(stem(name.split()[-1]) for name in match["names"].split(" and ")), False


def _by_accusation(match: re.Match[str], text: str) -> Iterator[str]:
    """The subject of 'was accused of', the object of 'accused'."""
    if _PASSIVE.match(match.group()) or _UNDERGOES.match(text[match.end() :]):
        yield from subject_of(text, match.start())[0]
        return
    after = [span for span in _persons(text) if span[0] >= match.end()]
    if after and _is_object(match.group(), text[match.end() : after[0][0]], text[after[0][1] :]):
        yield _last(after[0], text)


def _is_object(verb: str, between: str, behind: str) -> bool:
    """Whether a name behind 'accused' is its object: not 'by Name', 'the board of bribing Name', 'claimed, Name said'."""
    if len(between) > _OBJECT_IS_NEAR or _NO_OBJECT.search(between) or _SPEAKS.match(behind):
        return False
    return not _CLAIMS.match(verb) or bool(_DID.match(behind)) or " against " in between


def _by_what_is_said(text: str) -> Iterator[str]:
    said = _SAID.search(text)
    for span in _persons(text) if said else ():
        if said and said.end() <= span[0] and _DID.match(text[span[1] :]):
            yield _last(span, text)


def _persons(text: str) -> list[Span]:
    return sorted(answer_spans(AnswerKind.PERSON, text))


def _last(span: Span, text: str) -> str:
    return stem(text[slice(*span)].split()[-1])
