"""Options and arguments that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def _named(paths: list[str]) -> list[str]:
    """Paths that say something: an empty one is mostly a shell variable that is not set, and would be this folder."""
    if not all(path.strip() for path in paths):
        raise typer.BadParameter("an empty path. Name a file, a folder or a URL; . is the current folder")
    return paths


PathsArgument = Annotated[list[str], typer.Argument(metavar="PATH_OR_URL...", callback=_named)]
TargetsArgument = Annotated[list[str], typer.Argument(metavar="FOLDER_OR_FEED...", callback=_named)]
IndexOption = Annotated[
    Path | None,
    typer.Option("--index", help="Directory of the index.", envvar="CITEWIRE_INDEX", show_default=False),
]
IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="An article's id, as `citewire list` prints it.")
]
FollowOption = Annotated[
    bool | None, typer.Option("--follow-links", help="Fetch the pages that feeds link to.")
]
