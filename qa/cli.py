"""The command `citewire`. Exit codes: 0 done, 1 an error of Citewire's own, 2 wrong usage."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any

import typer

from indexes.errors import CitewireError, QuestionError, ReadError
from qa.care import backup, doctor, restore, rollback, watch
from qa.moments import moment_of
from qa.options import FollowOption, IdArgument, IndexOption, PathsArgument
from qa.plain_text import printable
from qa.printing import (
    print_answer,
    print_article,
    print_articles,
    print_discrepancies,
    print_errors,
    print_lines,
    print_report,
)
from qa.progress import progress
from qa.settings import index_to_open, load_settings, own_index, web_access

app = typer.Typer(
    name="citewire",
    help="Ask your news archive: every sentence of an answer is an exact, dated quote.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


_PLUGINS = {  # for the list of commands, which loads none of them
    "serve": "Serve the chat page and the HTTP API.",
    "feedback": "Print what all readers of the page thought of its answers, as JSON lines.",
}


def _a_date(text: str | None) -> str | None:
    """A date as it was written; what is none is wrong usage."""
    try:
        moment_of(text)
    except QuestionError as error:
        raise typer.BadParameter(printable(str(error))) from error
    return text


@app.command()
def add(
    paths: PathsArgument,
    index: IndexOption = None,
    follow_links: FollowOption = None,
) -> None:
    """Add articles: files, folders with what is below them, pages and feeds by URL. Makes the index if there is none."""
    from indexes.index import NewsIndex
    from indexes.web.reading import is_url

    settings = load_settings(index=index, follow_feed_links=follow_links)
    place = settings.index or own_index()
    there = any(is_url(path) or Path(path).expanduser().exists() for path in paths)
    if not NewsIndex.exists(place) and not there:
        raise ReadError(f"{paths[0]} is not there: nothing was added and no index was made.")
    opened = NewsIndex.open_or_create(place, embedding_model=settings.embedding_model)
    with opened, progress() as report_progress:
        report = opened.add(paths, progress=report_progress, web=web_access(settings))
    print_report(report, place)
    if report.failed and not (report.added or report.updated or report.unchanged):
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question in plain words.")],
    index: IndexOption = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Only this outlet; may be given several times.")
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(help="Published on or after this date, such as 2025-03-14.", callback=_a_date),
    ] = None,
    before: Annotated[str | None, typer.Option(help="Published before this date.", callback=_a_date)] = None,
    as_of: Annotated[str | None, typer.Option(help="Ask as if on this date.", callback=_a_date)] = None,
    max_sentences: Annotated[int | None, typer.Option(min=1, max=20, help="Sentences at most.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Ask a question. Exits 0 also where the articles do not tell: that is an answer."""
    from qa.assistant import NewsAssistant

    settings = load_settings(index=index)
    with NewsAssistant.open(settings=settings) as assistant:
        answer = assistant.ask(
            question, sources=source, published_after=after, published_before=before, as_of=as_of,
            max_sentences=max_sentences,
        )  # fmt: skip
    if json:
        sys.stdout.write(answer.to_json() + "\n")
    else:
        print_answer(answer)


@app.command("list")
def list_articles(index: IndexOption = None) -> None:
    """List the articles: id, date, outlet, title."""
    with _open(index) as opened:
        print_articles(opened.overview())


@app.command()
def show(
    article_id: IdArgument,
    index: IndexOption = None,
    versions: Annotated[
        bool, typer.Option("--versions", help="Show what changed from version to version instead.")
    ] = False,
) -> None:
    """Show an article, or its versions with the sentences that were inserted and removed."""
    from qa.version_printing import print_notices, print_versions

    with _open(index) as opened:
        found = opened.versions(article_id)
    if versions:
        print_versions(found)
    else:
        print_notices(found[-1].article)
        print_article(found[-1].article)


@app.command()
def remove(
    article_ids: Annotated[list[str], typer.Argument(metavar="ID...")], index: IndexOption = None
) -> None:
    """Remove articles for good."""
    with _open(index) as opened:
        removed = opened.remove(article_ids)
    print_lines([f"Removed {len(removed)}."])


@app.command()
def rebuild(
    index: IndexOption = None,
    embedding_model: Annotated[
        str | None, typer.Option(help="Another sentence-transformers name or path.")
    ] = None,
) -> None:
    """Build the index anew from its articles, beside the live one, and swap."""
    from indexes.index import NewsIndex

    settings = load_settings(index=index, embedding_model=embedding_model)
    with (
        NewsIndex.open(index_to_open(settings), allow_mismatch=True) as opened,
        progress() as report_progress,
    ):
        opened.rebuild(embedding_model=settings.embedding_model, progress=report_progress)
        print_lines([f"Rebuilt with {opened.manifest.model}: {len(opened.article_ids())} articles."])


@app.command()
def verify(
    answer: Annotated[Path, typer.Argument(metavar="ANSWER.json", exists=True, dir_okay=False)],
    index: IndexOption = None,
) -> None:
    """Check that every quote of a saved answer stands exactly so in the index. Exits 1 if one does not.

    The file may also hold all answers of a conversation, as the page saves them.
    """
    from qa.serialization import load_answers
    from qa.verification import earlier_versions
    from qa.verification import verify as check

    documents = load_answers(answer.read_bytes())
    with _open(index) as opened:
        discrepancies = [found for document in documents for found in check(document, opened)]
        earlier = dict.fromkeys(one for document in documents for one in earlier_versions(document, opened))
    print_discrepancies(discrepancies)
    if discrepancies:
        raise typer.Exit(1)
    quotes = sum(len(document.citations) + len(document.nearest) for document in documents)
    print_lines([f"All {quotes} quotes are exact."])
    print_lines(f"{one} has changed since: `citewire show {one} --versions`." for one in earlier)


for _command in (doctor, backup, restore, rollback, watch):
    app.command()(_command)


def main() -> None:
    """Run the command; one line on stderr for an error of Citewire's own."""
    for plugin in entry_points(group="citewire.commands"):  # `serve` lives in ui, which qa must not know
        app.command(plugin.name, help=_PLUGINS.get(plugin.name))(
            plugin.load() if _wanted(plugin.name) else _placeholder
        )
    try:
        app()
    except CitewireError as error:
        print_errors([f"citewire: {error}"])
        raise SystemExit(1) from error


def _wanted(name: str) -> bool:
    """Loading a plug-in imports the page's libraries: only when it is called."""
    return name in sys.argv[1:]


def _placeholder() -> None:
    """A command of another package, see its own help."""


def _open(index: Path | None) -> Any:  # noqa: ANN401 - NewsIndex, imported late to keep start-up short
    from indexes.index import NewsIndex

    return NewsIndex.open(index_to_open(load_settings(index=index)))
