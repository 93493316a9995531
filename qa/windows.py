"""Which passages are read again by the learned ranker, and what of each it is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from indexes.embedding import FloatArray
from qa.candidates import Candidate
from qa.ranker_input import Window


@dataclass(frozen=True, slots=True)
class PassageRead:
    """A passage to be read again: its window and the places of its sentences among the candidates."""

    window: Window
    places: tuple[int, ...]


def passages_to_read(candidates: Sequence[Candidate], scores: FloatArray, most: int) -> list[PassageRead]:
    """The `most` passages whose best sentences score highest, the best first."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, candidate in enumerate(candidates):
        places[candidate.passage_rank].append(place)
    best = sorted(places, key=lambda rank: (-round(max(float(scores[n]) for n in places[rank]), 6), rank))
    return [
        PassageRead(_window([candidates[n] for n in places[rank]]), tuple(places[rank]))
        for rank in best[:most]
    ]


def _window(sentences: Sequence[Candidate]) -> Window:
    first = sentences[0]
    before = first.reading.before(first.position)
    return Window(
        sentences=tuple(one.text for one in sentences),
        title=_as_sentence(first.reading.article.title),
        before=first.reading.text(before) if before == first.position - 1 else "",
    )


def _as_sentence(title: str) -> str:
    return f"{title}." if title[-1:].isalnum() else title
