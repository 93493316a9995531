"""Does a figure measure what is asked? 'How long is the pier' and 'how tall' are told in units of length only."""

from __future__ import annotations

import re

from qa.answer_spans import Span
from qa.kinds import LONG_THING

_ASKS_LENGTH = re.compile(rf"{LONG_THING}|\bhow tall\b", re.IGNORECASE)
_LENGTHS = (
    r"yards?|feet|foot|ft|inch(?:es)?|(?:centi|milli|kilo)?met(?:re|er)s?|miles?(?! (?:an|per) hour)|kms?|cm|mm|m|"
    r"(?:nautical|sea) miles|stor(?:ey|y|eys|ies)"
)
_OF_LENGTH = re.compile(
    rf"\s?-?(?:{_LENGTHS})(?![\w/])(?! (?:away|from|off|apart|further|farther)\b)", re.IGNORECASE
)
_CURRENCIES = "£$€¥"
_WITH_UNIT = re.compile(rf"\d[\s-]?(?:{_LENGTHS})$", re.IGNORECASE)


def measures_it(span: Span, question: str, sentence: str) -> bool:
    """Whether the figure may be the measure asked for; true where the question asks for none of length."""
    if not _ASKS_LENGTH.search(question):
        return True
    figure = sentence[slice(*span)]
    if figure[:1] in _CURRENCIES:
        return False
    return bool(_OF_LENGTH.match(sentence, span[1]) or _WITH_UNIT.search(figure))
