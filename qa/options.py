"""Options and arguments that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
