"""A claim about somebody -> the sentence of its article in which they deny it: an accusation is not shown alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.accused import accused_in, subject_of
from qa.answer_spans import answer_spans
from qa.candidates import Candidate
from qa.context import speaker
from qa.kinds import AnswerKind
from qa.persons import SAYING, speaks_here
from qa.words import stem, tokens

_CHARGES = (
    r"(?:claims?|allegations?|accusations?|charges?|suggestions?|assertions?|reports?|rumou?rs?|account)"
)
_THOSE = (
    rf"(?:(?:the|that|this|these|those|his|her|its|their|any|all|such|both)\s)?(?:\w+\s){{0,2}}{_CHARGES}\b"
)
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\s"
    rf"(?:(?:it|this|that|doing so|both|any|all)\b|(?:any\s)?wrongdoing|having|ever|\w+ing\b|{_THOSE})"
    rf"|(?:reject|dismiss|disput|refut|rebutt|contest|repudiat)(?:s|es|e|ed|ing)\s{_THOSE}"
    r"|(?:pleaded|pleads?|pleading) not guilty|(?:his|her|its|their) denials?"
    r"|(?:said|says|insisted|replied|called|branded|told \w+)\s(?:that\s)?"
    rf"(?:(?:it|this|that|(?:the|her|his|their)\s(?:story|{_CHARGES})|they)\s)?"
    r"(?:(?:is|was|were|are)\s)?(?:\w+ly\s)?"
    r"(?:not true|untrue|false|baseless|unfounded|groundless|nonsense|a lie|lies|not so))\b(?!\s(?:him|her|them)\b)",
    re.IGNORECASE,
)
_OF_CLAUSE = (
    r"(?=(?:\s(?:again|yesterday|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in a statement|in full|outright|at all"
    r"|(?:made |brought )?against (?:him|her|them|it)))*(?:\s?[.,;:!?”\"’–—)]|\s(?:and|but)\b|$))"
)
_THE = r"(?:the|that|this|these|those|any|all|all (?:the|these|those)|both|such)"
_ALL_OF_IT = re.compile(
    r"(?:\b(?:any |all )?wrongdoing|\bnot guilty(?: to (?:the|all|both|these|those|all the) charges?)?"
    rf"|\b{_THE} (?:claims?|accusations?|allegations?|charges?)){_OF_CLAUSE}",
    re.IGNORECASE,
)
_IT = re.compile(
    r"(?:\b(?:den(?:y|ies|ied|ying)\s(?:it|this|that|doing so|both|all)|(?:his|her|its|their) denials?"
    r"|(?:the|that|this) (?:report|suggestion|assertion|account|rumour|rumor)"
    r"|not true|untrue|false|baseless|unfounded|groundless|nonsense|a lie|lies|not so))" + _OF_CLAUSE,
    re.IGNORECASE,
)
_NOT_A_DENIAL = re.compile(
    r"\b(?:(?:not|neither|never|nor|refused to|declined to|cannot|could)\s(?:\w+\s(?:n?or\s)?)?(?:deny|denied|denies)"
    r"|could not be denied)\b",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(
    r"[“\"‘'](?:[^”\"]{0,120}[\s,.])?(?:I|We|we)(?:(?:\s(?:have|had|would)|['’](?:ve|d))?\snever|\s(?:have|had|did|was|were)\snot"
    r"|\s(?:have|had|did|was|were)n['’]t|['’]ve\snot|\s(?:gave|made|took|had|said|signed|paid)\s(?:no|nothing))\b"
)
_NEAR = 10  # sentences within which 'denied it' is of this claim
_FAR = 14  # and within which 'denied all the accusations' is
_SHARED = 2  # content words in common from which somebody's own words deny it
_ANYWHERE = (
    "accuse accused accusation allege alleged allegation claim claimed charge charged report deny denied"
)
_SAYS_NOTHING = frozenset(
    map(stem, f"{_ANYWHERE} reject dismiss have having plan plans ever time year day week people".split())
)
"""Words that a claim and a denial may share whatever they are about."""


def denial_of(claim: Candidate, asked: Sequence[str] = ()) -> Candidate | None:
    """The sentence of the same article in which somebody of whom it is claimed denies it; in their own words, if there are.

    None where the sentence claims nothing of anybody, or nobody whom it accuses denies it. Only what is denied in so
    many words counts: 'denied it', 'untrue', 'not guilty', or the thing itself ('denied taking the boat', 'I have never
    taken ...'). A denial of anything else in the same article does not. `asked` are the
    stems of names in the question: of whom an accusation is that names only an office.
    """
    accused = accused_in(claim.text, asked)
    if not accused or denies(claim):
        return None
    named = [one for one in _around(claim, _FAR) if _denied_by(one, claim, accused)]
    own = [one for one in _around(claim, _FAR) if _in_own_words(one, claim, accused, named)]
    return min(own or named, key=lambda one: (-len(_common(one, claim)), _apart(one, claim)), default=None)


def denies(candidate: Candidate) -> bool:
    """Whether a sentence tells that something is denied."""
    return bool(_DENIES.search(candidate.text)) and not _NOT_A_DENIAL.search(candidate.text)


def _around(claim: Candidate, far: int) -> Iterator[Candidate]:
    """The other sentences of the article near by that can be cited."""
    for sentence in claim.reading.sentences[max(0, claim.position - far) : claim.position + far + 1]:
        if sentence.citable and sentence.position != claim.position:
            yield replace(claim, sentence=sentence)


def _denied_by(one: Candidate, claim: Candidate, accused: frozenset[str]) -> bool:
    """Whether one of the accused denies it: in a sentence near by, or in words that mean all that is said of them."""
    if not denies(one):
        return False
    match = _DENIES.search(one.text)
    return bool(match and _is_of(claim, one, match) and _is_subject(one, match.start(), accused))


def _is_of(claim: Candidate, one: Candidate, match: re.Match[str]) -> bool:
    """Whether what is denied is the claim: a clause in its own words, or 'it' and the like at the end of the clause."""
    start, end = match.span()
    clause = one.text[start:end] + re.split(r"[,;:]", one.text[end:])[0]
    if _own_words_of(claim) & {token.stem for token in tokens(clause)}:
        return True
    near = _apart(one, claim) <= _NEAR
    found = _ALL_OF_IT.search(one.text, start) or (near and _IT.search(one.text, start))
    return bool(found and found.start() < end)


def _own_words_of(claim: Candidate) -> frozenset[str]:
    """Stems of what the claim is about."""
    return _common(claim, claim) - _SAYS_NOTHING


def _is_subject(one: Candidate, start: int, accused: frozenset[str]) -> bool:
    """Whether the name of an accused, or a pronoun behind a sentence that names one, is who denies at `start`."""
    names, pronoun = subject_of(one.text, start)
    return bool(names & accused) or (pronoun and _named_before(one, accused))


def _in_own_words(one: Candidate, claim: Candidate, accused: frozenset[str], named: list[Candidate]) -> bool:
    """Whether one of the accused is quoted as saying 'I have never', of the same thing or right after a denial."""
    if not _OWN_WORDS.search(one.text):
        return False
    follows = any(_apart(one, denial) <= 1 and denial.position <= one.position for denial in named)
    return (follows or len(_common(one, claim)) >= _SHARED) and (follows or _speaks(one, accused))


def _speaks(one: Candidate, accused: frozenset[str]) -> bool:
    who = speaker(one)
    if who is not None:
        return stem(who.split()[-1]) in accused
    spans = [span for span in answer_spans(AnswerKind.PERSON, one.text) if speaks_here(span, one.text)]
    if spans:
        return any(stem(one.text[slice(*span)].split()[-1]) in accused for span in spans)
    said = re.search(
        rf"[”\"’']\s(?:he|she|they)\s(?:\w+ly\s)?{SAYING}\b|\b(?:he|she|they)\s{SAYING}:?\s[“\"‘']", one.text
    )
    return bool(said) and _named_before(one, accused)


def _named_before(one: Candidate, accused: frozenset[str]) -> bool:
    """Whether the sentence before names an accused."""
    names = [token.stem for token in one.reading.tokens(one.position - 1) if token.text[:1].isupper()]
    return any(name in accused for name in names)


def _common(one: Candidate, claim: Candidate) -> frozenset[str]:
    """Content words that both hold, without names and figures."""
    names = {token.stem for token in tokens(claim.text) if token.text[:1].isupper() or token.numeric}
    return (one.stems & claim.stems) - names


def _apart(one: Candidate, other: Candidate) -> int:
    return abs(one.position - other.position)
