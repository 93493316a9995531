"""What kind of answer a question asks for, and where a sentence holds something of that kind."""

from __future__ import annotations

import re
from enum import StrEnum


class AnswerKind(StrEnum):
    """The kinds of answer a question can ask for."""

    PERSON = "person"
    PLACE = "place"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    DURATION = "duration"
    REASON = "reason"
    QUOTE = "quote"
    YES_NO = "yes/no"
    NAME = "name"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    ORDER = "order"
    EVENT = "event"


_MEASURES = r"far|tall|high|deep|fast|big|large|heavy|wide|strong|old|hot|cold"
# The first pattern that matches decides, so the narrow ones stand first.
_QUESTIONS: tuple[tuple[AnswerKind, str], ...] = (
    (AnswerKind.ORDER, r"\b(which|what|who) (came|happened|was|occurred|started)\b.*\bfirst\b|\b(before or after|earlier or later)\b"),
    (AnswerKind.ORDER, r"\bhow (long|soon|many \w+) (after|before|between)\b"),
    (AnswerKind.COMPARISON, r"\b(compare|compared|differ|difference between|whereas|while the)\b"),
    (AnswerKind.SHARE, r"\b(what|which) (percentage|percent|per cent|proportion|share|fraction)\b|\bhow many per ?cent\b"),
    (AnswerKind.MONEY, r"\bhow much (money|did .* (cost|pay|raise|spend)|does .* cost|will .* cost|was .* paid|.* (sell|sold|go) for)\b|\bhow expensive\b"),
    (AnswerKind.MONEY, r"\b(what|which) (is|was|were|are) the (cost|price|fine|sum|fee|salary|value|amount)\b|\bwhat (price|amount)\b"),
    (AnswerKind.DURATION, r"\bhow long\b|\bfor how many (years|months|weeks|days|hours|minutes)\b"),
    (AnswerKind.NUMBER, rf"\bhow (many|much|{_MEASURES})\b|\b(what|which) (number|age|score|figure|magnitude|rate|level|total)\b"),
    (AnswerKind.DATE, r"\bwhen\b|\b(what|which) (day|date|year|month|time|week|century|decade)\b|\bhow (soon|recently)\b"),
    (AnswerKind.PLACE, r"\bwhere\b|\b(what|which) (country|city|state|town|place|region|nation|location|island|county|village|continent|street)\b"),
    (AnswerKind.REASON, r"\bwhy\b|\bwhat (caused|led to|prompted|triggered)\b|\bfor what reason\b|\bhow come\b|\b(the reason|reasons) \b"),
    (AnswerKind.QUOTE, r"\bwhat (did|does|do|has|have|had) .*\b(say|said|tell|told|think|thought|claim|claimed|argue|argued|promise|promised|call|called|warn|warned|respond|react|describe)\b"),
    (AnswerKind.QUOTE, r"\bhow (did|does|has) .*\b(respond|react|describe|reply|answer|explain)\b|\baccording to\b.*\bwhat (is|was)\b"),
    (AnswerKind.PERSON, r"\bwho(m|se)?\b|\b(what|which) (person|politician|actor|actress|singer|player|minister|leader|president|celebrity|billionaire|author|artist|musician|athlete)\b"),
    (AnswerKind.NAME, r"^\W*what (is|are|was|were)\b.*\b(called|named)\W*$|\bthe name of\b"),
    (AnswerKind.DEFINITION, r"^\W*what (is|are|was|were) (an? |the )?[\w\-’' ]{2,40}\?*$|\bwhat does .* (mean|stand for)\b"),
    (AnswerKind.EVENT, r"\bwhat (happened|is happening|has happened|went wrong|was decided)\b|\bwhat('s| is) (the latest|new)\b"),
    (AnswerKind.NAME, r"\b(what|which)\b"),
    (AnswerKind.YES_NO, r"^\W*(is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might)\b"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _QUESTIONS)


def answer_kind(question: str) -> AnswerKind:
    """The kind of answer asked for; an event where nothing tells."""
    asked = _last_sentence(question)
    for text in (asked, question):
        for kind, pattern in _COMPILED:
            if pattern.search(text):
                return kind
    return AnswerKind.EVENT


def _last_sentence(question: str) -> str:
    """Quiz questions tell a story first: what is asked stands in the last sentence."""
    parts = [part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“‘(])", question.strip()) if part]
    return parts[-1] if parts else question
