"""`Answer` <-> its JSON document. What comes in is checked by pydantic; nothing unknown is let through."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from indexes.errors import VerificationError
from qa.answers import Answer

FORMAT = "citewire-answer-1"
SEVERAL = "citewire-answers-1"
# Characters that steer a terminal or break a line of JavaScript stand only within strings: JSON may escape them.
_STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def dump_answer(answer: Answer, *, indent: int | None = 2) -> str:
    """The answer as JSON. Timings are left out: the same question gives the same bytes."""
    return _text(_document(answer), indent)


def dump_answers(answers: Sequence[Answer], *, indent: int | None = 2) -> str:
    """The answers of a conversation as one JSON document."""
    return _text({"format": SEVERAL, "answers": [_document(answer) for answer in answers]}, indent)


def load_answer(text: str | bytes) -> Answer:
    """The answer of a JSON document made by `dump_answer`. Raises VerificationError."""
    return _answer(_parsed(text))


def load_answers(text: str | bytes) -> list[Answer]:
    """The answers of a document made by `dump_answers`, or the one of `dump_answer`. Raises VerificationError."""
    document = _parsed(text)
    if not isinstance(document, dict) or document.get("format") != SEVERAL:
        return [_answer(document)]
    answers = document.get("answers")
    if not isinstance(answers, list) or set(document) != {"format", "answers"}:
        raise VerificationError(
            f"Not a document of format {SEVERAL!r}: it holds more or less than 'answers'."
        )
    return [_answer(one) for one in answers]


def _document(answer: Answer) -> dict[str, Any]:
    document = _adapter().dump_python(replace(answer, timings={}), mode="json")
    del document["timings"]
    return {"format": FORMAT, **document}


def _text(document: dict[str, Any], indent: int | None) -> str:
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _parsed(text: str | bytes) -> object:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise VerificationError(
            "Not an answer: the document is nested too deeply. Pass what `citewire ask --json` printed."
        ) from error
    except ValueError as error:
        raise VerificationError(
            f"Not a JSON document: {error}. Pass what `citewire ask --json` printed."
        ) from error


def _answer(document: object) -> Answer:
    if not isinstance(document, dict) or document.pop("format", None) != FORMAT:
        raise VerificationError(
            f"Not an answer of format {FORMAT!r}. Pass what `citewire ask --json` printed."
        )
    try:
        return _adapter().validate_python(document)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise VerificationError(f"Not a valid answer document: {where}: {first['msg']}.") from error


def answer_schema() -> dict[str, Any]:
    """The JSON schema of the document; `docs/answer.schema.json` holds it and a test compares."""
    schema = _adapter().json_schema(mode="serialization")
    properties = {"format": {"const": FORMAT, "type": "string"}, **schema["properties"]}
    properties.pop("timings", None)
    required = ["format", *(name for name in properties if name != "format")]
    return {**schema, "properties": properties, "required": required, "additionalProperties": False}


@cache
def _adapter() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
