"""A title for a text that names none."""

from __future__ import annotations

_LONGEST = 100  # characters


def title_from(text: str) -> str:
    """The first sentence of the first line if it is short, else its first words and an ellipsis."""
    from indexes.sentences import split_sentences

    start, end = split_sentences(text)[0]
    first = " ".join(text[start:end].split())
    if len(first) <= _LONGEST:
        return first.removesuffix(".")
    return first[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
