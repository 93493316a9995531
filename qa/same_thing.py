"""Whether a sentence says of the very thing asked about, and as what stands, what a figure in it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from qa.answer_spans import Span
from qa.candidates import Candidate
from qa.question import Question
from qa.words import STOP_WORDS, Token, stem, tokens

_CHANGED = (
    r"put (?:off|back|up)|moved|pushed|raised|postponed|delayed|brought|changed|increased|cut|risen|climbed"
    r"|fallen|gone up"
)
_VERB = re.compile(
    r"\bwill\b|\b(?:is|are) (?:now |still |\w+ly )?(?:to|due|expected|scheduled|planned|set|going|put|estimated)\b"
    rf"|\b(?:has|have|was|were) (?:now |since |again )?(?:been )?(?:{_CHANGED})\b|\b(?:now )?costs\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:not|never|no longer|cannot|neither|nor|without|so far|if|unless|whether|could|should|would|might)\b"
    r"|n[’']t\b|\b(?:perhaps|unlikely|asks?|asked|wants?|wanted|wish\w*|hop(?:es?|ed|ing)|call(?:s|ed|ing)? (?:for|on)"
    r"|urg(?:es?|ed|ing)|demand\w*|petition\w*|propos\w+|suggest\w*|recommend\w*|rumou?r\w*|refus\w+|reject\w*"
    r"|den(?:y|ies|ied)|doubt\w*|fear\w*|claim\w*|believ\w+)\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"\bmay\b|(?<!\d )\bMay (?:be|not|open|start|cost)\b")
_CLAUSE = re.compile(r"[,;:—–“”]|\b(?:said|says|that|and|but)\b", re.IGNORECASE)
_INSERTED = re.compile(r",[^,]+,\s*$")
_TO_BE = frozenset(
    map(stem, ("going", "due", "expected", "scheduled", "planned", "set", "supposed", "finally"))
)
_SHORTEST = 5  # letters of a word such as 'reopen'
_BESIDE = frozenset(("new", "now", "also", "still", "then", "again"))


def stands_there(question: Question, candidate: Candidate, span: Span) -> bool:
    """Whether the sentence itself gives the words in a half-open span as what will be or is of just what is asked about.

    All words asked about stand in it, none owns or qualifies another thing ('the pier café', 'the pier’s owner'), the
    subject of the verb is made of them alone, and nobody wishes, doubts or denies it.
    """
    text, asked = candidate.text, _asked_about(question)
    if not holds_all_asked(question, candidate) or _OTHERWISE.search(text) or _MAY.search(text):
        return False
    verb = _verb_of(text, span)
    asked |= frozenset(one for one in candidate.stems if _anew((one,)) & asked)
    asked |= _named_in_title(question, candidate)
    return (
        verb is not None and _is_subject(text[: verb.start()], asked) and not _names_more(text, asked, span)
    )


def holds_all_asked(question: Question, candidate: Candidate) -> bool:
    """Whether all words asked about stand in the sentence, or what is done again for what is done."""
    return _asked_about(question) <= candidate.stems | _anew(candidate.stems)


def _asked_about(question: Question) -> frozenset[str]:
    """The words of the question without those that only say that something is to be."""
    return frozenset(question.stems) - _TO_BE


def _anew(stems: Iterable[str]) -> frozenset[str]:
    """What is done again: who asks when it will open is told when it will reopen."""
    return frozenset(one[2:] for one in stems if one.startswith("re") and len(one) > _SHORTEST)


def _named_in_title(question: Question, candidate: Candidate) -> frozenset[str]:
    """Names in the headline before a word asked about, where the question has none: 'Sandle Pier' for 'the pier'."""
    if question.specifics:
        return frozenset()
    title, asked = list(tokens(candidate.reading.article.title)), frozenset(question.stems)
    return frozenset(
        one.stem
        for one, other in pairwise(title)
        if one.capitalised and other.capitalised and other.stem in asked
    )


def _verb_of(text: str, span: Span) -> re.Match[str] | None:
    """The last verb before the span that says how things stand, in the same clause."""
    verbs = [
        verb
        for verb in _VERB.finditer(text, 0, span[0])
        if not re.search("[;:]|,(?! (?:to|until|till|from) $)", text[verb.end() : span[0]])
    ]
    return verbs[-1] if verbs else None


def _is_subject(before: str, asked: frozenset[str]) -> bool:
    """Whether what stands before the verb, back to the start of its clause, names nothing but what is asked about."""
    clause = _CLAUSE.split(_INSERTED.sub("", before))[-1]
    told = [token for token in tokens(clause) if token.text != "s" and _tells(token)]
    return any(token.stem in asked for token in told) and all(token.stem in asked for token in told)


def _names_more(text: str, asked: frozenset[str], span: Span) -> bool:
    """Whether a word asked about owns or is one name with the next word, and that is not asked about."""
    words = [token for token in tokens(text) if token.text != "s"]
    pairs = pairwise(words)
    return any(
        one.stem in asked
        and re.fullmatch(r"(?:[’']s?)? |-", text[one.end : other.start])
        and not span[0] <= other.start < span[1]
        and _tells(other)
        and other.stem not in asked
        for one, other in pairs
    )


def _tells(token: Token) -> bool:
    """Whether a word could name another thing: no stop word, no figure, no adverb."""
    word = token.text.casefold()
    plain = word in STOP_WORDS or word in _BESIDE or word.endswith("ly")
    return not (plain or token.numeric or _VERB.fullmatch(word) or not word[0].isalpha())
