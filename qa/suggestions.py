"""Questions to start with, drawn from the collection's own articles; each is answerable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from indexes.index import NewsIndex
from qa.answers import Answer, Status
from qa.attribution import names_who_speaks
from qa.words import STOP_WORDS, tokens

TRIED = 40  # newest articles looked at
_TITLE_BREAK = re.compile(r"\s*[:;|–—]\s+|\s+-\s+|[‘’“”\"]")


def suggest(index: NewsIndex, ask: Callable[[str], Answer], count: int) -> list[str]:
    """At most `count` questions about different articles, newest first, that `ask` answers from that article."""
    suggested: list[str] = []
    for article_id, question in _drafts(index):
        if len(suggested) == count:
            break
        answer = ask(question)
        if answer.status is Status.ANSWERED and any(c.article_id == article_id for c in answer.citations):
            suggested.append(question)
    return suggested


def _drafts(index: NewsIndex) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    newest = sorted(index.overview(), key=lambda one: (one.published is None, -_stamp(one.published), one.id))
    for summary in newest[:TRIED]:
        article = index.article(summary.id)
        for name in names_who_speaks(article.text):
            topic = _topic(article.title, name)
            if topic and name not in seen and topic not in seen:
                seen |= {name, topic}
                yield summary.id, f"What did {name} say about {topic}?"
                break


def _stamp(moment: object) -> float:
    timestamp = getattr(moment, "timestamp", None)
    return float(timestamp()) if timestamp else 0.0


def _topic(title: str, speaker: str) -> str | None:
    """The longest run of capitalised words in the title that is not the speaker and not merely its first word."""
    own = {token.stem for token in tokens(speaker)}
    runs: list[list[str]] = [[]]
    for place, token in enumerate(tokens(_TITLE_BREAK.split(title)[0])):
        named = token.capitalised and place > 0 and token.stem not in own
        if named and token.text.casefold() not in STOP_WORDS:
            runs[-1].append(token.text)
        elif runs[-1]:
            runs.append([])
    best = max(runs, key=len)
    return " ".join(best) if best else None
