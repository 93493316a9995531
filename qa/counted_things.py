"""Does a figure count what 'how many ...' asks? The noun behind it, and for people what befell them, must fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from qa.answer_spans import Span
from qa.words import STOP_WORDS, stem, tokens

_ASKED = re.compile(r"\bhow many ((?:[\w’'-]+\s*){1,5})|\bnumber of ((?:[\w’'-]+\s*){1,3})", re.IGNORECASE)
_SCORE = re.compile(r"(?<![\d.,])\d{1,3}(?:-|–| to )\d{1,3}(?![\d,])(?!-)")
_FINAL = re.compile(r"\b(?:final|what (?:was|is) the|by what|which) (?:\w+ )?score\b", re.IGNORECASE)
_DECIMAL = re.compile(r"\d\.\d")
_SCALED = re.compile(r"(?:thousand|million|billion|trillion|m|bn|k)$", re.IGNORECASE)
_NOT_A_COUNT = re.compile(r"[$£€¥%]|per ?cent")
_SHARE = re.compile(r"\s?(?:%|per ?cent|percentage)")
_RATIO = re.compile(r" (?:to|in|out of) (?:one|two|three|four|five|ten|\d+)\b(?! \w+s\b)")
_OF_A_RATIO = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) to $", re.IGNORECASE)
_THE_WHOLE = re.compile(r"\d of (?:the|its|their|his|her|our|all) $")  # of '22 of the 88 hangers', the 88
_ASKS_WHOLE = re.compile(r"\b(?:in all|altogether|in total|there|does|do)\b", re.IGNORECASE)
_TIMES = re.compile(r"\btimes?\b", re.IGNORECASE)
_SAME_THINGS = (
    "people persons passengers men women children residents inhabitants adults workers patients villagers civilians "
    "victims casualties students pupils users customers guests visitors lives members others voters households",
    "jobs posts positions roles workers staff employees people",
    "homes houses properties households buildings dwellings apartments flats",
    "shops stores outlets branches",
    "flights departures planes services",
    "deaths people lives fatalities victims",
    "votes ballots",
    "birds animals chickens hens turkeys geese",
)


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_ALIKE = tuple(map(_stems, _SAME_THINGS))
_PEOPLE = _ALIKE[0]
_FATES = (
    _stems("died die dead death deaths killed kill killing fatal fatally toll fatalities perished"),
    _stems("injured injuring injure injuries hurt hurting wounded wounding"),
    _stems("missing unaccounted"),
    _stems("arrested detained arrests"),
    _stems("rescued rescuing saved survived survivors"),
    _stems("evacuated displaced homeless evacuees"),
)  # fmt: skip
_BREAK = re.compile(r"[,;:—–(]|\b(?:and|but|while|after|before)\b")
_ACROSS = 12  # characters that a comma or conjunction between counts for
_FAR = 60  # characters at which such a word says nothing of the figure
_BESIDE = 20  # and where no people are asked for
_PART_OF = re.compile(  # '22 of the 88 hangers' are hangers
    r"^ of (?:the|its|their|his|her|our|these|those|them)?\s?(?:\d[\d,.]* (?=[^\W\d]))?(?=\w)"
)
_BEHIND = 3  # words behind a figure among which its noun stands
_NUMBER_OF = re.compile(r"\bnumber of ((?:[\w’'-]+\s){1,3})[^,;:.]{0,60}$", re.IGNORECASE)  # '... rose to 64'
_NOT_A_NOUN = re.compile(r"\w+(?:ed|ing)$|^(?:hurt|dead|badly|seriously|more|fewer|so|far)$", re.IGNORECASE)


def asks_score(question: str) -> bool:
    """Whether the score of a match is asked for."""
    return bool(_FINAL.search(question))


def scores(sentence: str) -> list[Span]:
    """The scores of matches in a sentence: '94-91', '2–1'."""
    return [match.span() for match in _SCORE.finditer(sentence)]


def counts_it(span: Span, question: str, sentence: str) -> bool:
    """Whether the figure may count what is asked for: by the noun behind it, and by what befell the people counted."""
    figure, after = sentence[slice(*span)], sentence[span[1] :]
    asked = _asked(question)
    if not asked:
        return True
    if _DECIMAL.search(figure) and not _SCALED.search(figure):
        return False
    if re.match(r"\s?[-–]\s?\d|[:/]\d", after) or re.search(r"\d[-–:/]$", sentence[: span[0]]):
        return False  # '94-91', '24/7'
    if _NOT_A_COUNT.search(figure) or _SHARE.match(after) or _RATIO.match(after):
        return False
    if figure.casefold() == "one" and _OF_A_RATIO.search(sentence[: span[0]]):
        return False
    if _THE_WHOLE.search(sentence[: span[0]]) and not _ASKS_WHOLE.search(question):
        return False
    if asked[0] == stem("times"):
        return bool(_TIMES.match(after.lstrip()))
    nouns = list(_nouns(after)) or _numbered(sentence[: span[0]])
    if nouns and not any(_alike(noun, asked) for noun in nouns):
        return False
    if nouns and _PEOPLE.isdisjoint(nouns):
        return True
    told = _fate(span, sentence, _FAR if nouns or not _PEOPLE.isdisjoint(asked) else _BESIDE)
    return told == _asked_fate(question) or (told is None and not nouns)


def names_it(span: Span, question: str, sentence: str) -> bool:
    """Whether what is asked for stands right behind the figure: surer than a figure alone."""
    asked = _asked(question)
    return any(_alike(word, asked) for word in _nouns(sentence[span[1] :]))


def _asked(question: str) -> list[str]:
    """The stems of the words that 'how many' is followed by, up to the verb."""
    match = _ASKED.search(question)
    if match is None:
        return []
    found: list[str] = []
    for word in (match.group(1) or match.group(2)).split():
        if word.casefold() in STOP_WORDS and word.casefold() != "people":
            break
        found.append(stem(word))
        if found[-1] in _PEOPLE:
            break
    return found


def _alike(noun: str, asked: list[str]) -> bool:
    return noun in asked or any(noun in group and not group.isdisjoint(asked) for group in _ALIKE)


def _nouns(after: str) -> Iterator[str]:
    """Stems of the words behind a figure that belong to what it counts; none where it stands alone."""
    after = _PART_OF.sub(" ", after)
    for place, match in enumerate(re.finditer(r"\s?-?([\w’'-]+)|[^\w\s]", after)):
        word = match.group(1)
        if place == _BEHIND or not word or word.casefold() in STOP_WORDS or word[:1].isdigit():
            return
        if place == 0 and _NOT_A_NOUN.match(word) and not _is_people(word):
            if word.casefold() in ("more", "fewer"):
                continue
            return
        yield stem(word)


def _numbered(before: str) -> list[str]:
    """Stems of 'the number of known cracks in it rose to' before a figure, up to a small word; none of a verb's forms."""
    match = _NUMBER_OF.search(before)
    words = match.group(1).split() if match else []
    group = list(takewhile(lambda one: one.casefold() not in STOP_WORDS or _is_people(one), words))
    nouns = [stem(one) for one in group if not _NOT_A_NOUN.match(one) or _is_people(one)]
    return [one for one in nouns if not any(one in fate for fate in _FATES) and one not in STOP_WORDS]


def _is_people(word: str) -> bool:
    return stem(word) in _PEOPLE


def _asked_fate(question: str) -> int | None:
    stems = {token.stem for token in tokens(question)}
    return next((n for n, words in enumerate(_FATES) if words & stems), None)


def _fate(span: Span, sentence: str, within: int) -> int | None:
    """What befell those whom the figure counts: the nearest such word in the sentence; None where it tells nothing."""
    nearest: tuple[int, int] | None = None
    for token in tokens(sentence):
        kind = next((n for n, words in enumerate(_FATES) if token.stem in words), None)
        if kind is None or span[0] <= token.start < span[1] or token.text.istitle():
            continue
        between = sentence[span[1] : token.start] if token.start >= span[1] else sentence[token.end : span[0]]
        gap = len(between) + _ACROSS * len(_BREAK.findall(between))
        nearest = min(nearest or (within, kind), (gap, kind))
    return nearest[1] if nearest and nearest[0] < within else None
