"""Questions to start with, drawn from the collection's own articles; each is answerable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from indexes.articles import Article
from indexes.errors import ArticleNotFound
from indexes.index import NewsIndex
from qa.answers import Answer, Status
from qa.attribution import names_who_speaks
from qa.words import STOP_WORDS, tokens

TRIED = 40  # newest articles looked at
NEXT_TRIED = 6  # questions tried to find some that follow an answer
_TITLE_BREAK = re.compile(r"\s*[:;|–—]\s+|\s+-\s+|[‘’“”\"]")


def suggest(index: NewsIndex, ask: Callable[[str], Answer], count: int) -> list[str]:
    """At most `count` questions about different articles, newest first, that `ask` answers from that article."""
    suggested: list[str] = []
    for article_id, name, question in _drafts(index):
        if len(suggested) == count:
            break
        answer = ask(question)
        if answer.status is Status.ANSWERED and _speaks_there(name, article_id, answer):
            suggested.append(question)
    return suggested


def follow_ups(index: NewsIndex, ask: Callable[[str], Answer], answer: Answer, count: int) -> list[str]:
    """At most `count` questions that the cited articles answer too: what others in them said about their topics."""
    found: list[str] = []
    cited = dict.fromkeys(citation.article_id for citation in answer.citations)
    for article_id, name, question in islice(_further(index, cited, answer), NEXT_TRIED):
        if len(found) == count:
            break
        next_answer = ask(question)
        if next_answer.status is Status.ANSWERED and _speaks_there(name, article_id, next_answer):
            found.append(question)
    return found


def _further(index: NewsIndex, article_ids: Iterable[str], answer: Answer) -> Iterator[tuple[str, str, str]]:
    """As `_drafts`, of these articles, about all who speak in them but whom the question names."""
    seen = {token.stem for token in tokens(answer.question)}
    for article_id in article_ids:
        article = _still_there(index, article_id)
        if article is None:
            continue
        for name in names_who_speaks(article.text):
            surname, topic = [*tokens(name)][-1].stem, _topic(article, name)
            if topic and surname not in seen:
                seen.add(surname)
                yield article_id, name, f"What did {name} say about {topic}?"


def _speaks_there(name: str, article_id: str, answer: Answer) -> bool:
    """Whether a sentence of that article is quoted that names the one who is asked about."""
    surname, own = name.split()[-1], [c for c in answer.citations if c.article_id == article_id]
    return any(surname in f"{one.quote} {one.speaker or ''}" for one in own)


def _drafts(index: NewsIndex) -> Iterator[tuple[str, str, str]]:
    """Article id, who speaks in it, and a question about what they say, newest article first."""
    seen: set[str] = set()
    newest = sorted(index.overview(), key=lambda one: (one.published is None, -_stamp(one.published), one.id))
    for summary in newest[:TRIED]:
        article = _still_there(index, summary.id)
        if article is None:
            continue
        for name in names_who_speaks(article.text):
            topic = _topic(article, name)
            if topic and name not in seen and topic not in seen:
                seen |= {name, topic}
                yield summary.id, name, f"What did {name} say about {topic}?"
                break


def _still_there(index: NewsIndex, article_id: str) -> Article | None:
    """The article; None if it has been removed meanwhile."""
    try:
        return index.article(article_id)
    except ArticleNotFound:
        return None


def _stamp(moment: object) -> float:
    timestamp = getattr(moment, "timestamp", None)
    return float(timestamp()) if timestamp else 0.0


def _topic(article: Article, speaker: str) -> str | None:
    """The longest run of names in the title that is not the speaker and not merely its first word.

    In headlines that capitalise every word a name is one that the text never writes small.
    """
    own = {token.stem for token in tokens(speaker)}
    small = {token.text for token in tokens(article.text) if token.text.islower()}
    runs: list[list[str]] = [[]]
    for place, token in enumerate(tokens(_TITLE_BREAK.split(article.title)[0])):
        named = token.capitalised and place > 0 and token.stem not in own
        if named and token.text.casefold() not in STOP_WORDS:
            runs[-1].append(token.text)
        elif runs[-1]:
            runs.append([])
    best = max(runs, key=len)
    common = all(word.casefold() in small for word in best)
    return None if common else " ".join(best)
