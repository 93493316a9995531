"""From a chip to what the side panel shows. The key comes from a browser: it only counts if it resolves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexes.articles import Article
from indexes.errors import ArticleNotFound, CitewireError
from indexes.notices import Notice
from qa.answers import Answer, Citation, NearestPassage
from ui.carried import carried
from ui.history import remembered_notices
from ui.spans import Span

if TYPE_CHECKING:
    from indexes.index import NewsIndex
    from indexes.versions import Version
    from qa.conversation import Turn

_KEY = re.compile(r"(cite|near)-([1-9][0-9]{0,5})-([1-9][0-9]{0,5})")


class UnknownChip(CitewireError):
    """A chip that no answer of this conversation holds."""


class StaleChip(CitewireError):
    """The article was removed after the answer was given, or no version of it holds the quote."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the panel shows it: spans are half-open, in characters of `article.text`.

    `active` is the chosen quote, `cited` the other quotes of the same answer, `muted` what is never cited.
    `keys` are those of all quotes of the answer, in order. `notices` are what the article takes back of itself.
    It is the version with number `version` of as many as `versions`. `others` carried the same text.
    """

    key: str
    article: Article
    active: Span
    cited: tuple[Span, ...] = ()
    muted: tuple[Span, ...] = ()
    keys: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    version: int = 1
    versions: int = 1
    others: tuple[Article, ...] = ()

    @property
    def quote(self) -> str:
        """The active quote."""
        return self.article.text[slice(*self.active)]

    @property
    def place(self) -> int:
        """Which of the answer's quotes this is, from 1."""
        return self.keys.index(self.key) + 1

    def beside(self, step: int) -> str | None:
        """The key that many quotes on (1) or back (-1); None beyond the ends."""
        place = self.keys.index(self.key) + step if self.key in self.keys else -1
        return self.keys[place] if 0 <= place < len(self.keys) else None


def cite_key(turn: int, citation: Citation) -> str:
    """The key of a citation chip in the turn with that number (from 1)."""
    return f"cite-{turn}-{citation.number}"


def near_key(turn: int, rank: int) -> str:
    """The key of the chip of the nearest passage of that rank (from 1)."""
    return f"near-{turn}-{rank}"


def citations_of(answer: Answer) -> Iterator[Citation]:
    """Every citation an answer shows: of its sentences, of their contexts, and those it lists."""
    for sentence in answer.sentences:
        yield from (sentence.context,) if sentence.context else ()
        yield from sentence.citations
    yield from answer.citations


def open_source(key: object, turns: Sequence[Turn], index: NewsIndex) -> Source:
    """The article behind a chip of these turns, in the version that the answer cites.

    Raises UnknownChip or StaleChip; never guesses a span.
    """
    answer, place = _find(key, turns)
    version, versions = _version(place, index)
    article, active = version.article, (place.start, place.end)
    shown = {
        (c.start, c.end) for c in citations_of(answer) if c.article_id == article.id and _holds(article, c)
    }
    return Source(
        str(key),
        article,
        active,
        tuple(sorted(shown - {active})),
        _muted(index, article.id) if version.number == versions else (),
        _keys_beside(str(key), answer),
        remembered_notices(article),
        version.number,
        versions,
        _others(article.id, index),
    )


def open_article(article_id: str, index: NewsIndex) -> Source:
    """The article with no quote in it. Raises ArticleNotFound."""
    versions = index.versions(article_id)
    article = versions[-1].article
    return Source(
        "article",
        article,
        (0, 0),
        muted=_muted(index, article_id),
        notices=remembered_notices(article),
        version=len(versions),
        versions=len(versions),
        others=_others(article_id, index),
    )


def _keys_beside(key: str, answer: Answer) -> tuple[str, ...]:
    """The keys of all quotes of its kind in this answer, in their order; `key` is one of them."""
    kind, turn, _ = key.split("-")
    if kind == "near":
        return tuple(near_key(int(turn), rank) for rank in range(1, len(answer.nearest) + 1))
    by_number = {citation.number: citation for citation in citations_of(answer)}
    return tuple(cite_key(int(turn), by_number[number]) for number in sorted(by_number))


def _find(key: object, turns: Sequence[Turn]) -> tuple[Answer, Citation | NearestPassage]:
    match = _KEY.fullmatch(key) if isinstance(key, str) else None
    if match is None:
        raise UnknownChip("This is not a citation of Citewire.")
    kind, turn, number = match[1], int(match[2]), int(match[3])
    answer = turns[turn - 1].answer if turn <= len(turns) else None
    if answer is None:
        raise UnknownChip("This answer is no longer open. Ask the question again.")
    if kind == "near" and number <= len(answer.nearest):
        return answer, answer.nearest[number - 1]
    for citation in citations_of(answer) if kind == "cite" else ():
        if citation.number == number:
            return answer, citation
    raise UnknownChip("This answer has no such citation.")


def _version(place: Citation | NearestPassage, index: NewsIndex) -> tuple[Version, int]:
    """The newest version of the article that holds the quote, and how many versions there are."""
    try:
        versions = index.versions(place.article_id)
    except ArticleNotFound as error:
        raise StaleChip(
            "This article has been removed from the collection. Ask the question again."
        ) from error
    for version in reversed(versions):
        if _holds(version.article, place):
            return version, len(versions)
    raise StaleChip("This article has changed since the answer was given. Ask the question again.")


def _holds(article: Article, place: Citation | NearestPassage) -> bool:
    return article.text[place.start : place.end] == place.quote


def _others(article_id: str, index: NewsIndex) -> tuple[Article, ...]:
    return carried([article_id], index).get(article_id, ())


def _muted(index: NewsIndex, article_id: str) -> tuple[Span, ...]:
    return tuple((s.start, s.end) for s in index.sentences(article_id) if not s.citable)
