"""What the answer-sentence ranker reads: question and sentence as one pair of token ids."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from indexes.errors import ModelError

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

REINSTALL = "reinstall Citewire, or train the ranker again as its MODEL_CARD.md says"
_LEANING = re.compile(
    r"^[“\"'‘(]*(?:he|she|they|it|this|that|these|those|his|her|their|its|both|such|there|here|the (?:two|three|four"
    r"|former|latter|same|move|decision|deal|man|woman|pair|company|group|incident|attack|event|announcement|report"
    r"|bill|law|plan|case|trial|game|match|film|show|book|series|city|country|team|agency|statement|survey|study))\b",
    re.IGNORECASE,
)
_ROOM_WORTH_READING = 8  # tokens


@dataclass(frozen=True, slots=True)
class RankerInput:
    """A sentence that may answer, with the sentence before it (which may be empty)."""

    sentence: str
    before: str = ""

    @property
    def context(self) -> str:
        """The sentence before, where this one leans on it ('He', 'The decision'); else empty."""
        return self.before if _LEANING.match(self.sentence) else ""


@dataclass(frozen=True, slots=True)
class RankerConfig:
    """What `config.json` beside the weights says."""

    base_sha256: str  # of the model whose token embeddings are read
    layers: int
    max_tokens: int  # of question, sentence and context together; the context is cut first, then the sentence
    max_question_tokens: int
    max_context_tokens: int
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


def encode_pairs(
    tokenizer: PreTrainedTokenizerBase, config: RankerConfig, question: str, inputs: Sequence[RankerInput]
) -> list[dict[str, list[int]]]:
    """'[CLS] question [SEP] sentence [SEP]', and 'context [SEP]' where there is one, within the bounds of the config.

    A long question keeps its end, where the question stands; a sentence its beginning; a context its end.
    """
    if not inputs:
        return []
    texts = [question, *(one.sentence for one in inputs), *(one.context for one in inputs)]
    asked, *read = tokenizer(texts, add_special_tokens=False, verbose=False)["input_ids"]
    first = [tokenizer.cls_token_id, *asked[-config.max_question_tokens :], tokenizer.sep_token_id]
    room = config.max_tokens - len(first)
    pairs = zip(read[: len(inputs)], read[len(inputs) :], strict=True)
    seconds = [_second(config, tokenizer.sep_token_id, room, *pair) for pair in pairs]
    return [
        {
            "input_ids": first + second,
            "token_type_ids": [0] * len(first) + [1] * len(second),
            "attention_mask": [1] * (len(first) + len(second)),
        }
        for second in seconds
    ]


def _second(config: RankerConfig, end: int, room: int, sentence: list[int], context: list[int]) -> list[int]:
    """The sentence, and as much of the end of its context as there is room for; at most `room` tokens."""
    ids = [*sentence[: room - 1], end]
    left = min(config.max_context_tokens, room - len(ids) - 1)
    return [*ids, *context[-left:], end] if context and left >= _ROOM_WORTH_READING else ids
