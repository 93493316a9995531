"""How much a name in a sentence looks like what is asked for: a person, a country, a film, a company."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.answer_spans import Span
from qa.full_names import HONORIFICS, OFFICES
from qa.kinds import AnswerKind
from qa.places import is_country, is_state
from qa.words import STOP_WORDS, stem, tokens

_BODIES = """agency association authority bank board bridge bureau centre center church club college commission committee
company council county court department division federation fire foundation government group hospital house inc industries
infirmary institute league limited line lines ltd ministry motors museum network office organisation organization party
plc police port press prison rail railway road school service society squad stadium street team times trust union united
university works"""
_BODY = frozenset(_BODIES.split())
_TITLED_THINGS = re.compile(
    r"\b(?:film|movie|show|series|book|novel|memoir|song|single|album|play|musical|game|magazine|word|term|phrase|slogan|podcast)\b",
    re.IGNORECASE,
)
_AT_A_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|outside|inside|across|around|off|into|through|over) (?:the )?(?:\w+ )?$",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    r"\b(?:in|at|of|from|near|for|to|on|outside|off|under|over)\s(?:the\s)?$", re.IGNORECASE
)
_TITLE_BEFORE = re.compile(
    rf"\b(?:{'|'.join(HONORIFICS)}|{'|'.join(OFFICES)}|[a-z]+er|[a-z]+or|[a-z]+ist|[a-z]+man|[a-z]+woman|captain|chair|head|"
    r"chief|spokes\w+|boss)\.?,?\s$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"^,? (?:\d{1,3}\b|who\b|an? |the |\w+ (?:secretary|executive|minister|officer|engineer|director)\b)"
)
_SAYING = r"(?:said|says|told|added|wrote|argued|warned|insisted|announced|replied|confirmed|tweeted)"
_SPEAKS = re.compile(rf"^,? {_SAYING}\b|^[’']s\b")
_TOLD = re.compile(
    rf"\b(?:{_SAYING}|according to|via|reported by|shared with)\s(?:[\w,]+\s){{0,3}}$", re.IGNORECASE
)
_ASKED = re.compile(r"\b(?:which|what)\s+((?:[\w’'-]+\s*){1,4})", re.IGNORECASE)
_AS_SUBJECT = re.compile(
    r"(?:^|[.,;]\s)(?:which|what)\s(?!\w+ (?:did|does|do|is the|was the|has the|are the|were the)\b)",
    re.IGNORECASE,
)


def is_new_name(kind: AnswerKind, name: str, question: str, question_stems: frozenset[str]) -> bool:
    """Whether a name is not one of the question's: for a person by the last word, for others unless 'which bank' asks."""
    words = [token for token in tokens(name) if token.text.casefold() not in STOP_WORDS]
    if not words:
        return False
    if kind is AnswerKind.PERSON:
        return words[-1].stem not in question_stems
    return any(word.stem not in question_stems for word in words)


def likeness(kind: AnswerKind, span: Span, sentence: str, question: str) -> float:
    """Between about -1 and 1: added to the nearness of the name to the question's words."""
    if kind is AnswerKind.PERSON:
        return _like_a_person(span, sentence)
    shared = _subject(span, sentence, question) + _of_the_sort(sentence[slice(*span)], question)
    return shared + (
        _like_a_place(span, sentence, question)
        if kind is AnswerKind.PLACE
        else _like_a_thing(span, sentence, question)
    )


def _like_a_person(span: Span, sentence: str) -> float:
    name, before, after = sentence[slice(*span)], sentence[: span[0]], sentence[span[1] :]
    words = name.split()
    return (
        0.2 * (len(words) in (2, 3, 4))
        + 0.15 * bool(_TITLE_BEFORE.search(before) or words[0].rstrip(".") in HONORIFICS)
        + 0.1 * bool(_INTRODUCED.match(after))
        + 0.1 * bool(_SPEAKS.match(after))
        + 0.05 * before.rstrip().endswith(" by")
        - 0.2 * bool(_BELONGS.search(before))
        - 0.5 * (_is_a_body(name) or is_country(name))
    )


def _like_a_place(span: Span, sentence: str, question: str) -> float:
    name, before, after = sentence[slice(*span)], sentence[: span[0]], sentence[span[1] :]
    asks_country = re.search(r"\b(?:country|nation)\b", question, re.IGNORECASE)
    asks_state = re.search(r"\b(?:which|what) (?:\w+ )?state\b", question, re.IGNORECASE)
    fits = bool((asks_country and is_country(name)) or (asks_state and is_state(name)))
    misfits = re.search(r"\b(?:city|town|village)\b", question, re.IGNORECASE) and (
        is_country(name) or _is_only_a_state(name)
    )
    return (
        0.2 * bool(_AT_A_PLACE.search(before))
        + 0.6 * fits
        - 0.3 * bool(misfits)
        - 0.3 * bool(_SPEAKS.match(after) or _TITLE_BEFORE.search(before) or _TOLD.search(before))
        - 0.1 * _is_a_body(name)
    )


def _like_a_thing(span: Span, sentence: str, question: str) -> float:
    name, before, after = sentence[slice(*span)], sentence[: span[0]], sentence[span[1] :]
    quoted = bool(re.search(r"[“\"‘']\s?$", before) and re.match(r"\s?[,.]?[”\"’']", after))
    return (
        0.3 * (quoted and bool(_TITLED_THINGS.search(question)))
        - 0.3 * (is_country(name) or is_state(name))
        - 0.3 * bool(_TITLE_BEFORE.search(before) or _TOLD.search(before) or _SPEAKS.match(after))
        - 0.2 * bool(re.search(r"\d", name) and " " in name)
    )


def _subject(span: Span, sentence: str, question: str) -> float:
    """'Which firm won ...' is answered by the subject of a sentence: a name at its start."""
    opening = len(sentence[: span[0]].split()) <= 2
    return 0.15 if opening and _AS_SUBJECT.search(question) else 0.0


def _of_the_sort(name: str, question: str) -> float:
    """'Which university' is answered by a name with 'University' in it."""
    asked = _ASKED.findall(question)
    sorts = _sorts(asked[-1]) if asked else frozenset()
    return 0.5 * any(token.stem in sorts for token in tokens(name))


@lru_cache(maxsize=256)
def _sorts(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split() if word.islower() and word not in STOP_WORDS)


def _is_only_a_state(name: str) -> bool:
    return is_state(name) and name.casefold() not in ("new york", "washington")


def _is_a_body(name: str) -> bool:
    """Whether the name is that of an organisation or a building, or an abbreviation."""
    words = re.findall(r"\w+", name)
    acronym = any(len(word) > 2 and word.isupper() for word in words)
    return acronym or any(word.casefold() in _BODY for word in words)
