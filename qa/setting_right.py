"""Sentences whose figure their own paper took back -> the sentence that sets it right, in their place.

A correction is often a page of its own, without an outlet and with few words of the question; so it is looked for by the
headline and the figure of what was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexes.view import IndexReader
from qa.candidates import Candidate, Reading
from qa.corrected_figures import FIGURES, Correction, corrections_in, corrects, figure_spans, figures_in
from qa.evidence import RankedSentence
from qa.figures import figure_of
from qa.question import Question
from qa.short_answers import marked
from qa.weighing import Weighed

CHECKED = 4  # of the best sentences of a part, those for which a correction is looked for
_HITS = 8  # passages looked at for each
_SHARED = 3  # content words that a report and its correction have in common
_CITES = 0.6  # share of a headline's words by which a correction names the article


def with_figures_set_right(index: IndexReader, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The parts with their ranked sentences, in which a correction stands for what it takes back."""
    return [_set_right(index, one) for one in weighed]


def _set_right(index: IndexReader, part: Weighed) -> Weighed:
    ranked = part.evidence.ranked
    readings = {one.candidate.reading.article.id: one.candidate.reading for one in ranked}
    found = [one for reading in readings.values() for one in corrections_in(reading)]
    best = [one.candidate for one in ranked[:CHECKED]]
    for reading in _looked_up(index, part.part.question, best, set(readings)):
        found += corrections_in(reading)
    if not found:
        return part
    return replace(
        part, evidence=replace(part.evidence, ranked=tuple(_corrected(part.part.question, ranked, found)))
    )


def _corrected(
    question: Question, ranked: Sequence[RankedSentence], corrections: Sequence[Correction]
) -> Iterator[RankedSentence]:
    """A correction stands in the report's place where the wrong figure would answer, else behind it; each sentence once."""
    seen: set[tuple[str, int]] = set()
    for one in ranked:
        right = next((c for c in corrections if _takes_back(c, one.candidate)), None)
        if right is None:
            told = [one.candidate]
        else:
            told = (
                [right.sentence]
                if _would_answer(question, one.candidate, right)
                else [one.candidate, right.sentence]
            )
        for sentence in told:
            key = (sentence.reading.article.id, sentence.position)
            if key not in seen:
                seen.add(key)
                yield replace(one, candidate=sentence)


def _would_answer(question: Question, candidate: Candidate, correction: Correction) -> bool:
    """Whether the short answer of a sentence is the figure that was taken back."""
    span = marked(question, candidate) if question.kind in FIGURES else None
    figure = figure_of(candidate.text[slice(*span)]) if span else None
    return figure is not None and figure.value in {value for value, _ in correction.wrong}


def _takes_back(correction: Correction, candidate: Candidate) -> bool:
    """Whether a later correction speaks of this report and of a figure in this sentence."""
    report, page = candidate.reading.article, correction.sentence.reading.article
    if report.id == page.id or (report.published and page.published and page.published < report.published):
        return False
    if not (_same_paper(correction, candidate) and _same_subject(correction, candidate)):
        return False
    return any(
        value == wrong and what in ("", counted)
        for value, counted in figures_in(candidate.text)
        for wrong, what in correction.wrong
    )


def _same_paper(correction: Correction, candidate: Candidate) -> bool:
    """Whether the correction is of the outlet that printed the report: by name, or by the headline that it cites."""
    report, page = candidate.reading.article, correction.sentence.reading.article
    if report.source and page.source:
        return report.source == page.source
    named = bool(report.source) and str(report.source).casefold() in page.text.casefold()
    return report.source is None or named or _cites_headline(correction, candidate)


def _cites_headline(correction: Correction, candidate: Candidate) -> bool:
    title, around = candidate.reading.title_stems, correction.sentence.surrounding_stems
    return bool(title) and len(title & around) >= _CITES * len(title)


def _same_subject(correction: Correction, candidate: Candidate) -> bool:
    """Whether the correction names the report's headline, or shares enough words with the sentence."""
    reading, place = correction.sentence.reading, correction.sentence.position
    told = reading.stems(place - 1) | reading.stems(place)
    shared = (candidate.stems | candidate.reading.title_stems) & told
    return _cites_headline(correction, candidate) or sum(not one[:1].isdigit() for one in shared) >= _SHARED


def _looked_up(
    index: IndexReader, question: Question, candidates: Iterable[Candidate], known: set[str]
) -> Iterator[Reading]:
    """Further articles that correct something and share the headline and a figure with one of the sentences."""
    filters = question.filters
    if question.told_by:  # the page of corrections may not name its outlet
        filters = replace(filters, sources=())
    for candidate in candidates:
        figures = [candidate.text[slice(*span)] for span in figure_spans(candidate.text)]
        query = " ".join(["correction", candidate.reading.article.title, *figures])
        hits = index.search_keywords(query, top_k=_HITS, filters=filters) if figures else []
        for article_id in dict.fromkeys(hit.passage.article_id for hit in hits):
            if article_id not in known and corrects(index.article(article_id).text):
                yield Reading(index.contents(article_id), question.alternatives)
            known.add(article_id)
