"""A question that names outlets or publication dates -> a draft for each clause and who is to tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.clauses import OUTLET, TELLING, Span, clauses, hide
from qa.drafts import ASKS, Draft, things_in
from qa.mentions import Mention, attribution, groups, mentions, without
from qa.periods import Period
from qa.words import content_stems

_INTRODUCES = re.compile(
    r"^\W*(?:considering|based on|given|in light of|in view of|taking into account|using|drawing on)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:(?:in)?consisten\w+|agree\w*|disagree\w*|chang\w+|unchanged|contrast\w*|similar\w*|differ\w*|discrepan\w+"
    r"|align\w*|contradict\w*|compar\w+)\b",
    re.IGNORECASE,
)
_VERB = r"(?:is|was|are|were|has|have|had|did|does|do|will|would|can|could)\b"
_WHO = re.compile(
    rf"^\W*(?P<who>who\b|(?:which|what)\s+(?!{_VERB})(?:\w+\s+){{0,2}}?\w+(?=,|\s+(?:{_VERB}|that\b|who\b|\w+ed\b|\w+ing\b)))",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"^(?:\W*(?:is|was)\s+the\s+(?:(?:same|individual|person|one|figure|man|woman|company)\s+)+)?(?:(?:that|who|which)[\s,]+)?",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"^(?:{_VERB}|(?P<participle>(?!during)\w{{2,}}ing\b|\w{{3,}}ed\s(?=by|of|for|with|as|to|in|at|on))|\w{{3,}}ed\b)",
    re.IGNORECASE,
)
_EDGES = re.compile(
    r"^(?:[\s,;.'’\"]|\b(?:and|but|or|between|after|before|on|of|about|regarding|concerning)\b)+|[\s,;.?'’\"]+$|\s+(?:agrees?|differs?|and|or|than|with)$",
    re.IGNORECASE,
)
_HELPS = re.compile(r"^(?:does|did|do)[\s,]+(?!not\b)", re.IGNORECASE)
_TELLS_AHEAD = re.compile(
    r"[”\"'’]?(?:[’']s?\b)?\s+(?:\w+\s+)?(?:articles?|reports?|pieces?|story|review|coverage|suggests?|claims?|says?|said"
    r"|reported|indicates?|describes?|focus\w*|discusse[sd]|details?|implies|imply)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:\b(?:published|reported|released)\s+)?(?:\b(?:on|of|from|in|after|before)\s+)?$", re.IGNORECASE
)
_WORK = r"(?:articles?|reports?|reported|reporting|pieces?|stor(?:y|ies)|reviews?|coverage|published|wrote|printed|issue)"
_IN_PRINT = re.compile(
    rf"(?:\b{_WORK}|{OUTLET}+)(?:[\s'’\"”“‘]|{OUTLET}|\b(?:by|from|in|of|the|on|dated|published|after|before|since|an?|s)\b)*$",
    re.IGNORECASE,
)
_OF_PRINT = re.compile(rf",?\s+(?:{_WORK}\b|{OUTLET}+[’'”\"]?\s+{_WORK}\b)", re.IGNORECASE)
LISTED = 3  # clauses that make a list
_EMPTY = re.compile(r"\b(?:information|updates?|details?|findings|analysis|data)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """A question with the spans of its outlets and of its publication dates."""

    text: str
    told: tuple[Mention, ...]
    dates: tuple[tuple[Span, Period], ...]

    @property
    def everyone(self) -> tuple[Mention, ...]:
        """Each outlet once."""
        return distinct(self.told)

    def told_in(self, span: Span) -> list[Mention]:
        """The outlets inside a span."""
        return [one for one in self.told if span[0] <= one.start < span[1]]

    def dates_in(self, span: Span) -> list[Period]:
        """The publication dates inside a span."""
        return [period for (start, _), period in self.dates if span[0] <= start < span[1]]

    def bare(self, start: int, end: int) -> str:
        """The words of a span without outlets, publication dates and what only attributes."""
        text, told = self.text, self.told
        for (first, last), _ in self.dates:  # blanked, not cut: the outlets' offsets stay
            lead = _DATED.search(text, 0, first)
            first = lead.start() if lead else first
            text = text[:first] + " " * (last - first) + text[last:]
        return re.sub(r"\s+(?=[,;])", "", _EDGES.sub("", without(text, told, start, end)))

    def weight(self, start: int, end: int) -> int:
        """The number of different content words of a span that are no outlets and no dates."""
        return len(content_stems(self.bare(start, end)))


def wording(text: str, sources: Sequence[str], periods: Sequence[Period]) -> Wording:
    """The question with the places of the outlets and publication dates in it."""
    told = mentions(text, sources)
    hidden = hide(text, [(one.start, one.end) for one in told], OUTLET)
    dates: list[tuple[Span, Period]] = []
    start = 0
    for period in periods:
        place = text.find(period.phrase, start)
        end = place + len(period.phrase)
        if place >= 0 and (_IN_PRINT.search(hidden, 0, place) or _OF_PRINT.match(hidden, end)):
            dates.append(((place, end), period))
        start = max(start, end) if place >= 0 else start
    return Wording(text, told, tuple(dates))


def attributed(asked: Wording) -> list[Draft]:
    """One draft for each clause and outlet or date; one in all where the question has one clause that one tells."""
    spans = _clauses(asked)
    start = _start(asked.text, spans)
    introduction, spans = _EMPTY.sub("", asked.bare(0, start)), [span for span in spans if span[0] >= start]
    parts = [span for span in spans if not _only_compares(asked, span, spans)]
    parts = parts if len(parts) > 1 else spans
    topic = " ".join([*things_in(introduction), *(asked.bare(*span) for span in spans if span not in parts)])
    told = asked.told_in((0, start)) or asked.everyone
    who = _WHO.match(asked.text[parts[0][0] :])
    made = [draft for span in parts for draft in _of_clause(asked, span, alone=len(parts) == 1)]
    made = [
        replace(one, text=_as_question(one.text, who), told_by=one.told_by or distinct(told)) for one in made
    ]
    return [_with_topic(one, topic, introduced=start > 0) for one in made]


def listed(asked: Wording) -> bool:
    """Whether it lists what is known of somebody or something: 'Who did A, was B, and has C?'."""
    return bool(_WHO.match(asked.text)) and len(_clauses(asked)) >= LISTED


def _clauses(asked: Wording) -> list[Span]:
    outlets = [(group[0].start, group[-1].end) for group in groups(asked.text, asked.told)]
    return clauses(asked.text, outlets, [span for span, _ in asked.dates], asked.weight)


def distinct(told: Sequence[Mention]) -> tuple[Mention, ...]:
    """The first mention of each outlet."""
    first: dict[str, Mention] = {}
    for one in told:
        first.setdefault(one.name.casefold(), one)
    return tuple(first.values())


def _start(text: str, spans: Sequence[Span]) -> int:
    """Where the question begins after an introduction such as 'Considering an article by A, which ...'."""
    asks = (start for start, end in spans if ASKS.match(text[start:end]))
    return next(asks, 0) if _INTRODUCES.match(text) else 0


def _only_compares(asked: Wording, span: Span, spans: Sequence[Span]) -> bool:
    """Whether a clause only asks how the others go together: it names no outlet of its own, and no date."""
    others = {one.name for other in spans if other != span for one in asked.told_in(other)}
    own = {one.name for one in asked.told_in(span)} if others else ()
    return (
        bool(_COMPARES.search(asked.text[slice(*span)]))
        and others.issuperset(own)
        and not asked.dates_in(span)
    )


def _of_clause(asked: Wording, span: Span, *, alone: bool) -> list[Draft]:
    words, bare = asked.text[slice(*span)], asked.bare(*span)
    side_by_side = groups(asked.text, asked.told_in(span))
    dates = asked.dates_in(span)
    if len(side_by_side) > 1 and len(each := _each_own(asked, span, side_by_side)) > 1:
        return each
    told = distinct([one for group in side_by_side for one in group])
    if len(told) > 1 and (alone or "respectively" in words.casefold()):
        return [Draft(bare, words, (one,), dates[0] if dates else None) for one in told]
    if len(dates) > 1:
        return [Draft(bare, words, told, date) for date in dates]
    return [Draft(bare, words, told, dates[0] if dates else None)]


def _each_own(asked: Wording, span: Span, side_by_side: Sequence[Sequence[Mention]]) -> list[Draft]:
    """A draft for each group of outlets with the words that are its own: after 'the A article', before 'as A reports'."""
    phrases = [attribution(asked.text, group, *span) for group in side_by_side]
    starts, ends = [first for first, _ in phrases], [last for _, last in phrases]
    made: list[Draft] = []
    bounds = zip([span[0], *ends[:-1]], [*starts[1:], span[1]], strict=True)
    for group, phrase, (before, after) in zip(side_by_side, phrases, bounds, strict=True):
        own = (phrase[0], after) if _TELLS_AHEAD.match(asked.text, group[-1].end) else (before, phrase[1])
        if asked.weight(*own) >= 2:
            dates = asked.dates_in((phrase[0], after))
            words = asked.text[slice(*own)].strip(" ,")
            made.append(Draft(asked.bare(*own), words, tuple(group), dates[0] if dates else None))
    return made


def _as_question(text: str, who: re.Match[str] | None) -> str:
    """'Who' or 'which company' in front of a clause that goes on from it; nothing that only asks for anybody."""
    if who is None:
        return _HELPS.sub("", text)
    start = re.match(r"\W*" + re.escape(who["who"]), text, re.IGNORECASE)
    text = _ANYBODY.sub("", text[start.end() :].strip(" ,") if start else text).strip(" ,")
    if text[:6].casefold() == "whose ":
        return text
    goes_on = _GOES_ON.match(text)
    if not (start or goes_on):
        return text
    return f"{who['who']} {'is ' if goes_on and goes_on['participle'] else ''}{text}"


def _with_topic(draft: Draft, topic: str, *, introduced: bool) -> Draft:
    """A draft that says too little alone, or was introduced, with what all parts are about."""
    if not topic or not (introduced or len(content_stems(draft.text)) < TELLING):
        return draft
    return replace(draft, text=f"{draft.text} ({topic})")
