"""'Who said “…”?': the sentences that hold the quoted words and name who says them, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexes.view import IndexReader
from qa.candidates import Candidate, Reading
from qa.evidence import Evidence, RankedSentence
from qa.question import Question
from qa.quoted_words import where_said, words_asked, words_behind
from qa.speakers import where_named
from qa.weighing import Weighed
from qa.words import content_stems

_HITS = 50  # passages looked at for the quoted words: common words stand in many
_DIRECT = re.compile(
    r"\b(?:who (?:\w+ )?(?:said|says|told|wrote|tweeted|shouted)|whose (?:words|remark|quote))\b",
    re.IGNORECASE,
)


def with_quoted_words_found(index: IndexReader, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The parts, of which one that asks who said quoted words has as evidence only what holds them and who speaks.

    Where they stand in no article, the part is not found, though what came nearest stays.
    """
    return [_found(index, one) for one in weighed]


def _found(index: IndexReader, part: Weighed) -> Weighed:
    question, evidence = part.part.question, part.evidence
    words = words_asked(question.text)
    if words is None:
        return part
    about = _about(question)
    speeches = [_speech(one, words, about) for one in _readings(index, question, words, evidence)]
    told = [one for one in speeches if one]
    named = [sentences for sentences, is_named in told if is_named]
    best = evidence.ranked[0].score if evidence.ranked else 0.0
    if told:
        shown = named or [sentences for sentences, _ in told]
        ranked = tuple(RankedSentence(one, best) for sentences in shown for one in sentences)
        evidence = Evidence(ranked, 1.0 if named else evidence.probability)
    elif _DIRECT.search(question.text):
        evidence = replace(evidence, probability=0.0)
    return replace(part, evidence=evidence)


def _readings(index: IndexReader, question: Question, words: str, evidence: Evidence) -> Iterator[Reading]:
    """The articles of the evidence, and those that share most words with the quoted ones."""
    known = {one.candidate.reading.article.id: one.candidate.reading for one in evidence.ranked}
    yield from known.values()
    hits = index.search_keywords(words, top_k=_HITS, filters=question.filters)
    for article_id in dict.fromkeys(hit.passage.article_id for hit in hits):
        if article_id not in known:
            yield Reading(index.contents(article_id), question.alternatives)


def _about(question: Question) -> frozenset[str]:
    """Stems of what is asked for behind the quoted words, without the time and the outlet, which limit the search."""
    behind = words_behind(question.text)
    for limit in (*(one.phrase for one in question.periods), *question.told_by):
        behind = behind.replace(limit, " ")
    return frozenset(content_stems(behind))


def _speech(reading: Reading, words: str, about: frozenset[str]) -> tuple[list[Candidate], bool] | None:
    """The sentences in which the words begin and end and the one that names the speaker, and whether one does in an
    article that holds all of what the question is `about`: many say 'it is a disgrace', each of something else."""
    said = where_said(words, reading.article.text)
    if said is None:
        return None
    name = where_named(reading, said)
    held = [one for one in reading.sentences if one.start < said[1] and said[0] < one.end]
    naming = [one for one in reading.sentences if name and one.start <= name[0] < one.end and one not in held]
    shown = [one for one in (*held[:1], *naming, *held[1:][-1:]) if one.citable]
    return [Candidate(reading, one, 1, 0.0) for one in shown], name is not None and about <= reading.all_stems
