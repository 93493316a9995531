"""What a sentence needs to be understood alone: the sentence before it, or the name of who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.candidates import Candidate, Reading

_POINTS_BACK = re.compile(
    r"^[\s“\"‘'(\[]*(?:(?:and|but|so|yet|in addition|meanwhile|however|also|then|later),?\s+)?"
    r"(?:(?:he|she|it|they|his|her|hers|its|their|theirs|this|that|these|those|both|neither|such|one)\b"
    r"|the (?:statement|move|decision|plan|deal|company|firm|group|minister|man|woman|two|pair|couple|incident|report|"
    r"measure|vote|attack|announcement|agreement|proposal|former|latter|result|suspect|victims?|\d+-year-old|"
    r"[a-z]+-year-old|mayor|president|club|union|agency|court|team)\b)",
    re.IGNORECASE,
)
_VERBS = "said|says|told|added|adds|warned|argued|insisted|claimed|wrote|replied|explained|continued|announced|tweeted|recalled|noted|stressed|asked"
_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Sen|Rep|Gov|Prof|President|Professor)\.?\s+)?[A-Z][\w’'\-]+(?:\s+[A-Z][\w’'\-]+){0,3}"
_SPEAKS = re.compile(
    rf"(?P<before>{_NAME})(?:,[^,.“”\"]{{3,60}},)?\s+(?:{_VERBS})\b|\b(?:{_VERBS})\s+(?P<after>{_NAME})"
)
_QUOTED = re.compile(r"[“\"]")
_PRONOUN_SPEAKS = re.compile(
    rf"\b(?:he|she|they)\s+(?:{_VERBS})\b|\b(?:{_VERBS})\s+(?:he|she|they)\b", re.IGNORECASE
)
_NOT_SPEAKERS = frozenset(
    ("He", "She", "They", "It", "The", "But", "And", "In", "On", "A", "An", "I", "We", "You")
)
_LOOK_BACK = 4  # sentences: a quotation over several paragraphs rarely runs longer


def points_back(text: str) -> bool:
    """Whether a sentence starts with something that only the sentence before explains."""
    return bool(_POINTS_BACK.match(text))


def context_position(candidate: Candidate) -> int | None:
    """The position of the sentence to show before, where the candidate points back to it."""
    return candidate.reading.before(candidate.position) if points_back(candidate.text) else None


def speaker(candidate: Candidate) -> str | None:
    """Who says a quoted sentence that does not name its speaker itself; None where it names one or nobody speaks."""
    text = candidate.text
    if _named(text) or not (_inside_quotation(candidate) or _PRONOUN_SPEAKS.search(text)):
        return None
    return _speaker_near(candidate.reading, candidate.position)


def speakers(text: str) -> Iterator[str]:
    """Names with a title or a surname to which the text attributes speech, in order, each once."""
    names = (match["before"] or match["after"] for match in _SPEAKS.finditer(text))
    seen = dict.fromkeys(name for name in names if name.split()[0] not in _NOT_SPEAKERS and " " in name)
    return iter(seen)


def _inside_quotation(candidate: Candidate) -> bool:
    """Whether the sentence is, or starts, spoken words: it holds quotation marks or stands within open ones."""
    start = candidate.reading.article.text.rfind("\n", 0, candidate.sentence.start) + 1
    before = candidate.reading.article.text[start : candidate.sentence.start]
    return (
        bool(_QUOTED.search(candidate.text))
        or before.count("“") > before.count("”")
        or before.count('"') % 2 == 1
    )


def _speaker_near(reading: Reading, position: int) -> str | None:
    following = _named(reading.text(position + 1)) if _continues_quote(reading, position) else None
    if following:
        return following
    for place in range(position - 1, max(-1, position - 1 - _LOOK_BACK), -1):
        if name := _named(reading.text(place)):
            return name
    return None


def _continues_quote(reading: Reading, position: int) -> bool:
    """Whether the next sentence stands in the same paragraph and still speaks."""
    here, after = reading.sentences[position], position + 1
    if after >= len(reading.sentences):
        return False
    between = reading.article.text[here.end : reading.sentences[after].start]
    return "\n" not in between


def _named(text: str) -> str | None:
    for match in _SPEAKS.finditer(text):
        name = match["before"] or match["after"]
        if name and name.split()[0] not in _NOT_SPEAKERS:
            return name
    return None
