"""Questions to start with, drawn from the collection's main stories, and questions that follow; each is answerable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from indexes.articles import Article
from indexes.errors import ArticleNotFound
from indexes.index import NewsIndex
from qa.answers import Answer, Status
from qa.attribution import names_who_speaks
from qa.story_names import Story, is_no_name, main_stories, names_in, spoken, stands_in
from qa.words import STOP_WORDS, tokens

LOOKED_AT = 300  # newest articles among which the main stories are looked for
TRIED = 40  # newest articles that questions are drawn from where there are too few stories
NEXT_TRIED = 6  # questions tried to find some that follow an answer
_LATEST = "What is the latest on {}?"
_KNOWN = "What is known about {}?"
_SAID = "What did {} say about {}?"
_TITLE_BREAK = re.compile(r"\s*[:;|–—]\s+|\s+-\s+|[‘’“”\"]")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A question that may be suggested, if one of these articles answers it, naming `speaker` where there is one."""

    question: str
    article_ids: tuple[str, ...]
    speaker: str = ""

    def is_answered_by(self, answer: Answer) -> bool:
        own = [one for one in answer.citations if one.article_id in self.article_ids]
        surname = self.speaker.split()[-1] if self.speaker else ""
        return answer.status is Status.ANSWERED and any(
            surname in f"{one.quote} {one.speaker or ''}" for one in own
        )


def suggest(index: NewsIndex, ask: Callable[[str], Answer], count: int) -> list[str]:
    """At most `count` questions about different stories, the biggest first, that `ask` answers from their articles."""
    articles = list(_newest(index, LOOKED_AT))
    suggested: list[str] = []
    for place, story in enumerate(main_stories(articles)[: 2 * count]):
        if len(suggested) == count:
            break
        drafts = _about(story, articles, said_first=bool(place % 2))
        suggested += islice((one.question for one in drafts if one.is_answered_by(ask(one.question))), 1)
    for draft in _said(articles[:TRIED]):
        if len(suggested) == count:
            break
        if not any(draft.question.endswith(one.split(" about ")[-1]) for one in suggested):
            suggested += [draft.question] if draft.is_answered_by(ask(draft.question)) else []
    return suggested


def follow_ups(index: NewsIndex, ask: Callable[[str], Answer], answer: Answer, count: int) -> list[str]:
    """At most `count` questions that might come next: what is newer on the story, what others said about it."""
    cited = [
        article
        for one in dict.fromkeys(citation.article_id for citation in answer.citations)
        if (article := _still_there(index, one))
    ]
    drafts = islice(_next(index, cited, answer), NEXT_TRIED)
    return list(islice((one.question for one in drafts if one.is_answered_by(ask(one.question))), count))


def _about(story: Story, articles: Sequence[Article], *, said_first: bool) -> list[_Draft]:
    """Questions about a story, so that not all that are suggested begin with the same words."""
    telling = [one for one in articles if one.id in story.article_ids]
    topic = spoken(story.name, [one.text for one in telling])
    told = [
        _Draft(_LATEST.format(topic), story.article_ids),
        _Draft(_KNOWN.format(topic), story.article_ids),
    ]
    own = [one for one in telling if stands_in(story.name, one.title)]
    said = [
        _Draft(_SAID.format(name, topic), (one.id,), name)
        for one in own
        for name in islice(names_who_speaks(one.text), 1)
    ]
    return [*said[:2], *told] if said_first else [*told, *said[:2]]


def _next(index: NewsIndex, cited: Sequence[Article], answer: Answer) -> Iterator[_Draft]:
    yield from _newer(index, cited, answer)
    seen = {token.stem for token in tokens(answer.question)}
    for article in cited:
        for name in names_who_speaks(article.text):
            surname, topic = [*tokens(name)][-1].stem, _topic(article, name)
            if topic and surname not in seen:
                seen.add(surname)
                yield _Draft(_SAID.format(name, topic), (article.id,), name)


def _newer(index: NewsIndex, cited: Sequence[Article], answer: Answer) -> Iterator[_Draft]:
    """What is the latest on what the question names, where an article that was not cited is newer than the cited ones."""
    asked = [name for name in names_in(answer.question) if any(name in one.text for one in cited)]
    if not asked or answer.as_of is None or "order" in answer.understood:
        return
    newer = [
        one
        for one in index.overview()
        if one.published and one.published > answer.as_of and stands_in(asked[0], one.title)
    ]
    if newer:
        topic = spoken(asked[0], [one.text for one in cited])
        yield _Draft(_LATEST.format(topic), tuple(one.id for one in newer))


def _said(articles: Iterable[Article]) -> Iterator[_Draft]:
    """What somebody who speaks in an article said about its topic: one for each article, topic and speaker."""
    seen: set[str] = set()
    for article in articles:
        for name in names_who_speaks(article.text):
            topic = _topic(article, name)
            if topic and name not in seen and topic not in seen:
                seen |= {name, topic}
                yield _Draft(_SAID.format(name, topic), (article.id,), name)
                break


def _newest(index: NewsIndex, most: int) -> Iterator[Article]:
    """The newest articles, newest first."""
    newest = sorted(index.overview(), key=lambda one: (one.published is None, -_stamp(one.published), one.id))
    for summary in newest[:most]:
        if article := _still_there(index, summary.id):
            yield article


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
    """The longest name in the title that is not the speaker: of several words, else one that is not its first word.

    In headlines that capitalise every word a name is one that the text never writes small.
    """
    own = {token.stem for token in tokens(speaker)}
    whole = [
        name
        for name in names_in(article.text)
        if stands_in(name, article.title) and not own & {token.stem for token in tokens(name)}
    ]
    return spoken(max(whole, key=len), [article.text]) if whole else _word_of_title(article, own)


def _word_of_title(article: Article, own: set[str]) -> str | None:
    small = {token.text for token in tokens(article.text) if token.text.islower()}
    runs: list[list[str]] = [[]]
    for place, token in enumerate(tokens(_TITLE_BREAK.split(article.title)[0])):
        named = token.capitalised and place > 0 and token.stem not in own and not is_no_name(token.text)
        if named and token.text.casefold() not in STOP_WORDS:
            runs[-1].append(token.text)
        elif runs[-1]:
            runs.append([])
    best = max(runs, key=len)
    common = all(word.casefold() in small for word in best)
    return None if common else " ".join(best)
