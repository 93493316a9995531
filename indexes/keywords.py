"""The keyword index: BM25 over titles and passages. What it searches by are the stems of `keyword_analysis`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import numpy as np
import tantivy

from indexes.arrays import IdArray
from indexes.filters import Filters
from indexes.keyword_analysis import ANALYZER, analyzer, check_analysis
from indexes.keyword_documents import Document, schema, tantivy_document
from indexes.respelling import one_spelling
from indexes.rows import microseconds, source_key
from indexes.stop_words import STOP_WORDS

TITLE_BOOST = 0.5  # weight of a query word in the title against the same word in the passage
_MOST_TERMS = 128  # query words that are looked up
_TIES = 16  # as in vectors.py
_WRITER_BYTES = 32_000_000


class KeywordIndex:
    """A keyword index in a folder, or in memory where there is none. One process writes at a time."""

    def __init__(self, folder: Path | None) -> None:
        """Open or begin the index in `folder`; ValueError if what is there cannot be read."""
        self.folder = folder
        self._due = None if folder is None else folder / "rewrite-due"
        self._schema = schema()
        try:
            if folder is not None:
                folder.mkdir(exist_ok=True)
                check_analysis(folder)
            self._index = tantivy.Index(self._schema, None if folder is None else str(folder))
            self._index.register_tokenizer(ANALYZER, analyzer())
            self.reload()
        except (ValueError, OSError) as error:
            raise ValueError(f"the keyword index {folder} cannot be read: {error}") from error
        self._query_analyzer = analyzer(STOP_WORDS)
        self._full_analyzer = analyzer()

    def reload(self) -> None:
        """See what has been written since."""
        self._index.reload()

    def ids(self) -> IdArray:
        """The ids in it, in no particular order."""
        searcher = self._index.searcher()
        if searcher.num_docs == 0:
            return np.array([], dtype=np.int64)
        hits = searcher.search(tantivy.Query.all_query(), searcher.num_docs).hits
        return np.array(searcher.fast_field_values("id", [address for _, address in hits]), dtype=np.int64)

    def change(self, removed: IdArray, added: Iterable[Document]) -> None:
        """Take out and put in, as one step.

        tantivy goes on counting what was taken out in its scores until `rewrite`, which is due from now on.
        """
        if len(removed) and self._due is not None:
            self._due.touch()
        with self._writing() as writer:
            for passage_id in removed.tolist():
                writer.delete_documents_by_term("id", passage_id)
            for document in added:
                writer.add_document(tantivy_document(document))

    @property
    def rewrite_is_due(self) -> bool:
        """Whether scores may tell of documents that are no longer in it."""
        return self._due is not None and self._due.exists()

    def rewrite(self, documents: Iterable[Document]) -> None:
        """Hold just these documents, as one step, scored as if there had never been others."""
        with self._writing() as writer:
            writer.delete_all_documents()
            for document in documents:
                writer.add_document(tantivy_document(document))
        if self._due is not None:
            self._due.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        writer = self._index.writer(_WRITER_BYTES, 1)
        yield writer
        writer.commit()
        writer.wait_merging_threads()
        self.reload()

    def search(self, query: str, top_k: int, filters: Filters) -> list[tuple[int, float]]:
        """The `top_k` passages of highest BM25 score, best first; each shares a word with `query`."""
        terms = self.terms(query)
        searcher = self._index.searcher()
        if not terms or searcher.num_docs == 0:
            return []
        wanted = top_k + _TIES
        while True:
            limit = min(wanted, searcher.num_docs)
            found = searcher.search(self._query(terms, filters), limit, count=False).hits
            if len(found) < wanted or found[-1][0] < found[top_k - 1][0]:
                break
            wanted *= 2  # which of equal scores are cut off depends on ids alone
        ids = searcher.fast_field_values("id", [address for _, address in found])
        scored = [(int(number), float(score)) for number, (score, _) in zip(ids, found, strict=True)]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:top_k]

    def terms(self, query: str) -> list[str]:
        """The stems a query is searched by: without stop words, unless nothing else is left."""
        text = one_spelling(query)
        stems = self._query_analyzer.analyze(text) or self._full_analyzer.analyze(text)
        return list(dict.fromkeys(stems))[:_MOST_TERMS]

    def frequencies(self, stems: Iterable[str]) -> list[int]:
        """For each stem (as `analyze` gives it) the number of passages that hold it."""
        searcher = self._index.searcher()
        return [searcher.doc_freq("text", stem) for stem in stems]

    def vocabulary(self, prefix: str) -> list[tuple[str, int]]:
        """The stems in passages that begin with `prefix`, each with how many passages hold it, commonest first."""
        return [
            (str(stem), int(count))
            for stem, count in self._index.searcher().terms_with_prefix("text", prefix)
        ]

    def together(self, stems: Iterable[str]) -> int:
        """How many passages hold all of these stems, in text or title."""
        return int(self._index.searcher().search(self._all_of(stems), 1).count or 0)

    def holding(self, stems: Iterable[str], top_k: int) -> list[tuple[int, float]]:
        """Passages that hold all of these stems, in text or title, by falling score."""
        searcher = self._index.searcher()
        found = searcher.search(self._all_of(stems), min(top_k, searcher.num_docs) or 1, count=False).hits
        ids = searcher.fast_field_values("id", [address for _, address in found])
        return [(int(number), float(score)) for number, (score, _) in zip(ids, found, strict=True)]

    def _all_of(self, stems: Iterable[str]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, self._anywhere(stem)) for stem in stems])

    def _anywhere(self, stem: str) -> tantivy.Query:
        fields = [tantivy.Query.term_query(self._schema, field, stem, "freq") for field in ("title", "text")]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, field) for field in fields])

    def _query(self, terms: list[str], filters: Filters) -> tantivy.Query:
        words = []
        for term in terms:
            title = tantivy.Query.term_query(self._schema, "title", term, "freq")
            words.append(tantivy.Query.term_query(self._schema, "text", term, "freq"))
            words.append(tantivy.Query.boost_query(title, TITLE_BOOST))
        any_word = tantivy.Query.boolean_query([(tantivy.Occur.Should, word) for word in words])
        clauses = [(tantivy.Occur.Must, query) for query in (any_word, *self._conditions(filters))]
        if filters.as_of:
            clauses.append((tantivy.Occur.MustNot, self._published(filters.as_of, None)))
        return tantivy.Query.boolean_query(clauses)

    def _conditions(self, filters: Filters) -> list[tantivy.Query]:
        """The filters as queries that add nothing to the score."""
        conditions = []
        if filters.sources:
            keys = [source_key(source) for source in filters.sources]
            conditions.append(tantivy.Query.term_set_query(self._schema, "source", keys))
        if filters.published_after or filters.published_before:
            conditions.append(self._published(filters.published_after, filters.published_before))
        return [tantivy.Query.const_score_query(condition, 0.0) for condition in conditions]

    def _published(self, after: datetime | None, before: datetime | None) -> tantivy.Query:
        """Passages of articles published in [after, before)."""
        return tantivy.Query.range_query(
            self._schema,
            "published",
            tantivy.FieldType.Integer,
            microseconds(after) if after else None,
            microseconds(before) - 1 if before else None,
        )
