"""What a question asks: its stand-alone form, the kind of answer, names, dates and outlets in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from indexes.errors import QuestionError
from indexes.filters import Filters
from indexes.moments import day
from indexes.reports import Statistics
from qa.conversation import Turn, standalone
from qa.kinds import AnswerKind, answer_kind
from qa.links import Alternative, Link, find_links
from qa.looking_up import Collection, KnownBefore
from qa.moments import just_after
from qa.outlets import NamedOutlet, named_outlets, told_by
from qa.periods import Period, asks_for_latest, find_periods
from qa.spelling import Slip, corrected, find_slips
from qa.words import content_stems, is_name, tokens, well_formed


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    `stems` are its content words as compared with texts; `specifics` are the stems of names and numbers in
    it, which an answer must match. `filters` limit the search; `periods` and `outlets` are what was read.
    `as_of` is the last moment of which anything is known, on the day from which 'yesterday' counts.
    """

    text: str
    standalone: str
    kind: AnswerKind
    stems: tuple[str, ...]
    specifics: tuple[str, ...]
    filters: Filters
    periods: tuple[Period, ...] = ()
    outlets: tuple[NamedOutlet, ...] = ()
    latest: bool = False
    as_of: datetime | None = None
    slips: tuple[Slip, ...] = ()
    links: tuple[Link, ...] = ()
    follows_up: bool = False

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """What may stand in a text for words that are asked for: 'Sir Keir' for 'Starmer'."""
        return tuple(alternative for link in self.links for alternative in link.alternatives)

    @property
    def told_by(self) -> tuple[str, ...]:
        """The outlets whose word is asked for; none where the caller chose the outlets."""
        named = told_by(self.outlets)
        return named if self.filters.sources == named else ()

    @property
    def understood(self) -> dict[str, str]:
        """In words, what was read into the question beyond its letters; empty where nothing was."""
        words: dict[str, str] = {}
        if self.slips:
            words["spelling"] = "; ".join(f"{slip.written} read as {slip.meant}" for slip in self.slips)
        if told := [link for link in self.links if link.told]:
            words["names"] = "; ".join(f"{link.written}: {link.meant}" for link in told)
        if self.follows_up:
            words["question"] = self.standalone
        if self.periods:
            words["dates"] = "; ".join(_period_words(period) for period in self.periods)
        if self.told_by:
            words["outlets"] = ", ".join(self.told_by)
        if self.latest:
            words["order"] = "newest first"
        return words


def understand(
    text: str,
    collection: Statistics,
    *,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
    as_of: datetime | None = None,
    longest: int = 2000,
    articles: Collection | None = None,
) -> Question:
    """Read a question against the collection it is asked of. Raises QuestionError if it cannot be asked.

    Spelling slips are set right where `articles` are given: by the words that they hold, of those before `as_of`.
    Without `as_of`, words such as 'last week' count from now: only then does an answer depend on the clock.
    """
    text = _checked(text, longest)
    articles = KnownBefore(articles, just_after(as_of)) if articles and as_of else articles
    written = well_formed(standalone(text, history))
    slips = find_slips(written, articles, collection.sources) if articles else ()
    alone = corrected(written, slips)
    outlets = named_outlets(alone, collection.sources)
    periods = find_periods(alone, now=as_of or datetime.now(UTC), newest=as_of or collection.newest)
    bare = _without_outlets(alone, outlets)
    links = find_links(bare, articles) if articles else ()
    return Question(
        text=text,
        standalone=with_links(alone, links),
        kind=answer_kind(corrected(text, slips) if written == text else text),
        stems=tuple(content_stems(bare)),
        specifics=tuple(_specifics(bare)),
        filters=_narrowed(filters or Filters(), outlets, as_of),
        periods=periods,
        outlets=outlets,
        latest=asks_for_latest(alone),
        as_of=as_of,
        slips=slips,
        links=links,
        follows_up=written != text,
    )


def _checked(text: str, longest: int) -> str:
    if not isinstance(text, str):
        raise QuestionError(f"The question is {text!r}; ask something in words.")
    text = " ".join(text.split())
    if not any(character.isalnum() for character in text):
        raise QuestionError("The question is empty; ask something in words.")
    if len(text) > longest:
        raise QuestionError(f"The question has {len(text)} characters; at most {longest} are read.")
    return text


def _without_outlets(text: str, outlets: Sequence[NamedOutlet]) -> str:
    """The outlet that tells is not what is told: its name would only draw in articles that mention it."""
    for outlet in reversed([outlet for outlet in outlets if outlet.demanded]):
        text = text[: outlet.start] + " " + text[outlet.end :]
    return text


def with_links(text: str, links: Sequence[Link]) -> str:
    """The text with what was read into it, so that it is searched for too."""
    told = [link.meant for link in links if link.told]
    return f"{text} ({', '.join(told)})" if told else text


def _specifics(text: str) -> list[str]:
    found = [token.stem for place, token in enumerate(tokens(text)) if token.numeric or is_name(token, place)]
    return list(dict.fromkeys(found))


def _narrowed(filters: Filters, outlets: Sequence[NamedOutlet], as_of: datetime | None) -> Filters:
    """The caller's filters, or else the outlets that the question demands; nothing from after `as_of`."""
    cutoff = just_after(as_of) if as_of else None
    return replace(filters, sources=filters.sources or told_by(outlets), as_of=cutoff)


def _period_words(period: Period) -> str:
    first, after = period.window
    parts = [f"from {day(first)}" if first else "", f"before {day(after)}" if after else ""]
    return f"{period.phrase}: {' '.join(part for part in parts if part)}"
