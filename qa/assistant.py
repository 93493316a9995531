"""`NewsAssistant`: ask a question over an index of articles."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from indexes.errors import IndexFailure
from indexes.filters import Filters
from indexes.index import NewsIndex
from indexes.spans import Hit
from indexes.view import IndexView
from qa.all_evidence import all_evidence
from qa.answering import answer_of
from qa.answers import Answer, AnswerSentence, Searched
from qa.arguments import Moment, Past, filters_of, moment_of, positive, turns_of
from qa.candidates import Candidate
from qa.conversation import Turn
from qa.parts import parts_of
from qa.precedence import Precedence
from qa.question import Question, understand
from qa.reading import SentenceReader, reader_of
from qa.settings import Settings, index_to_open, load_settings
from qa.stopwatch import Stopwatch
from qa.suggestions import follow_ups, suggest
from qa.weighing import merged_hits, merged_sentences, search_parts, weigh_parts

if TYPE_CHECKING:
    from qa.query_engine import NewsQueryEngine
    from qa.retrieval import NewsRetriever

ATTEMPTS = 5  # while another process keeps changing what would be cited
PASSAGES = 20  # passages whose sentences are weighed for an answer


class NewsAssistant:
    """Answers questions over one index, in exact quotes, or says that the articles do not tell.

    Safe to use from several threads. Close it, or use it in a `with` statement.
    """

    def __init__(
        self, index: NewsIndex, settings: Settings | None = None, *, reader: SentenceReader | None = None
    ) -> None:
        self.index = index
        self.settings = settings or load_settings()
        self.reader = reader or reader_of(self.settings.reranker)
        self._precedence = Precedence()

    @classmethod
    def open(cls, path: str | Path | None = None, *, settings: Settings | None = None) -> Self:
        """Open the index at `path` (default: the configured one). Raises IndexMissing, IndexMismatch."""
        settings = settings or load_settings()
        place = path or index_to_open(settings)
        return cls(NewsIndex.open(place, embedding_model=settings.embedding_model), settings)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Past] | None = None,
        sources: str | Sequence[str] | None = None,
        published_after: Moment | None = None,
        published_before: Moment | None = None,
        as_of: Moment | None = None,
        max_sentences: int | None = None,
    ) -> Answer:
        """Answer in at most `max_sentences` exact quotes, each cited, or with status 'not_found'.

        A question with several parts is 'partial' where only some are answered; `missing` names the others.

        `history` holds the earlier questions (or `Turn`s) of the conversation. `sources` and the publication
        dates (after: inclusive, before: exclusive; ISO text, date or datetime) limit what is searched. `as_of`
        asks as if on that day: nothing newer is used, and 'last week' counts from it. Raises QuestionError.
        """
        most = (
            self.settings.max_sentences if max_sentences is None else positive("max_sentences", max_sentences)
        )
        filters, turns = filters_of(sources, published_after, published_before), turns_of(history)

        def answer_from(view: IndexView) -> Answer:
            watch = Stopwatch()
            asked = self._understand(view, question, turns, filters, as_of)
            parts = parts_of(asked, view.statistics())
            hits = watch("retrieve", lambda: search_parts(view, parts, PASSAGES))
            weighed = watch("weigh", lambda: all_evidence(view, asked, parts, hits, self.reader))
            answer = watch("compose", lambda: answer_of(asked, weighed, most, self.settings.answer_threshold))
            return replace(answer, searched=_searched(view, asked.filters), timings=watch.seconds)

        with self._precedence.question():
            return self._settled(answer_from)

    def stream(self, question: str, **options: object) -> Iterator[AnswerSentence | Answer]:
        """The sentences of the answer one by one, then the whole `Answer`. Takes what `ask` takes."""
        answer = self.ask(question, **options)  # type: ignore[arg-type]
        yield from answer.sentences
        yield answer

    async def aask(self, question: str, **options: object) -> Answer:
        """`ask` in a worker thread. Takes what `ask` takes."""
        return await asyncio.to_thread(self.ask, question, **options)  # type: ignore[arg-type]

    def retrieve(
        self,
        question: str,
        top_k: int = 10,
        *,
        sources: str | Sequence[str] | None = None,
        published_after: Moment | None = None,
        published_before: Moment | None = None,
        as_of: Moment | None = None,
    ) -> list[Hit]:
        """The `top_k` passages nearest to the question, best first: those with the likeliest sentences."""
        filters, depth = filters_of(sources, published_after, published_before), positive("top_k", top_k)
        with self.index.snapshot() as view:
            asked = self._understand(view, question, (), filters, as_of)
            parts = parts_of(asked, view.statistics())
            hits = search_parts(view, parts, max(depth, PASSAGES))
            return merged_hits(view, parts, hits, self.reader, PASSAGES)[:depth]

    def rank(self, question: str, top_k: int = 10, *, as_of: Moment | None = None) -> list[Candidate]:
        """The `top_k` sentences likeliest to answer, best first; where the question has parts they take turns."""
        with self.index.snapshot() as view:
            asked = self._understand(view, question, (), Filters(), as_of)
            parts = parts_of(asked, view.statistics())
            weighed = weigh_parts(view, parts, search_parts(view, parts, PASSAGES), self.reader)
            return merged_sentences(weighed)[: positive("top_k", top_k)]

    def suggest(self, count: int = 4) -> list[str]:
        """Questions drawn from the main stories, each of which this index answers."""
        return suggest(self.index, self._ask_behind, count)

    def follow_ups(self, answer: Answer, count: int = 3) -> list[str]:
        """Questions that might come next, each of which this index answers: from an article that `answer` cites, or
        from a newer one on what its question names."""
        return follow_ups(self.index, self._ask_behind, answer, count)

    def as_retriever(self, *, top_k: int = 10, filters: Filters | None = None) -> NewsRetriever:
        """A llama-index retriever over the same index."""
        from qa.retrieval import NewsRetriever

        return NewsRetriever(self.index, top_k=top_k, filters=filters)

    def as_query_engine(self) -> NewsQueryEngine:
        """A llama-index query engine that answers as `ask` does."""
        from qa.query_engine import NewsQueryEngine

        return NewsQueryEngine(self)

    def close(self) -> None:
        """Close the index."""
        self.index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask_behind(self, question: str) -> Answer:
        """`ask` for what nobody waits for: behind all questions under way."""
        self._precedence.stand_back()
        return self.ask(question)

    def _understand(
        self, view: IndexView, question: str, turns: Sequence[Turn], filters: Filters, as_of: Moment | None
    ) -> Question:
        return understand(
            question,
            view.statistics(),
            history=turns,
            filters=filters,
            as_of=moment_of(as_of, end_of_day=True),
            longest=self.settings.max_question_characters,
            articles=view,
        )

    def _settled(self, answer_from: Callable[[IndexView], Answer]) -> Answer:
        """The answer of one state of the index, asked again where what it cites has changed meanwhile."""
        for _ in range(ATTEMPTS):
            with self.index.snapshot() as view:
                answer = answer_from(view)
                cited = [citation.article_id for citation in answer.citations]
                if not view.outdated([*cited, *(near.article_id for near in answer.nearest)]):
                    return answer
        raise IndexFailure(f"The articles changed under each of {ATTEMPTS} attempts to answer; ask again.")


def _searched(view: IndexView, filters: Filters) -> Searched:
    found = view.statistics(filters)
    return Searched(found.articles, found.sources, found.oldest, found.newest)
