"""Made-up questions for a first round of training: 'inverse cloze' over the sentences of the training data.

A name or a number of a sentence is asked for ('... signed by which person on Friday?'). Other sentences on the
same topic that hold it answer; those that do not are the wrong ones, among them the sentence itself with the
name taken out. It teaches what the embedding model never learned: that the words asked for must be there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.examples import Example

_NAME_OR_NUMBER = re.compile(
    r"(?:[A-Z][\w’'.-]*[\w](?:\s+(?:of|the|de|and)\s+(?=[A-Z]))?\s?)+"
    r"|\$?\d[\d,.]*(?:\s?(?:%|percent|million|billion|trillion))?"
)
_DAY = re.compile(
    r"^(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "the a an of in on at to for and or but with by from as is was were be been has have had it its this that "
        "he she they his her their said says after before who which what how many when where not will would than "
        "more about into over new",
    )
)
_WRONG_EACH = 7
_STAND_INS = ("it", "they", "someone", "one of them")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A made-up question with sentences that answer it and sentences that do not."""

    question: str
    answering: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Gap:
    """What is asked for and where it stands in its sentence."""

    sentence: str
    start: int
    end: int
    words: str


def made_up(examples: Sequence[Example], each: int, seed: int) -> list[MadeUp]:
    """At most `each` questions from the sentences of every example, shuffled."""
    rng = random.Random(seed)  # noqa: S311
    questions = [made for example in examples for made in _from_topic(example.sentences, each, rng)]
    rng.shuffle(questions)
    return questions


def _from_topic(sentences: Sequence[str], each: int, rng: random.Random) -> list[MadeUp]:
    gaps = [gap for sentence in sentences if len(sentence) < 400 for gap in _gaps(sentence)]
    rng.shuffle(gaps)
    found: list[MadeUp] = []
    for gap in gaps:
        if len(found) >= each:
            break
        if made := _ask(gap, sentences, rng):
            found.append(made)
    return found


def _gaps(sentence: str) -> Iterator[_Gap]:
    for match in _NAME_OR_NUMBER.finditer(sentence):
        words = match.group().strip(" .,'’")
        opening = match.start() == 0 and " " not in words and not words[:1].isdigit()
        if len(words) >= 2 and words.lower() not in _COMMON and not opening:
            yield _Gap(sentence, match.start(), match.start() + len(match.group().rstrip()), words)


def _ask(gap: _Gap, sentences: Sequence[str], rng: random.Random) -> MadeUp | None:
    whole = re.compile(r"(?<!\w)" + re.escape(gap.words) + r"(?!\w)", re.IGNORECASE)
    holding = [sentence for sentence in sentences if whole.search(sentence)]
    without = [sentence for sentence in sentences if not whole.search(sentence)]
    if len(without) < 6 or len(holding) > 6:
        return None
    question = _question(gap, whole, rng)
    asked = _content(question)
    elsewhere = [s for s in holding if s != gap.sentence and len(asked & _content(s)) >= 2]
    if not elsewhere and rng.random() < 0.5:
        return None
    others = sorted(without, key=lambda s: -len(asked & _content(s)))[:12]
    rng.shuffle(others)
    if not elsewhere and rng.random() < 0.7:
        others = [*others[: _WRONG_EACH - 1], _taken_out(gap, rng)]
    return MadeUp(question[:250], tuple(elsewhere[:3] or [gap.sentence]), tuple(others[:_WRONG_EACH]))


def _question(gap: _Gap, whole: re.Pattern[str], rng: random.Random) -> str:
    """The words around the gap, some of them lost, with the question word in the gap or in front."""
    before = gap.sentence[: gap.start].split()[-rng.randint(3, 12) :]
    after = gap.sentence[gap.end :].split()[: rng.randint(3, 12)]
    if rng.random() < 0.4:
        kept = [word for word in before[-3:] + after if rng.random() > 0.15]
        text = " ".join([_asking(gap.words, rng).capitalize(), *kept])
    else:
        left, right = ([word for word in side if rng.random() > 0.12] for side in (before, after))
        text = " ".join([*left, _asking(gap.words, rng), *right])
    return whole.sub("it", text).strip(' ,.;“”"') + "?"


def _asking(words: str, rng: random.Random) -> str:
    """A question word that fits: when, how many, what percentage, who, which ..."""
    if re.fullmatch(r"(19|20)\d\d", words):
        choices = ["when", "which year", "what year"]
    elif re.match(r"[\d$]", words):
        share = "%" in words or "percent" in words
        choices = ["what percentage", "how much"] if share else ["how many", "how much", "what number"]
    elif _DAY.match(words):
        choices = ["when", "which day", "which date"]
    else:
        things = ("country", "company", "person", "team", "state")
        choices = ["who", "which", "what", "where", "what", *(f"which {thing}" for thing in things)]
    return rng.choice(choices)


def _taken_out(gap: _Gap, rng: random.Random) -> str:
    return gap.sentence[: gap.start] + rng.choice(_STAND_INS) + gap.sentence[gap.end :]


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9$%]+", text.lower()) if word not in _COMMON}
