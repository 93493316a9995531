"""Spelling slips: a word that the articles do not know, read as the one that they do.

A word is left alone if the collection knows it, if it is a number, if it is an English word or a well-known name
(then it is spelled right and simply not in the articles), or, for a name, if nothing close enough stands beside
the question's other words: a question about somebody else must stay one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from indexes.moments import MONTHS
from qa.known_words import is_known, nearest_common
from qa.looking_up import Collection, passage_texts
from qa.words import STOP_WORDS, Token, tokens

SHORTEST = 4  # letters: shorter words are one edit away from too many others
SURE = (
    5  # letters up to which a word in a question without capitals may be a name that the articles do not know
)
LONG = 7  # letters of a word from which two edits are one slip
_LOOKED_AT = 8  # nearest stems whose spelling is looked up
_READ = 5  # passages read for how a stem is spelled
_COMMON = 0.2  # share of spellings with a capital, or without, from which both are common
_MOST = 4  # words of one question that are looked up
_ENDINGS = ("s", "es", "d", "ed", "r", "er", "ers", "ing", "ly")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CALENDAR = (*MONTHS, *_DAYS)
_SMALL = sorted(word for word in STOP_WORDS if len(word) > SHORTEST)


@dataclass(frozen=True, slots=True)
class Slip:
    """A word of the question, half-open span, and the word as which it is read."""

    start: int
    end: int
    written: str
    meant: str


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A word as the articles spell it, how far it is from what was written and what speaks for it."""

    text: str
    edits: int
    beside: int
    passages: int


def find_slips(question: str, collection: Collection, names: Sequence[str] = ()) -> tuple[Slip, ...]:
    """The slips in a question, in order. `names` (of outlets) are known whatever the passages hold."""
    words = [token for token in tokens(question) if token.text.casefold() not in STOP_WORDS]
    known = {word for name in names for word in name.casefold().split()}
    unknown = [
        word for word in words if word.text.casefold() not in known and _may_be_a_slip(word, collection)
    ]
    found = (_read_as(word, words, question, collection) for word in unknown[:_MOST])
    return tuple(slip for slip in found if slip is not None)


def corrected(question: str, slips: Sequence[Slip]) -> str:
    """The question with its slips set right."""
    for slip in sorted(slips, key=lambda slip: -slip.start):
        question = question[: slip.start] + slip.meant + question[slip.end :]
    return question


def _may_be_a_slip(word: Token, collection: Collection) -> bool:
    text = word.text.casefold()
    if len(text) < SHORTEST or not (text.isascii() and text.isalpha()) or _is_initials(word.text):
        return False
    return not is_known(text) and not collection.together([word.stem])


def _is_initials(text: str) -> bool:
    return text.isupper() and len(text) < LONG


def _read_as(word: Token, words: Sequence[Token], question: str, collection: Collection) -> Slip | None:
    if sure := _calendar_word(word.text) or _small_word(word.text):
        return Slip(word.start, word.end, word.text, sure)
    others = [other for other in words if other.stem != word.stem and collection.together([other.stem])]
    run = _run_around(word, words, question)
    if any(other not in others for other in run):
        return None  # the rest of the name is not in the articles either: it is somebody else
    partners = [other.stem for other in run if other in others]
    spellings = [
        spelling
        for spelling in _spellings(word, [other.stem for other in others], partners, collection)
        if _may_be_meant(word, spelling, words, bool(others))
    ]
    common = nearest_common(word.text.casefold()) if _is_no_name(word, words) else None
    if common and not any(spelling.edits == 1 for spelling in spellings):
        return Slip(word.start, word.end, word.text, common)
    if not spellings:
        return None
    best = min(spellings, key=lambda one: (one.edits, -one.beside, -one.passages, one.text))
    return Slip(word.start, word.end, word.text, best.text)


def _calendar_word(text: str) -> str | None:
    near = (day for day in _CALENDAR if len(day) > SHORTEST and day[0] == text[0].upper())
    return next((day for day in near if _edits(text, day) == 1), None)


