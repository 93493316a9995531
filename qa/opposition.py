"""Opposite statements: two sentences of which one says that something happened, or is so, and the other the contrary.

Either one uses the opposite word ('approved', 'rejected'), or one denies the word that the other uses ('resigned', 'has
not resigned'). Precision goes first: subject and object must be shared, nothing may be merely possible or earlier,
and a sentence that tells both sides tells of a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.answer_spans import Span
from qa.words import STOP_WORDS, Token, stem, tokens

_PAIRS = """
approved approves endorsed endorses accepted accepts agreed | rejected rejects refused refuses vetoed dismissed
rose rises increased increases climbed grew | fell falls dropped decreased decreases declined shrank
confirmed confirms acknowledged admitted admits | denied denies disputed disputes
won wins | lost loses
survived | died
convicted guilty | acquitted cleared innocent
supported supports backed backs | opposed opposes
allowed allows permitted permits | banned bans forbade prohibited prohibits barred
succeeded | failed
safe | unsafe dangerous
legal lawful | illegal unlawful
alive | dead
upheld upholds | overturned quashed overruled
granted grants | refused refuses
raised raises | cut cuts lowered lowers
"""
_SIDES: dict[str, list[tuple[str, bool]]] = {}
for _line in _PAIRS.strip().splitlines():
    _yes, _no = (side.split() for side in _line.split("|"))
    for _words, _side in ((_yes, True), (_no, False)):
        for _word in _words:
            _SIDES.setdefault(_word, []).append((_yes[0], _side))
_DENYING = re.compile(r"^(?:not|never|\w+n['’]t)$", re.IGNORECASE)
_POSSIBLE = """to would could might may should will shall can must if whether unless until had once previously earlier
initially originally nearly almost expected likely hoped hopes feared denied denies"""
_OPEN = frozenset(_POSSIBLE.split())  # before a word: it is only possible, wanted, or of an earlier time
_UNITS = frozenset(map(stem, ("per cent", "%", "p", "m", "bn")))  # say nothing of what is measured
_NOUN = re.compile(
    r"(?:[ts]ion|ment|[ae]nce|ity|ness|er|or)s?$"
)  # 'operations' is not what 'not operating' denies
_BEFORE_A_WORD = 3  # words before it among which a denial or one of these stands
_BESIDE = 8  # words before and after it in which its subject and object stand
_ALIKE = 0.4  # share of the shorter sentence's telling words that both have
_ALIKE_DENIED = 0.6  # where one denies the other's word: any verb may be meant
_NEARLY_THE_SAME = 0.8  # where no object is shared: 'the council fell', 'prices rose in March'
_LEAST = 3  # telling words that both have


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says to be so (`holds`) or not, in its half-open `span`: `about` is the word, or what it opposes."""

    span: Span
    about: str
    holds: bool
    before: frozenset[str]
    after: frozenset[str]


def opposed(first: str, other: str) -> tuple[Span, Span] | None:
    """The spans of the words by which two sentences say the contrary of each other; None where they do not."""
    here, there = list(_claims(first)), list(_claims(other))
    for one in here:
        for two in there:
            if _contrary(one, two) and _on_one_point(one, two, first, other):
                both = (one.about, not one.holds), (two.about, not two.holds)
                if not any(
                    (claim.about, claim.holds) in both for claim in (*here, *there) if claim not in (one, two)
                ):
                    return one.span, two.span
    return None


def _claims(text: str) -> Iterator[Claim]:
    """Every word with an opposite, and every verb-like word, as what it says to be so or not."""
    words = list(tokens(text))
    for place, word in enumerate(words):
        lead = words[max(0, place - _BEFORE_A_WORD) : place]
        if word.text != word.text.casefold() or any(one.text.casefold() in _OPEN for one in lead):
            continue
        denial = next((one for one in lead if _DENYING.match(one.text)), None)
        before, after = (
            _telling(words[max(0, place - _BESIDE) : place]),
            _telling(words[place + 1 :][:_BESIDE]),
        )
        span = (denial or word).start, word.end
        for about, side in _SIDES.get(word.text, ()):
            yield Claim(span, about, side is (denial is None), before, after)
        if word.text not in STOP_WORDS and not word.numeric and not _NOUN.search(word.text):
            yield Claim(span, f"={word.stem}", denial is None, before, after)


def _contrary(one: Claim, two: Claim) -> bool:
    return one.about == two.about and one.holds is not two.holds


def _on_one_point(one: Claim, two: Claim, first: str, other: str) -> bool:
    """Whether both are said of the same subject and object, in sentences of the same words."""
    own = {one.about.removeprefix("="), two.about.removeprefix("=")}
    here, there = _telling(tokens(first)) - own, _telling(tokens(other)) - own
    shared = len(here & there)
    alike = shared / max(1, min(len(here), len(there)))
    denied = one.about.startswith("=")
    subject, object_ = one.before & two.before, one.after & two.after
    if not subject or shared < _LEAST or (denied and _numbers(first) ^ _numbers(other)):
        return False
    enough = _ALIKE_DENIED if denied else _ALIKE
    return alike >= (enough if object_ else _NEARLY_THE_SAME)


def _telling(words: Iterator[Token] | Sequence[Token]) -> frozenset[str]:
    return frozenset(
        one.stem
        for one in words
        if one.text.casefold() not in STOP_WORDS
        and one.stem[:1].isalpha()
        and one.stem not in _UNITS
        and not _DENYING.match(one.text)
    )


def _numbers(text: str) -> frozenset[str]:
    return frozenset(one.stem for one in tokens(text) if one.numeric)
