"""'What happened on 9 January 2025?': a question that holds only a time -> how the articles of that time begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from indexes.embedding import FloatArray
from indexes.filters import Filters
from indexes.spans import Hit
from indexes.view import IndexReader
from qa.candidates import Candidate, gather
from qa.corrections import sets_right
from qa.months import MONTHS_AND_DAYS
from qa.periods import Bound, Period
from qa.question import Question, with_links
from qa.timely import NEXT_DAY
from qa.words import content_stems, tokens

LONGEST = timedelta(days=31)  # a month has main stories, a year has too many
LOOKED_AT = 400  # passages of the time among which the articles are found; bounds what a question costs
_ALIKE = 0.7  # cosine from which two beginnings tell one story: of the seeds, 0.72 and 0.90 where they do, else below 0.4
_TELLS = 6  # words of a beginning: fewer are a byline or a heading
_ENDS = re.compile(r"[.!?…][”\"’')\]]*$")
_ONLY_ASK = """
what whats what's which s is are was were did do does has have been there anything everything something happened
happen happening occurred going went took take takes place on in at of for from during the a an and or that this
any all about me us tell show give list please so new news headline headlines story stories event events main top
big biggest important major day days date paper papers newspaper newspapers press article articles report reports
reported reporting say says said write wrote written print printed publish published cover covered coverage edition
issue
"""
_ASKING = frozenset(_ONLY_ASK.split())
_ASKS_A_DAY = re.compile(  # 'what day is 9 January' asks for a weekday
    r"\b(?:what|which)(?:['’]?s| is| was)?(?: the)?(?: \w+)? (?:days?|dates?|places?)\b", re.IGNORECASE
)
_PRINTED = re.compile(
    r"\b(?:papers?|newspapers?|press|headlines?|articles?|report(?:s|ed)?|wr[io]te|written|print(?:ed)?|publish(?:ed)?|"
    r"cover(?:ed|age)?|edition|issue)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|around|near|across)\s+(?!(?:the\s+)?(?:news|papers?|press|headlines)\b)(?:the\s+)?(?P<place>[^\W\d_][^\s,?]*(?:\s+[^\W\d_][^\s,?]*){0,3}?)"
    r"(?=\s*(?:$|[?,.]|\b(?:on|in|at|during|between|from)\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """The time whose news is asked for, and stems of the place that they must be about; none where it is any.

    `printed`: what a paper reported in that time is asked for, not what happened then.
    """

    period: Period
    place: tuple[str, ...] = ()
    printed: bool = False


def news_asked(question: Question) -> TimeAsked | None:
    """The time whose news a question asks for, of anywhere or of a place; None where it asks for anything else."""
    if len(question.periods) != 1 or len(question.told_by) > 1:
        return None
    period = question.periods[0]
    if period.bound is not Bound.WITHIN or period.end - period.start > LONGEST:
        return None
    rest = _without_outlets(question).replace(period.phrase, " ", 1)
    place = _PLACE.search(rest)
    words = place["place"] if place else ""
    rest = rest.replace(words, " ", 1) if words else rest
    if _ASKS_A_DAY.search(rest) or any(not _only_asks(token.text) for token in tokens(rest)):
        return None
    return TimeAsked(period, tuple(content_stems(words)), bool(question.told_by or _PRINTED.search(rest)))


def news_passages(index: IndexReader, question: Question, top_k: int) -> list[Hit]:
    """The passages with which articles of the time asked for begin, the main stories first and no two that tell the same.

    Those of the day after where the time itself has none: yesterday's events stand in today's paper. Empty where news
    of a time are not asked for.
    """
    asked = news_asked(question)
    if asked is None:
        return []
    for later in (timedelta(),) if asked.printed else (timedelta(), NEXT_DAY):
        limits = _limits(question.filters, asked.period, later)
        hits = index.search_vectors(question.standalone, top_k=LOOKED_AT, filters=limits) if limits else []
        leads = _of_the_place(beginnings(gather(index, hits, question.alternatives)), asked.place)
        if leads := [one for one in leads if not sets_right(one)]:
            return _as_hits(_main_first(leads)[:top_k], hits)
    return []


def news_found(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The beginnings of articles that answer, where news of a time are asked for and all candidates are of it."""
    asked = news_asked(question)
    if asked is None or not candidates:
        return []
    first, after = asked.period.start, asked.period.end + (timedelta() if asked.printed else NEXT_DAY)
    dated = [one.published for one in candidates]
    if not all(one and first <= one < after for one in dated):
        return []
    return _of_the_place(beginnings(candidates), asked.place)


