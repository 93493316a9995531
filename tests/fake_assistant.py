"""A small assistant for the page's fast tests: real `Answer`s by word overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexes.articles import Article
from indexes.errors import ArticleNotFound, QuestionError
from indexes.reports import Statistics
from indexes.spans import Hit, Passage, Sentence
from indexes.versions import Version
from qa.answers import Answer, AnswerSentence, Citation, NearestPassage, Searched, Status

HARBOUR = Article(
    id="harbour",
    title="Marwick harbour bridge to close for eleven weeks",
    text=(
        "MARWICK, March 14 – The harbour bridge at Marwick will close on Monday for eleven weeks of repairs, "
        "the port authority said.\n\n"
        "Photo: The bridge seen from the fish market.\n\n"
        "“We found cracks in four of the nine bearings,” said Ines Calloway, the authority’s chief engineer. "
        "“Nobody was in danger. But we will not wait for summer.”\n\n"
        "The repair is expected to cost 6.4 million crowns. "
        "Ferries will run every ten minutes from Quay Street.\n\n"
        "Read more: Ten years of the harbour bridge"
    ),
    url="https://courier.example/news/harbour-bridge",
    source="The Courier",
    author="Tomas Ellery",
    published=datetime(2025, 3, 14, 9, 30, tzinfo=UTC),
)
FERRY = Article(
    id="ferry",
    title="Ferry operator hires 40 for Marwick crossing",
    text=(
        "Sund Line is hiring 40 deckhands for the crossing at Marwick while the harbour bridge is "
        "repaired.\n\n"
        "The cost to passengers will be nothing: the city pays, mayor Odile Brandt said on Saturday. "
        "She added that the boats could stay after the repairs."
    ),
    url="https://nord.example/ferry",
    source="Agency Nord",
    published=datetime(2025, 3, 15, 17, 0, tzinfo=UTC),
)
ORCHARD = Article(
    id="orchard",
    title="Late frost takes a third of the Velden apple blossom",
    text=(
        "Growers around Velden lost about a third of their apple blossom to frost on Tuesday night.\n\n"
        "“I have not seen this since 1997,” said grower Pieter Hask."
    ),
    source="Velden Post",
    published=datetime(2025, 4, 23, tzinfo=UTC),
)
ARTICLES = (HARBOUR, FERRY, ORCHARD)


@dataclass
class FakeIndex:
    """As much of `NewsIndex` as the page and the API use."""

    stored: dict[str, Article]
    path: Path = Path("fake-index")
    manifest: Any = field(default_factory=lambda: type("Manifest", (), {"model": "fake"})())

    def article(self, article_id: str) -> Article:
        if article_id not in self.stored:
            raise ArticleNotFound(f"No article {article_id!r}.")
        return self.stored[article_id]

    def present(self, article_ids: Sequence[str]) -> list[str]:
        return [article_id for article_id in article_ids if article_id in self.stored]

    def take_out(self, article_id: str) -> Any:
        return type("Removed", (), {"article": self.article(article_id)})()

    def duplicates(self, article_id: str) -> tuple[str, ...]:
        text = self.article(article_id).text
        return tuple(key for key, one in self.stored.items() if key != article_id and one.text == text)

    def versions(self, article_id: str) -> tuple[Version, ...]:
        return (Version(1, self.article(article_id), datetime(2025, 5, 1, tzinfo=UTC)),)

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        text = self.article(article_id).text
        spans = re.finditer(r"\S[^\n]*?(?:[.!?]”?(?=\s|$)|(?=\n|$))", text)
        return tuple(
            Sentence(article_id, m.start(), m.end(), position, not m[0].startswith(("Photo:", "Read more")))
            for position, m in enumerate(spans)
        )

    def statistics(self, filters: object = None) -> Statistics:
        dates = [a.published for a in self.stored.values() if a.published]
        outlets = tuple(sorted({a.source for a in self.stored.values() if a.source}))
        sentences = sum(len(self.sentences(key)) for key in self.stored)
        return Statistics(len(self.stored), sentences, sentences, outlets, min(dates), max(dates))


class FakeAssistant:
    """As much of `NewsAssistant` as the page and the API use. Keeps what it was asked in `asked`."""

    def __init__(self, articles: Sequence[Article] = ARTICLES) -> None:
        self.index = FakeIndex({article.id: article for article in articles})
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def ask(self, question: str, **limits: Any) -> Answer:
        self.asked.append((question, limits))
        if not question.strip():
            raise QuestionError("The question is empty. Ask something.")
        if "explode" in question:
            raise RuntimeError("secret: /etc/passwd")
        ranked = sorted(self._candidates(limits.get("sources")), key=lambda s: -self._overlap(question, s))
        found = [s for s in ranked if self._overlap(question, s) >= 3][: limits.get("max_sentences") or 3]
        return self._answer(question, found) if found else self._not_found(question, ranked[:3])

    def stream(self, question: str, **limits: Any) -> Iterator[AnswerSentence | Answer]:
        answer = self.ask(question, **limits)
        yield from answer.sentences
        yield answer

    def suggest(self, count: int) -> list[str]:
        return ["How long will the Marwick harbour bridge close?", "What will the bridge repair cost?"][
            :count
        ]

    def follow_ups(self, answer: Answer, count: int = 3) -> list[str]:
        return [one for one in self.suggest(4) if one != answer.question][:count]

    def retrieve(self, question: str, top_k: int = 10, **limits: Any) -> list[Hit]:
        found = list(self.index.stored)[:top_k]
        return [Hit(Passage(n, key, 0, 1, 0, 0), 1 / n, n, {}) for n, key in enumerate(found, 1)]

    def quote(self, sentence: Sentence) -> str:
        return self.index.article(sentence.article_id).text[sentence.start : sentence.end]

    def _candidates(self, sources: Sequence[str] | None) -> list[Sentence]:
        articles = [a for a in self.index.stored.values() if not sources or a.source in sources]
        return [s for a in articles for s in self.index.sentences(a.id) if s.citable]

    def _overlap(self, question: str, sentence: Sentence) -> int:
        return len(_words(question) & _words(self.quote(sentence)))

    def _answer(self, question: str, found: Sequence[Sentence]) -> Answer:
        citations = tuple(self._citation(number, sentence) for number, sentence in enumerate(found, 1))
        sentences = tuple(_sentence(citation) for citation in citations)
        newest = max(c.published for c in citations if c.published)
        return Answer(
            question, Status.ANSWERED, sentences, citations, as_of=newest, searched=self._searched()
        )

    def _not_found(self, question: str, nearest: Sequence[Sentence]) -> Answer:
        passages = tuple(self._nearest(sentence) for sentence in nearest)
        return Answer(question, Status.NOT_FOUND, nearest=passages, searched=self._searched())

    def _citation(self, number: int, sentence: Sentence) -> Citation:
        article = self.index.article(sentence.article_id)
        place = (article.id, sentence.start, sentence.end, self.quote(sentence))
        return Citation(number, *place, article.title, article.url, article.source, article.published)

    def _nearest(self, sentence: Sentence) -> NearestPassage:
        article = self.index.article(sentence.article_id)
        place = (article.id, sentence.start, sentence.end, self.quote(sentence))
        return NearestPassage(
            *place, article.title, article.url, article.source, article.published, "Names nothing asked."
        )

    def _searched(self) -> Searched:
        found = self.index.statistics()
        return Searched(found.articles, found.sources, found.oldest, found.newest)


def _sentence(citation: Citation) -> AnswerSentence:
    number = re.search(r"\d[\d.]*(?: \w+)?", citation.quote)
    return AnswerSentence(citation.quote, (citation,), number.span() if number else None)


def _words(text: str) -> set[str]:
    return {
        word
        for word in re.findall(r"[a-z0-9]{3,}", text.lower())
        if word not in {"the", "for", "and", "was", "what"}
    }
