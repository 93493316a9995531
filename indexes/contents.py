"""All that is stored of one article."""

from __future__ import annotations

from dataclasses import dataclass

from indexes.arrays import FloatArray
from indexes.articles import Article
from indexes.spans import Passage, Sentence


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """An article as one state of the catalogue has it. `vectors` is (sentences, dimension) float32.

    `passages` are in order; a passage found earlier that is not among them is of another state.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    vectors: FloatArray
    passages: tuple[Passage, ...]