def beginnings(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of each article the first sentence that tells something, in the order in which the articles come."""
    found: dict[str, Candidate] = {}
    for one in candidates:
        found.setdefault(one.reading.article.id, one)
    return [_beginning(one) for one in found.values()]


def _beginning(one: Candidate) -> Candidate:
    citable = [sentence for sentence in one.reading.sentences if sentence.citable]
    telling = (
        sentence
        for sentence in citable
        if len(one.reading.tokens(sentence.position)) >= _TELLS
        and _ENDS.search(one.reading.text(sentence.position))
    )
    return replace(one, sentence=next(telling, citable[0]))


def _without_outlets(question: Question) -> str:
    """The question as it was written, without the outlets whose word it asks for and what was read into its names."""
    read = with_links("", question.links)
    text = question.standalone.removesuffix(read) if read else question.standalone
    for outlet in reversed([one for one in question.outlets if one.demanded]):
        text = f"{text[: outlet.start]} {text[outlet.end :]}"
    return text


def _only_asks(word: str) -> bool:
    plain = word.casefold().replace("’", "'")
    return plain in _ASKING or plain in MONTHS_AND_DAYS


def _limits(own: Filters, period: Period, later: timedelta) -> Filters | None:
    """The question's own limits and those of the period; None where no time is left."""
    first: datetime = max(filter(None, (own.published_after, period.start)))
    after: datetime = min(filter(None, (own.published_before, period.end + later)))
    return replace(own, published_after=first, published_before=after) if first < after else None


def _of_the_place(leads: Sequence[Candidate], place: Sequence[str]) -> list[Candidate]:
    """Those that begin with the place: one that names it further down does not begin with its news."""
    return [one for one in leads if frozenset(place) <= one.surrounding_stems]


def _main_first(leads: Sequence[Candidate]) -> list[Candidate]:
    """What most others are like comes first (degree centrality: Erkan and Radev 2004), and then what is like none before it
    (maximal marginal relevance: Carbonell and Goldstein 1998); what tells the same as one before stays out."""
    alike = _cosines(leads)
    weight = alike.sum(axis=1)
    weight = weight / max(float(weight.max(initial=0.0)), 1.0)
    chosen: list[int] = []
    left = list(range(len(leads)))
    while left:
        told = alike[:, chosen].max(axis=1) if chosen else np.zeros(len(leads), dtype=np.float32)
        best = max(left, key=lambda n: (round(float(weight[n] - told[n]), 6), -n))
        chosen.append(best)
        left = [n for n in left if n != best and alike[n, best] < _ALIKE]
    return [leads[n] for n in chosen]


def _cosines(leads: Sequence[Candidate]) -> FloatArray:
    """Of each beginning with each, none below 0: (leads, leads)."""
    rows = np.stack([one.reading.vectors[one.position] for one in leads]).astype(np.float32)
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    rows = rows / lengths
    return np.asarray(np.maximum(rows @ rows.T, 0.0), dtype=np.float32)


def _as_hits(leads: Sequence[Candidate], hits: Sequence[Hit]) -> list[Hit]:
    """For each beginning the passage that holds it, ranked in this order."""
    scores = {hit.passage.article_id: hit for hit in reversed(hits)}
    found = []
    for rank, one in enumerate(leads, 1):
        hit = scores[one.reading.article.id]
        holding = [p for p in one.reading.passages if p.first <= one.position <= p.last]
        passage = min(holding, key=lambda p: p.first) if holding else hit.passage
        found.append(Hit(passage, 1 / rank, rank, hit.origins))
    return found
