"""`NewsAssistant` as a llama-index query engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle

from qa.answers import Answer, Status
from qa.plain_text import quoted
from qa.retrieval import Origin, span_node

if TYPE_CHECKING:
    from qa.assistant import NewsAssistant

NOT_FOUND = "The articles do not tell."


class NewsQueryEngine(BaseQueryEngine):
    """Answers llama-index queries; `response.metadata["answer"]` is the `Answer`, its source nodes the quotes."""

    def __init__(self, assistant: NewsAssistant) -> None:
        super().__init__(callback_manager=CallbackManager([]))
        self._assistant = assistant

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return self._response(self._assistant.ask(query_bundle.query_str))

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return self._response(await self._assistant.aask(query_bundle.query_str))

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _response(self, answer: Answer) -> Response:
        lines = [f"{quoted(s.text)} [{s.citations[0].number}]" for s in answer.sentences]
        lines += [f"From the dates: {answer.conclusion.text}"] if answer.conclusion else []
        lines += [f"Not answered: {quoted(one.part)} ({quoted(one.reason)})" for one in answer.missing]
        text = NOT_FOUND if answer.status is Status.NOT_FOUND else "\n".join(lines)
        return Response(response=text, source_nodes=list(self._quotes(answer)), metadata={"answer": answer})

    def _quotes(self, answer: Answer) -> Iterator[NodeWithScore]:
        """Each citation as a node whose text is the quote and whose id is the citation's number."""
        for c in answer.citations:
            origin = Origin(c.article_id, c.title, c.source, c.url, c.published, c.start, c.end)
            yield span_node(c.quote, origin, str(c.number), answer.confidence)
