"""Commands that look after an index: doctor, backup, restore, rollback, watch."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from indexes.reports import Finding
from qa.options import FollowOption, IndexOption, TargetsArgument
from qa.printing import print_errors, print_lines
from qa.settings import index_to_open, load_settings, own_index, web_access


def doctor(index: IndexOption = None) -> None:
    """Check the index and mend what can be derived. Exits 1 if something is beyond repair."""
    from indexes.index import NewsIndex

    place = index_to_open(load_settings(index=index))
    pointer = NewsIndex.mend_pointer(place)
    with NewsIndex.open(place) as opened:
        findings = [*([Finding(pointer, mended=True)] if pointer else []), *opened.doctor(mend=True)]
    print_lines(f"{'mended' if finding.mended else 'BROKEN'}: {finding.what}" for finding in findings)
    if any(not finding.mended for finding in findings):
        raise typer.Exit(1)
    print_lines(["The index is sound."])


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")],
    index: IndexOption = None,
) -> None:
    """Write the index as it is now to one file. Serving and adding may go on meanwhile."""
    from indexes.index import NewsIndex

    with NewsIndex.open(index_to_open(load_settings(index=index))) as opened:
        opened.backup(file)
        print_lines([f"Backed up {len(opened.article_ids())} articles to {file}."])


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `citewire backup` wrote.")],
    index: IndexOption = None,
) -> None:
    """Bring the index back to what a backup holds. What is there is kept: `citewire rollback` returns to it."""
    from indexes.index import NewsIndex

    place = load_settings(index=index).index or own_index()
    with NewsIndex.restore(place, file) as opened:
        print_lines([f"Restored {len(opened.article_ids())} articles. Index: {place}"])


def rollback(
    index: IndexOption = None,
    lose_changes: Annotated[
        bool, typer.Option("--lose-changes", help="Also if articles have come or changed since.")
    ] = False,
) -> None:
    """Return to the generation before the last rebuild or restoring."""
    from indexes.index import NewsIndex

    with NewsIndex.open(index_to_open(load_settings(index=index)), allow_mismatch=True) as opened:
        count = opened.rollback(lose_changes=lose_changes)
    print_lines([f"Back to the generation before, with {count} articles."])


def watch(
    targets: TargetsArgument,
    index: IndexOption = None,
    interval: Annotated[int, typer.Option(min=10, help="Seconds between two looks at a feed.")] = 900,
    follow_links: FollowOption = None,
    remove_deleted: Annotated[
        bool, typer.Option("--remove-deleted", help="Remove the articles of files that are deleted.")
    ] = False,
) -> None:
    """Keep the index current: folders as their files change, feeds by URL at intervals. One line a change.

    Articles of files that are deleted stay, and are named.
    """
    from indexes.index import NewsIndex
    from indexes.watching import watch as watching

    settings = load_settings(index=index, follow_feed_links=follow_links)
    place = settings.index or own_index()
    with NewsIndex.open_or_create(place, embedding_model=settings.embedding_model) as opened:
        print_lines([f"Watching. Index: {place}"])
        with suppress(KeyboardInterrupt):
            events = watching(
                opened,
                targets,
                web=web_access(settings),
                interval=float(interval),
                remove_deleted=remove_deleted,
            )
            for event in events:
                (print_errors if event.failed else print_lines)([event.line])
                sys.stdout.flush()  # also into a file or pipe, line by line
