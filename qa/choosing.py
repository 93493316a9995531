"""Ranked sentences -> those that are shown, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from indexes.moments import MONTHS
from qa.candidates import Candidate
from qa.context import context_position
from qa.corrections import with_corrections
from qa.evidence import Evidence, RankedSentence
from qa.question import Question
from qa.relative_days import WEEKDAYS
from qa.words import NUMBER_WORDS, stem

NEGATIONS = frozenset(
    (
        "not",
        "no",
        "never",
        "nobody",
        "nothing",
        "none",
        "without",
        "deny",
        "denies",
        "denied",
        "didn't",
        "wasn't",
        "isn't",
        "won't",
    )
)
NUMBER_STEMS = frozenset(stem(word) for word in NUMBER_WORDS.split())
SAME = 0.7  # share of the shorter sentence's content words in common from which two say the same
FALL_OFF = 4.0  # logits below the best sentence from which a second one is no longer worth reading
CALENDAR = frozenset((*MONTHS, *(one[:3] for one in MONTHS), *(one.title() for one in WEEKDAYS)))
STRONG = 2  # sentences from which a further one is shown only if it is not weak:
WEAK = 1.5  # logits below the best sentence from which it must be about what is asked, by
ASKED_SHARE = 0.4  # the share of the question's words that stand in it and around it,
UNLIKELY = -3.3  # and by the ranker's own logit


def best(evidence: Evidence, most: int, question: Question) -> list[Candidate]:
    """The best sentences, at most `most`, no two that say the same, best first.

    Where the word of several outlets is asked for, each one's best sentence goes before further ones. A third one that
    is well below the best must be about what is asked.
    """
    chosen: list[Candidate] = []
    wanted = _outlets_first(evidence.ranked, question.told_by)
    weak = [one.candidate for one in wanted if _is_weak(one, evidence.ranked[0], question)]
    for candidate in with_corrections([ranked.candidate for ranked in wanted]):
        if len(chosen) == most:
            break
        needless = _only_dates(candidate) or (len(chosen) >= STRONG and candidate in weak)
        if not needless and not any(say_the_same(candidate, other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _outlets_first(ranked: Sequence[RankedSentence], told_by: Sequence[str]) -> list[RankedSentence]:
    """The best of each outlet asked for, then the others that are not far below the best of all."""
    first: dict[str, RankedSentence] = {}
    if len(told_by) > 1:
        for one in ranked:
            first.setdefault(one.candidate.reading.article.source or "", one)
    near = [one for one in ranked if one.score >= ranked[0].score - FALL_OFF]
    return [*first.values(), *(one for one in near if one not in first.values())]


def _is_weak(one: RankedSentence, first: RankedSentence, question: Question) -> bool:
    """Whether it is well below the best sentence and hardly about what is asked, where no outlets are compared."""
    if one.score >= first.score - WEAK or len(question.told_by) > 1:
        return False
    asked = frozenset(question.stems)
    about = len(asked & one.candidate.surrounding_stems) >= ASKED_SHARE * len(asked)
    return not about or (one.tokens is not None and one.tokens.whole < UNLIKELY)


def _only_dates(candidate: Candidate) -> bool:
    """Whether a sentence is nothing but a day, such as the line with which a page is dated."""
    words = candidate.reading.tokens(candidate.position)
    return all(word.numeric or word.text.title() in CALENDAR for word in words)


def same_sentence(one: Candidate, other: Candidate) -> bool:
    """Whether both are one sentence of one article."""
    return one.reading.article.id == other.reading.article.id and one.position == other.position


def say_the_same(one: Candidate, other: Candidate) -> bool:
    """Whether nearly all content words of the shorter stand in the other, with no other figure and no other sign."""
    shorter, longer = sorted((one.stems, other.stems), key=len)
    if len(shorter & longer) < SAME * max(1, len(shorter)):
        return False
    return not _contradict(one, other)


def _contradict(one: Candidate, other: Candidate) -> bool:
    """Whether each gives a figure that the other does not, or one denies: then both are worth showing."""
    here, there = _figures(one), _figures(other)
    return bool(here - there and there - here) or _denies(one) != _denies(other)


def _figures(candidate: Candidate) -> frozenset[str]:
    return frozenset(stem for stem in candidate.stems if stem[:1].isdigit() or stem in NUMBER_STEMS)


def _denies(candidate: Candidate) -> bool:
    return any(word.text.casefold() in NEGATIONS for word in candidate.reading.tokens(candidate.position))


def in_reading_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Sentences of one article stay together in its order; the article of the best sentence comes first."""
    order: dict[str, int] = {}
    for candidate in chosen:
        order.setdefault(candidate.reading.article.id, len(order))
    return sorted(chosen, key=lambda candidate: (order[candidate.reading.article.id], candidate.position))


def best_first(chosen: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence, then the others in reading order; before it only a chosen one that it points back to."""
    if not chosen:
        return []
    first, *others = chosen
    before = context_position(first)
    lead = [
        one for one in others if one.position == before and one.reading.article.id == first.reading.article.id
    ]
    return [*lead, first, *(one for one in in_reading_order(chosen) if one is not first and one not in lead)]


def newest_first(chosen: Sequence[Candidate]) -> list[Candidate]:
    """As in reading order, but the newest article comes first; those without a date come last."""
    dated = sorted(
        chosen, key=lambda one: one.published.timestamp() if one.published else float("-inf"), reverse=True
    )
    return in_reading_order(dated)
