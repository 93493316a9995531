"""Names of several words in articles, and which of them name the main stories: what many headlines are about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexes.articles import Article
from indexes.moments import MONTHS
from qa.attribution import names_who_speaks
from qa.full_names import HONORIFICS
from qa.words import STOP_WORDS

_WORD = r"[A-Z][a-z][\w’'\-]*"
_RUN = re.compile(rf"{_WORD}(?: (?:of (?:the )?)?{_WORD})+")
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_NO_NAMES = frozenset(word.casefold() for word in (*MONTHS, *_WEEKDAYS.split(), *HONORIFICS))
_LEAST = 2  # articles that tell a story


@dataclass(frozen=True, slots=True)
class Story:
    """A name that stands in headlines, and the ids of the articles that hold it, in the order given."""

    name: str
    article_ids: tuple[str, ...]


def names_in(text: str) -> Iterator[str]:
    """Runs of at least two capitalised words, without small words before them; none with a month, weekday or title."""
    for match in _RUN.finditer(text):
        words = match[0].split()
        while words and words[0].casefold() in STOP_WORDS:
            words.pop(0)
        if words:
            words[-1] = re.sub(r"[’']s$", "", words[-1])
        if len(words) > 1 and not any(is_no_name(word) for word in words):
            yield " ".join(words)


def is_no_name(word: str) -> bool:
    """Whether it is a month, a weekday or a title: capitalised, but what no story is about."""
    return word.casefold().rstrip(".") in _NO_NAMES


def spoken(name: str, texts: Sequence[str]) -> str:
    """The name as a sentence has it: with 'the' before it where most of the texts' mentions have that."""
    there = sum(text.count(name) for text in texts)
    led = sum(len(re.findall(rf"\b[Tt]he {re.escape(name)}\b", text)) for text in texts)
    return f"the {name}" if 2 * led > there else name


def stands_in(name: str, title: str) -> bool:
    """Whether a headline holds the name, however it writes capitals."""
    return bool(re.search(rf"\b{re.escape(name)}\b", title, re.IGNORECASE))


def main_stories(articles: Sequence[Article]) -> list[Story]:
    """The stories that most headlines are about, the biggest first; no two of mostly the same articles.

    A name that many articles hold but few headlines, a town's say, is no story; nor is an outlet or a person who speaks.
    """
    speakers = {name for one in articles for name in names_who_speaks(one.text)}
    outlets = {(one.source or "").casefold() for one in articles}
    held: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for name in dict.fromkeys(names_in(article.text)):
            held[name].append(article)
    weighed = []
    for name, holding in held.items():
        heads = sum(stands_in(name, one.title) for one in holding)
        if len(holding) < _LEAST or not heads or name.casefold() in outlets:
            continue
        if name not in speakers or not _is_a_person(name, holding):
            weighed.append((heads * heads / len(holding), Story(name, tuple(one.id for one in holding))))
    return _apart([story for _, story in sorted(weighed, key=lambda one: (-one[0], one[1].name))])


def _is_a_person(name: str, articles: Sequence[Article]) -> bool:
    """Whether a speaker goes by the last word alone: 'Ms Bowen', not 'Rail' for 'Halden Rail'."""
    last = re.compile(rf"\b{re.escape(name.split()[-1])}\b")
    whole = sum(one.text.count(name) for one in articles)
    return sum(len(last.findall(one.text)) for one in articles) - whole > whole // 2


def _apart(stories: Sequence[Story]) -> list[Story]:
    kept: list[Story] = []
    for story in stories:
        own = set(story.article_ids)
        if all(2 * len(own & set(other.article_ids)) <= len(own) for other in kept):
            kept.append(story)
    return kept
