"""Markup read as a browser reads it, and the answers and sources that its tests are about."""

from __future__ import annotations

from html.parser import HTMLParser

from fake_assistant import ARTICLES, FakeAssistant

from indexes.articles import Article
from qa.answers import (
    Answer,
    Citation,
    Status,
)
from qa.conversation import Turn
from ui.source import Source, open_source


class Reader(HTMLParser):
    """Tags with their attributes, and the text of elements, as a browser would read them."""

    def __init__(self, markup_text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(markup_text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("input", "meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def text(self, tag: str | None = None) -> str:
        return "".join(data for path, data in self.texts if tag is None or tag in path)


def citation(article: Article, quote: str, number: int = 1) -> Citation:
    start = article.text.index(quote)
    place = (article.id, start, start + len(quote), quote, article.title, article.url)
    return Citation(number, *place, article.source, article.published)


def answered(question: str = "How long will the harbour bridge at Marwick close for repairs?") -> Answer:
    answer = FakeAssistant().ask(question)
    assert answer.status is Status.ANSWERED
    return answer


def source(answer: Answer, key: str = "cite-1-1", *articles: Article) -> Source:
    return open_source(key, (Turn("q", answer),), FakeAssistant(articles or ARTICLES).index)