def _small_word(text: str) -> str | None:
    """The small word whose letters stand in another order: 'agian' is 'again', which no article's word list holds."""
    turned = (one for one in _SMALL if one[0] == text[0] and sorted(one) == sorted(text))
    return next((one for one in turned if _edits(text, one) == 1), None)


def _run_around(word: Token, words: Sequence[Token], question: str) -> list[Token]:
    """The other capitalised words of the name that the word is part of."""
    if not word.capitalised:
        return []
    place, run = words.index(word), []
    for step in (-1, 1):
        last, at = word, place + step
        while 0 <= at < len(words) and words[at].capitalised and _touch(last, words[at], question):
            last = words[at]
            run.append(last)
            at += step
    return run


def _touch(one: Token, other: Token, question: str) -> bool:
    first, second = sorted((one, other), key=lambda token: token.start)
    return question[first.end : second.start].strip() in ("", ".")


def _spellings(
    word: Token, others: Sequence[str], partners: Sequence[str], collection: Collection
) -> Iterator[_Spelling]:
    """The words of the articles that are close enough, with how many passages hold them beside others asked for."""
    for stem, passages in _near_stems(word, collection):
        together = [collection.together([stem, *partners])] if partners else [
            collection.together([stem, other]) for other in others
        ]  # fmt: skip
        text = _as_spelled(stem, word.text, collection)
        if text and _edits(word.text, text) <= _edits_allowed(word.text):
            yield _Spelling(text, _edits(word.text, text), sum(together), passages)


def _near_stems(word: Token, collection: Collection) -> list[tuple[str, int]]:
    near = [
        (edits, -count, stem)
        for stem, count in collection.vocabulary(word.stem[:1])
        if (edits := OSA.distance(word.stem, stem, score_cutoff=2)) <= 2 and stem.isalpha()
    ]
    return [(stem, -count) for _, count, stem in sorted(near)[:_LOOKED_AT]]


def _as_spelled(stem: str, written: str, collection: Collection) -> str | None:
    """The spelling nearest to what was written among those that the articles have for a stem."""
    found = Counter(
        token.text
        for text in passage_texts(collection, [stem], _READ)
        for place, token in enumerate(tokens(text))
        if place and token.stem == stem
    )
    alike = Counter(
        {text: count for text, count in found.items() if text[0].isupper() == written[0].isupper()}
    )
    if alike.total() >= _COMMON * found.total():  # as a name or as none, whichever was written
        found = alike
    return min(found, key=lambda text: (_edits(written, text), -found[text], text)) if found else None


def _may_be_meant(word: Token, spelling: _Spelling, words: Sequence[Token], has_others: bool) -> bool:
    """A name is read as a name that stands beside the question's other words, another word as no name."""
    is_name = spelling.text[:1].isupper()
    if not is_name and word.text.casefold().removeprefix(spelling.text) in _ENDINGS:
        return False  # another word made from that one
    cased = _is_cased(word, words)
    if word.start > 0 and (word.capitalised or cased) and word.capitalised != is_name:
        return False
    if not is_name and not _is_no_name(word, words):
        return spelling.beside > 0 and len(word.text) > SURE
    return spelling.beside > 0 or not (is_name and has_others)


def _is_cased(word: Token, words: Sequence[Token]) -> bool:
    """Whether the question's names have capitals: another word than its first has one."""
    return any(other.capitalised for other in words if other.start > 0 and other is not word)


def _is_no_name(word: Token, words: Sequence[Token]) -> bool:
    """Whether a word is no name for sure: without a capital where names have one, or too long for most names."""
    return not word.capitalised and (_is_cased(word, words) or len(word.text) >= LONG)


def _edits(one: str, other: str) -> int:
    return int(OSA.distance(one.casefold(), other.casefold()))


def _edits_allowed(text: str) -> int:
    return 2 if len(text) >= LONG else 1
