"""What an article said before, and what it says of its own mistakes, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexes.articles import Article
from indexes.moments import day
from indexes.notices import notices_of
from indexes.versions import Version, changes_between
from qa.printing import print_lines


def print_notices(article: Article) -> None:
    """A line for each correction, clarification or retraction that the article carries."""
    marked = ((one.kind.upper(), article.text[one.start : one.end]) for one in notices_of(article))
    print_lines(f"{kind}: {' '.join(words.split())}" for kind, words in marked)


def print_versions(versions: Sequence[Version]) -> None:
    """Each version with when it came in, then what it inserted (+) and removed (-) against the one before."""
    first = versions[0]
    print_lines([f"Version 1 · {day(first.since)} · {first.article.title}"])
    for older, newer in pairwise(versions):
        print_lines(
            [f"Version {newer.number} · {day(newer.since)} · {newer.article.title}", *_changes(older, newer)]
        )


def _changes(older: Version, newer: Version) -> Iterator[str]:
    changes = changes_between(older.article, newer.article)
    yield from (f"  - {sentence}" for sentence in changes.removed)
    yield from (f"  + {sentence}" for sentence in changes.inserted)
    for name in ("title", "url", "source", "author", "published"):
        before, after = getattr(older.article, name), getattr(newer.article, name)
        if before != after:
            yield f"  {name}: {before or '-'} -> {after or '-'}"
