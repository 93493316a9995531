"""Is a name in a sentence the person whom 'who ...' asks for? A name that only stands there is not marked."""

from __future__ import annotations

import re

from qa.answer_spans import Span
from qa.words import STOP_WORDS, stem, tokens

SAYING = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|argued|argues|warned|warns|insisted|insists|announced|replied|answered|"
    r"confirmed|tweeted|claimed|claims|asked|explained|recalled|noted|estimated|testified|remarked|joked)"
)
_ASKS_SPEAKER = re.compile(
    r"\b(?:who(?:m|se)?|(?:which|what) \w+) (?:has |had |once |first |also )?"
    r"(?:said|says|told|tells|wrote|warned|warns|claimed|claims|announced|argued|insisted|predicted|described|called|accused|"
    r"asked|replied|explained|suggested|promised|denied|criticised|criticized|praised|complained|admitted|revealed|believes?|thinks?)\b",
    re.IGNORECASE,
)
_VERB_OF_OFFICE = re.compile(
    r"\bwho (?:now |currently |still )?(?:leads?|led|heads?|headed|runs?|ran|chairs?|chaired|owns?|owned|coaches|coached|"
    r"manages|managed|commands?|commanded|directs?|directed|founded|edits?|edited|captains?|captained)\b",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:former|previous|ex|late|then|outgoing|last (?:year|month|season|time)[’']s|predecessor|would-be|shadow|"
    r"deputy|vice|acting|interim)[\s-]+(?:[\w’'-]+\s?,?\s){0,3}$",
    re.IGNORECASE,
)
_ASKS_OTHER_TIME = re.compile(
    r"\b(?:former|previous|last|before|used to|then|predecessor|deputy|vice|acting|interim|outgoing|shadow|late|ex)\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:in|at|near|off|outside|inside|across|around|into|over|under|through|via)\s(?:the\s)?$",
    re.IGNORECASE,
)
_THING_BEFORE = re.compile(
    r"\b(?:ferry|ship|boat|vessel|dredger|trawler|tanker|freighter|liner|cruiser|destroyer|frigate|submarine|yacht|schooner|"
    r"carrier|plane|jet|helicopter|train|rocket|probe|satellite|spacecraft|storm|hurricane|typhoon|cyclone|horse|dog|"
    r"newspaper|paper|magazine|website|book|novel|film|play|song|album|series|show|company|firm|carmaker|retailer|"
    r"developer|publisher|broadcaster|lender|insurer|operator|manufacturer|contractor|consultancy|charity|foundry|"
    r"bank|club|team|school|college|university|hospital|church|bridge|river|"
    r"lake|island|town|city|village),?\s(?:of\s)?$",
    re.IGNORECASE,
)
_SPEAKS_AFTER = re.compile(rf"^(?:,[^,;.“”\"]{{2,80}})?,?\s(?:also |then |later )?{SAYING}\b")
_SPEAKS_BEFORE = re.compile(
    rf"\b(?:{SAYING}|according to)\s(?:the\s|a\s|an\s|its\s|their\s|his\s|her\s)?(?:[\w’'-]+,?\s){{0,5}}$"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|my|me|we|our|us)\b")
_PLACES_AND_PRIZES = "prize award cup fiction light road street stadium bridge coast prison tunnel square"
_NO_PERSON = frozenset(_PLACES_AND_PRIZES.split())
_SOMEBODY = "person man woman first last only one people oldest youngest"
_ANYBODY = frozenset(map(stem, _SOMEBODY.split()))
_SMALL = "of the for at in and is was a an to its their his her new"
_LINKS = frozenset(_SMALL.split())
_ROLE = re.compile(
    r"\bwho(?:['’]s|\s(?:is|are|was|were|became|will be|has been))\s(?:(?:now|currently|still)\s)?"
    r"(?:the|its|their|his|her|a|an|[\w’' ]{2,30}['’]s?)\s(?P<role>[\w-]+(?:\s[\w-]+){0,3}?)"
    r"(?=\s(?:of|for|at|in|that|who|when|and|to|on)\b|[?,.]|$)",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"^(?:,|\s\(|\s(?:is|was|became|remains|will be|has been|had been)\b|(?:\s\w+){0,3}\sas\b)[^,;.]*"
)
_LEADS_UP = re.compile(
    r"^(?:[’']s)?(?:\s(?:of|for|at|in|to|and)\s[^,;.:“”\"]{1,60})?,?(?:\s(?:is|was|became|the|a|an|named|called)){0,3}\s?$"
)
_BESIDE = 110  # characters on each side of a name in which its office is looked for
_WORDS_BETWEEN = 3  # words of no capital that may stand between an office and a name behind it


def asks_speaker(question: str) -> bool:
    """Whether it asks who said something."""
    return bool(_ASKS_SPEAKER.search(question))


def is_asked_for(span: Span, question: str, stems: frozenset[str], sentence: str) -> bool:
    """Whether the name may be whom the question asks for: a person, tied to what is asked and not only quoted."""
    if not _is_a_person(span, sentence):
        return False
    if not _ASKS_OTHER_TIME.search(question) and _OTHER_TIME.search(sentence[: span[0]]):
        return False
    speaks = speaks_here(span, sentence)
    if asks_speaker(question):
        return speaks or not re.search(rf"\b{SAYING}\b", sentence)
    if role := _role(question):
        return _holds_office(span, role, sentence)
    if _VERB_OF_OFFICE.search(question):
        return True
    return not speaks or _tells_own_story(question, stems, sentence)


def _is_a_person(span: Span, sentence: str) -> bool:
    name, before = sentence[slice(*span)], sentence[: span[0]]
    words = [word.casefold() for word in re.findall(r"\w+", name)]
    if any(word in _NO_PERSON for word in words) or re.search(r"\d", name):
        return False
    return not (_AT.search(before) or _THING_BEFORE.search(before))


def speaks_here(span: Span, sentence: str) -> bool:
    """Whether the sentence only quotes whom it names: 'Name said', 'said the judge, Name'."""
    return bool(_SPEAKS_AFTER.match(sentence[span[1] :]) or _SPEAKS_BEFORE.search(sentence[: span[0]]))


def _tells_own_story(question: str, stems: frozenset[str], sentence: str) -> bool:
    """'“I found the ring,” said Name' tells who found it: speech in the first person that holds what is asked."""
    told = {token.stem for token in tokens(sentence)}
    return bool(_FIRST_PERSON.search(sentence)) and len(told & stems) >= 2


def _role(question: str) -> frozenset[str]:
    """The stems of the office asked for in 'who is the chief engineer of ...'; empty where an act is asked for."""
    match = _ROLE.search(question)
    words = match["role"].split() if match else []
    if any(word.endswith(("ed", "ing")) for word in words):
        return frozenset()
    return frozenset(stem(word) for word in words if word.casefold() not in STOP_WORDS) - _ANYBODY


def _holds_office(span: Span, role: frozenset[str], sentence: str) -> bool:
    """Whether the office is the name's title, stands in apposition to it, or is said of it with 'is' or 'as'."""
    inside = {token.stem for token in tokens(sentence[slice(*span)])}
    apposed = _APPOSED.match(sentence[span[1] : span[1] + _BESIDE])
    behind = {token.stem for token in tokens(apposed.group())} if apposed else set()
    return role <= inside | behind or _leads_up(role - inside, sentence[max(0, span[0] - _BESIDE) : span[0]])


def _leads_up(role: frozenset[str], before: str) -> bool:
    """Whether an office stands right before a name: 'the mayor of Wexley, ', 'the captain was '."""
    found = [token for token in tokens(before) if token.stem in role]
    if {token.stem for token in found} != role:
        return False
    between = before[found[-1].end :] if found else before
    small = [word for word in re.findall(r"[^\W\d_]+", between) if word.islower() and word not in _LINKS]
    return len(small) <= _WORDS_BETWEEN and bool(_LEADS_UP.match(between))
