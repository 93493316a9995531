"""What the keyword index holds of a passage, and under which fields."""

from __future__ import annotations

from dataclasses import dataclass

import tantivy

from indexes.keyword_analysis import ANALYZER
from indexes.respelling import one_spelling


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed of a passage. `source` as `source_key` gives it, `published` in microseconds."""

    id: int
    title: str
    text: str
    source: str | None
    published: int | None


def schema() -> tantivy.Schema:
    """The fields: id, title and text as stems, outlet and date to filter by."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)  # by an unsigned one tantivy-py deletes nothing
    builder.add_text_field("title", tokenizer_name=ANALYZER, index_option="freq")
    builder.add_text_field("text", tokenizer_name=ANALYZER, index_option="freq")
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("published", indexed=True, fast=True)
    return builder.build()


def tantivy_document(document: Document) -> tantivy.Document:
    """The passage as tantivy takes it; what is not known of it is left out."""
    made = tantivy.Document()
    made.add_integer("id", document.id)
    made.add_text("title", one_spelling(document.title))
    made.add_text("text", one_spelling(document.text))
    if document.source is not None:
        made.add_text("source", document.source)
    if document.published is not None:
        made.add_integer("published", document.published)
    return made
