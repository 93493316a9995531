"""What the learned ranker reads: a question with a window of neighbouring sentences, as token ids."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from indexes.errors import ModelError

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

REINSTALL = "reinstall Citewire, or train the ranker again as its MODEL_CARD.md says"
Ids = list[int]


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences of an article that may answer; its title and the sentence before, which may be empty."""

    sentences: tuple[str, ...]
    title: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class RankerConfig:
    """What `config.json` beside the weights says."""

    base_sha256: str  # of the model whose token embeddings are read
    layers: int
    max_tokens: int  # of question and window together; the last sentences are cut first
    max_question_tokens: int
    max_title_tokens: int
    max_before_tokens: int
    max_sentence_tokens: int
    temperature: float  # logit = score / temperature + offset: fitted on held-out questions
    offset: float

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The configuration in a folder; ModelError if it is missing or cannot be read."""
        file = folder / "config.json"
        try:
            fields = json.loads(file.read_text("utf-8"))
            return cls(**{name: fields[name] for name in cls.__slots__})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"the ranker's {file} cannot be read ({error!r}): {REINSTALL}") from error


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of a question and a window, which of them are the window's, and where each sentence's tokens stand.

    `spans` are half-open ranges of tokens; an empty one belongs to a sentence that had no room.
    `offsets` are, for each sentence, the half-open ranges of characters that its tokens cover.
    """

    ids: Ids
    types: Ids
    spans: tuple[tuple[int, int], ...]
    offsets: tuple[tuple[tuple[int, int], ...], ...]


def encode(
    tokenizer: PreTrainedTokenizerBase, config: RankerConfig, question: str, windows: Sequence[Window]
) -> list[Encoded]:
    """'[CLS] question [SEP] title before sentences [SEP]', within the bounds of the config.

    A long question keeps its end, where the question stands, and so does the sentence before; a title and a sentence
    keep their beginning.
    """
    if not windows:
        return []
    texts = [question, *(text for one in windows for text in (one.title, one.before, *one.sentences))]
    read = tokenizer(texts, add_special_tokens=False, verbose=False, return_offsets_mapping=True)
    pieces = iter(zip(read["input_ids"], read["offset_mapping"], strict=True))
    asked, _ = next(pieces)
    first = [tokenizer.cls_token_id, *asked[-config.max_question_tokens :], tokenizer.sep_token_id]
    return [_encoded(first, pieces, len(one.sentences), config, tokenizer.sep_token_id) for one in windows]


def _encoded(
    first: Ids,
    pieces: Iterator[tuple[Ids, list[tuple[int, int]]]],
    count: int,
    config: RankerConfig,
    end: int,
) -> Encoded:
    (title, _), (before, _) = next(pieces), next(pieces)
    ids = [*first, *title[: config.max_title_tokens], *before[-config.max_before_tokens :]]
    spans, offsets = [], []
    for _ in range(count):
        sentence, characters = next(pieces)
        room = min(config.max_sentence_tokens, max(0, config.max_tokens - 1 - len(ids)))
        spans.append((len(ids), len(ids) + len(sentence[:room])))
        offsets.append(tuple(characters[:room]))
        ids += sentence[:room]
    ids.append(end)
    return Encoded(ids, [0] * len(first) + [1] * (len(ids) - len(first)), tuple(spans), tuple(offsets))
