"""All evidence for the parts of a question: what the ranker read, figures set right, quoted words, what dates two events."""

from __future__ import annotations

from collections.abc import Sequence

from indexes.spans import Hit
from indexes.view import IndexReader
from qa.chronology import with_unread
from qa.parts import Part
from qa.question import Question
from qa.reading import SentenceReader
from qa.setting_right import with_figures_set_right
from qa.weighing import Weighed, weigh_parts
from qa.who_said import with_quoted_words_found


def all_evidence(
    index: IndexReader,
    asked: Question,
    parts: Sequence[Part],
    hits: Sequence[Sequence[Hit]],
    reader: SentenceReader,
) -> list[Weighed]:
    """For each part, from the passages found for it, the ranked sentences and the probability that they answer."""
    weighed = with_figures_set_right(index, weigh_parts(index, parts, hits, reader))
    weighed = with_quoted_words_found(index, weighed)
    return with_unread(index, asked, weighed, hits)
