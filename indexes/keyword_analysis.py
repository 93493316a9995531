"""How words become the stems of the keyword index, in its texts and in what is asked of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import tantivy

from indexes.respelling import one_spelling

ANALYZER = "citewire_english"
ANALYSIS = "2"
"""Which way of making words into stems an index was written with; another is written anew when it is opened."""


def analyze(text: str) -> list[str]:
    """The stems under which the words of a text are found, in order, stop words included."""
    return list(_shared_analyzer().analyze(one_spelling(text)))


def analyzer(stop_words: Iterable[str] = ()) -> tantivy.TextAnalyzer:
    """Words and decimal numbers, in lower case, without accents, as English stems."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(r"\d+(?:\.\d+)+|\w+"))
    builder = builder.filter(tantivy.Filter.remove_long(60)).filter(tantivy.Filter.lowercase())
    builder = builder.filter(tantivy.Filter.ascii_fold()).filter(
        tantivy.Filter.custom_stopword(list(stop_words))
    )
    return builder.filter(tantivy.Filter.stemmer("english")).build()


def check_analysis(folder: Path) -> None:
    """ValueError if words were made into stems in another way when the index was written; a new one is marked.

    One that is there is only read: others may be opening it in this moment, or may not write at all.
    """
    mark = folder / "analysis"
    if (folder / "meta.json").exists():
        if not mark.exists() or mark.read_text() != ANALYSIS:
            raise ValueError("it was written by another version of Citewire")
        return
    unfinished = folder / f"analysis.{os.getpid()}.{threading.get_ident()}"
    unfinished.write_text(ANALYSIS)
    unfinished.replace(mark)


@cache
def _shared_analyzer() -> tantivy.TextAnalyzer:
    return analyzer()
