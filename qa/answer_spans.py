"""Spans of a sentence that could be the answer to a question of a given kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.kinds import AnswerKind
from qa.words import STOP_WORDS, stem

Span = tuple[int, int]

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_NUMBER_WORD = rf"(?:{_SMALL}|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|a dozen|half|hundreds?|thousands?|millions?)"
_FIGURE = r"\d+(?:[.,]\d+)*"
_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|mn|m|bn|k)\b)?"
_AMOUNT = rf"(?:{_FIGURE}{_SCALE}|\b{_NUMBER_WORD}(?:[ -]{_NUMBER_WORD})*\b)"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries|nights?)"
_PREFIX = r"(?:(?:US|A|C|NZ|HK)?[$£€¥])"

_PATTERNS: dict[AnswerKind, str] = {
    AnswerKind.MONEY: rf"{_PREFIX}\s?{_FIGURE}{_SCALE}|{_AMOUNT}\s(?:dollars|pounds|euros|cents|pence|kroner|yen)\b|\b{_FIGURE}p\b",
    AnswerKind.SHARE: rf"{_AMOUNT}\s?(?:%|per ?cent|percentage points?)|\b(?:half|a third|two-thirds|a quarter|three-quarters|one in \w+|\w+ out of \w+|\w+ in (?:five|ten|four|three))\b",
    AnswerKind.NUMBER: rf"{_PREFIX}?{_AMOUNT}(?:-year-old|\s?%|\sper ?cent)?",
    AnswerKind.DURATION: rf"{_AMOUNT}(?:\s|-){_UNIT}\b|\ba (?:week|month|year|day|decade|fortnight|century)\b",
    AnswerKind.DATE: rf"(?:{_DAY},?\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b)(?:,?\s\d{{4}})?|{_MONTH}\s\d{{4}}|\b(?:1[5-9]|20)\d\d\b|\b(?:last |next |this )?{_DAY}(?:\s(?:morning|afternoon|evening|night))?\b|\bin {_MONTH}\b|\b\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\.?|\b(?:yesterday|today|tomorrow|tonight|last (?:week|month|year|night)|next (?:week|month|year))\b",
    AnswerKind.REASON: r"\b(?:because|due to|owing to|after|since|amid|as a result of|in order to|blamed|caused by|prompted|over concerns|citing|following|in response to|so that)\b",
    AnswerKind.QUOTE: r"[“\"‘][^”\"’]{3,}|\b(?:said|says|told|added|warned|argued|insisted|claimed|called|described|denied|wrote|replied|promised|announced)\b",
    AnswerKind.DEFINITION: r"\b(?:is|are|was|were) (?:an?|the|one of)\b|\bknown as\b|, an? [a-z]|\bmeans\b|\(",
}  # fmt: skip
_COMPILED = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _PATTERNS.items()}
_NAME = re.compile(
    r"(?:[A-Z][\w’'\-]*\.?|[A-Z]{2,})(?:\s+(?:of|the|de|van|von|al|bin|for|and|&)\s+(?=[A-Z])|\s+)?"
    r"(?:(?:[A-Z][\w’'\-]*\.?|\d+)(?:\s+(?:of|the|de|van|von|&)\s+(?=[A-Z])|\s+)?)*"
)
_FOLLOWS_NAME = re.compile(r", (?:\d{1,3},|who\b|whose\b)")
_CALENDAR = re.compile(rf"(?:{_MONTH}|{_DAY}|\s|\d)+")
_WORD = r"[^\W_][\w’'\-]*"
_LISTED = re.compile(
    rf"{_WORD}(?: {_WORD})?(?:, (?:the |an? )?{_WORD}(?: {_WORD}){{0,3}})+,? (?:and|or) (?:the |an? )?{_WORD}(?: {_WORD})?"
)
_BETWEEN = re.compile(r",? (?:and|or) (?:the )?|, (?:the )?")
_OF_A_LAND = frozenset(
    [
        "Afghan",
        "African",
        "Algerian",
        "American",
        "Argentine",
        "Asian",
        "Australian",
        "Austrian",
        "Bangladeshi",
        "Belgian",
        "Brazilian",
        "British",
        "Bulgarian",
        "Canadian",
        "Chilean",
        "Chinese",
        "Colombian",
        "Croatian",
        "Cuban",
        "Czech",
        "Danish",
        "Dutch",
        "Egyptian",
        "Emirati",
        "English",
        "Ethiopian",
        "European",
        "Filipino",
        "Finnish",
        "French",
        "German",
        "Greek",
        "Hungarian",
        "Indian",
        "Indonesian",
        "Iranian",
        "Iraqi",
        "Irish",
        "Israeli",
        "Italian",
        "Japanese",
        "Kenyan",
        "Korean",
        "Kuwaiti",
        "Lebanese",
        "Libyan",
        "Malaysian",
        "Mexican",
        "Moroccan",
        "Nigerian",
        "Norwegian",
        "Pakistani",
        "Palestinian",
        "Peruvian",
        "Polish",
        "Portuguese",
        "Qatari",
        "Romanian",
        "Russian",
        "Saudi",
        "Scottish",
        "Serbian",
        "Somali",
        "Spanish",
        "Sudanese",
        "Swedish",
        "Swiss",
        "Syrian",
        "Thai",
        "Tunisian",
        "Turkish",
        "Ukrainian",
        "Venezuelan",
        "Vietnamese",
        "Welsh",
        "Yemeni",
    ]
)
_WITH_NAMES = (AnswerKind.PERSON, AnswerKind.PLACE, AnswerKind.NAME)


def answer_spans(kind: AnswerKind, sentence: str) -> list[Span]:
    """Half-open spans of `sentence` that are of the kind asked for, in order; empty where there is none."""
    if kind is AnswerKind.PLACE:
        return [span for span in _names(sentence) if not _describes(sentence[slice(*span)])]
    if kind in _WITH_NAMES:
        return list(_names(sentence))
    if kind is AnswerKind.LIST:
        return _lists(sentence)
    pattern = _COMPILED.get(kind)
    return [match.span() for match in pattern.finditer(sentence)] if pattern else []


def new_spans(
    kind: AnswerKind, sentence: str, question_stems: frozenset[str], article: str = ""
) -> list[Span]:
    """Those of `answer_spans` that say something the question does not say already.

    The text of its `article` tells whether the sentence's first word is a name.
    """
    spans = answer_spans(kind, sentence)
    if article and kind in _WITH_NAMES:
        opening = opening_name(sentence, article)
        place = kind is AnswerKind.PLACE
        spans = sorted(
            {*spans, *(one for one in opening if not (place and _describes(sentence[slice(*one)])))}
        )
    return [span for span in spans if _is_new(sentence[slice(*span)], question_stems)]


def _describes(name: str) -> bool:
    """Whether a name is of a people or land: 'Chinese' names no place, 'South China' does."""
    return name.split()[-1] in _OF_A_LAND


def _is_new(text: str, question_stems: frozenset[str]) -> bool:
    words = [word for word in re.findall(r"[\w.,]*\w", text) if word.casefold() not in STOP_WORDS]
    return any(stem(word) not in question_stems for word in words)


def _lists(sentence: str) -> list[Span]:
    """Runs of names joined by commas and 'and'; else of words; else each name."""
    names = list(_names(sentence))
    runs: list[list[Span]] = []
    for span in names:
        if runs and _BETWEEN.fullmatch(sentence[runs[-1][-1][1] : span[0]]):
            runs[-1].append(span)
        else:
            runs.append([span])
    joined = [(run[0][0], run[-1][1]) for run in runs if len(run) > 1]
    return joined or [match.span() for match in _LISTED.finditer(sentence)] or names


def _names(sentence: str) -> Iterator[Span]:
    """Runs of capitalised words that are no dates, without a first word that is only capitalised as the sentence's first."""
    for match in _NAME.finditer(sentence):
        start, text = match.start(), match.group().rstrip(" ,.;:")
        first = not sentence[:start].strip(" “\"'‘(")
        opening = text.split()[0] if text else ""
        if first and " " in text and opening.casefold() in STOP_WORDS:
            start, text = start + len(opening) + 1, text[len(opening) + 1 :].lstrip()
        elif first and text == opening and not _names_somebody(text, sentence[match.start() + len(text) :]):
            continue
        text = re.sub(r"[’']s?$", "", text)
        if text and not _CALENDAR.fullmatch(text):
            yield start, start + len(text)


def opening_name(sentence: str, article: str) -> list[Span]:
    """The lone first word of a sentence, if its article writes it with a capital within sentences too."""
    match = re.match(r"[“\"‘'(\s]*([A-Z]\w{2,})(?=[\s’',])(?!\s[A-Z])", sentence)
    if match is None or match.group(1).casefold() in STOP_WORDS:
        return []
    word = re.escape(match.group(1))
    inside = len(re.findall(rf"(?<=[a-z,;] ){word}\b(?! [A-Z])", article))
    return [match.span(1)] if inside > len(re.findall(rf"\b{word.lower()}\b", article)) else []


def _names_somebody(word: str, after: str) -> bool:
    """Whether a sentence's lone first word is a name: 'NATO', 'Pell’s', 'Pell, 68,', 'Pell, who'."""
    if word.casefold() in STOP_WORDS:
        return False
    return not word[1:].islower() or word.endswith(("’s", "'s")) or bool(_FOLLOWS_NAME.match(after))
