"""A question -> its parts: each is searched and weighed as a question of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from indexes.filters import Filters
from indexes.reports import Statistics
from qa.attributed import Wording, attributed, distinct, listed, wording
from qa.day_news import news_asked
from qa.drafts import Draft, asked_in_a_row, completed, coordinated
from qa.order import TwoEvents, two_events
from qa.outlets import NamedOutlet
from qa.periods import Period
from qa.question import Question, understand, with_links
from qa.words import content_stems, is_name, tokens

MOST = 5  # parts that are looked for; what a question asks beyond them is left
_AUX = re.compile(r"^(?:did|was|were|had|has|is)\s+", re.IGNORECASE)
_HAPPENS = re.compile(
    r"\b(?:began|begin|started?|ended?|happen(?:ed)?|occur(?:red)?|took place|take place|opened|closed|was|were)\b",
    re.IGNORECASE,
)
_BEGINS = 20  # characters of a question in which the outlet that it begins with stands: 'what did the ...'
_ZONES = timedelta(days=1)  # 'published on 3 May' may be another day where the article's time is kept


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked in one part, and the words of the whole question that ask it.

    `absent` is the outlet whose word this part demands and of which the collection holds no article.
    """

    question: Question
    words: str
    absent: str | None = None


def parts_of(asked: Question, collection: Statistics) -> tuple[Part, ...]:
    """The parts of a question; the question itself where it is of one piece."""
    words = wording(_alone(asked), collection.sources, asked.periods)
    told = words.told and asked.filters.sources in ((), asked.told_by)  # else the caller chose the outlets
    events = two_events(words.text)
    if events:
        drafts = _events(asked, collection, events)
    elif told and (own := _asked_of_each(asked, collection)):
        drafts = [draft for one in own for draft in attributed(one)]
    elif told or len(words.dates) > 1 or listed(words):
        drafts = attributed(words)
    else:
        drafts = coordinated(words.text)
    parts = tuple(_parts(asked, collection, drafts))[:MOST]
    if len(parts) > 1 or any(part.absent or _told_by_others(part, asked) for part in parts):
        return parts
    return (Part(asked, asked.text),)


def _asked_of_each(asked: Question, collection: Statistics) -> list[Wording]:
    """'What did A report about this and what did B report about that?': questions that each begin with an outlet."""
    pieces = [wording(piece, collection.sources, asked.periods) for piece in asked_in_a_row(_alone(asked))]
    each = len(pieces) > 1 and all(one.told and one.told[0].start < _BEGINS for one in pieces)
    return pieces if each else []


def _told_by_others(part: Part, asked: Question) -> bool:
    """Whether the outlets whose word a part asks for were not read from the whole, such as 'the Courier' for short."""
    return bool(part.question.outlets) and part.question.filters.sources != asked.filters.sources


def _alone(asked: Question) -> str:
    """The stand-alone question without what the articles connect with its names."""
    read = with_links("", asked.links)
    return asked.standalone.removesuffix(read) if read else asked.standalone


def _events(asked: Question, collection: Statistics, events: TwoEvents) -> list[Draft]:
    """Each event as 'when ...?', with the outlet and publication date that it is tied to."""
    drafts: list[Draft] = []
    for text, other in ((events.first, events.second), (events.second, events.first)):
        words = wording(text, collection.sources, asked.periods)
        bare = completed(words.bare(0, len(text)), events.first, named=True)
        dates = words.dates_in((0, len(text)))
        bare = f"{bare} {events.setting}".strip()
        bare = (
            bare if events.verb else _with_names(bare, other)
        )  # else 'the pier closed' is told by the bridge that did
        drafts.append(Draft(f"When {bare}?", _AUX.sub("", text), words.everyone, dates[0] if dates else None))
    return drafts


def _with_names(event: str, other: str) -> str:
    """'the ballot' beside 'the strike at Halden Rail' is one at Halden Rail: an event in one word borrows the names."""
    if len(content_stems(_HAPPENS.sub("", event))) > 1:
        return event
    names = [token.text for place, token in enumerate(tokens(other), 1) if is_name(token, place)]
    return f"{event} ({' '.join(names)})" if names else event


def _parts(asked: Question, collection: Statistics, drafts: list[Draft]) -> list[Part]:
    known = [replace(one, told_by=tuple(m for m in one.told_by if m.sources)) for one in drafts]
    present = [draft for draft, one in zip(known, drafts, strict=True) if draft.told_by or not one.told_by]
    strangers = distinct([m for one in drafts for m in one.told_by if not m.sources])
    says = {m.name: next(one for one in drafts if m in one.told_by) for m in strangers}
    return [
        *(Part(_question(asked, collection, one), _words(one, present)) for one in present),
        *(
            Part(
                _question(asked, collection, replace(says[m.name], told_by=())),
                f"what {m.name} tells",
                m.name,
            )
            for m in strangers
        ),
    ]


def _words(draft: Draft, drafts: list[Draft]) -> str:
    """The words of the question, and whose word is meant where several are asked for the same."""
    if sum(one.words == draft.words for one in drafts) == 1:
        return draft.words
    outlets = " and ".join(one.name for one in draft.told_by)
    published = f" {draft.published.phrase}" if draft.published else ""
    return f"{draft.words} ({outlets}{published})"


def _question(asked: Question, collection: Statistics, draft: Draft) -> Question:
    """The draft read as a question, within the limits of the whole."""
    text = draft.text if any(character.isalnum() for character in draft.text) else draft.words
    longest = len(text)  # the whole was short enough; what is carried into a part may make it longer
    alone = understand(text, collection, filters=asked.filters, as_of=asked.as_of, longest=longest)
    links = tuple(link for link in asked.links if link.written in text)
    sources = tuple(dict.fromkeys(source for one in draft.told_by for source in one.sources))
    filters = replace(asked.filters, sources=sources or asked.filters.sources)
    news = draft.published and news_asked(replace(alone, periods=(draft.published,)))
    return replace(
        alone,
        standalone=with_links(text, links),
        links=links,
        filters=filters if news else _published(filters, draft.published),
        periods=(news.period,) if news else alone.periods or (() if draft.told_by else asked.periods),
        outlets=tuple(NamedOutlet(source, 0, 0, True) for source in sources),
        latest=asked.latest,
    )


def _published(filters: Filters, period: Period | None) -> Filters:
    """The limits, narrowed to a publication date that the question demands, a day more on either side."""
    if period is None:
        return filters
    first, after = period.window
    start = max((day for day in (filters.published_after, first and first - _ZONES) if day), default=None)
    end = min((day for day in (filters.published_before, after and after + _ZONES) if day), default=None)
    return (
        filters
        if start and end and start >= end
        else replace(filters, published_after=start, published_before=end)
    )
