"""`citewire serve`: the page's own command, which `qa/cli.py` finds by its entry point."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indexes.index import NewsIndex
from qa.assistant import NewsAssistant
from qa.printing import print_report
from qa.progress import progress
from qa.settings import Settings, index_to_open, load_settings, own_index, starter_index
from ui.server import create_app, listen, run


def serve(
    index: Annotated[
        Path | None, typer.Option(help="Directory of the index.", envvar="CITEWIRE_INDEX")
    ] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on; default 127.0.0.1.")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on; default 7860, 0 takes a free one.")
    ] = None,
    allow_public: Annotated[
        bool,
        typer.Option(
            "--allow-public-without-login",
            "--allow-public",
            help="Listen where other machines can read the whole collection without a login.",
        ),
    ] = False,
    articles: Annotated[
        Path | None, typer.Option(exists=True, help="Add these articles to your own index first.")
    ] = None,
    starter: Annotated[
        Path | None,
        typer.Option(exists=True, help="If there is no index, build one from this starter collection."),
    ] = None,
) -> None:
    """Serve the chat page and the HTTP API."""
    settings = load_settings(index=index, host=host, port=port, allow_public=allow_public or None)
    with listen(settings) as listening:  # first, so that a port that is taken is said before a long build
        place = _prepared(settings, articles, starter)
        with NewsAssistant.open(place, settings=settings) as assistant:
            run(create_app(assistant, settings), listening)


def _prepared(settings: Settings, articles: Path | None, starter: Path | None) -> Path:
    """Where the index to serve is, after adding what is to be in it."""
    if articles is not None:
        place = settings.index or own_index()
        _build(place, articles, settings)
        return place
    place = index_to_open(settings)
    if starter is None or (place != starter_index() and NewsIndex.exists(place)):
        return place
    place = settings.index or starter_index()
    _build(
        place, starter, settings
    )  # also where it has been built: what an interrupted run left out comes in
    return place


def _build(place: Path, articles: Path, settings: Settings) -> None:
    opened = NewsIndex.open_or_create(place, embedding_model=settings.embedding_model)
    with opened, progress() as report_progress:
        report = opened.add(articles, progress=report_progress)
    print_report(report, place)
