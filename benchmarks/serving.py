"""A server over the starter collection for the time of a measurement, and Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import uvicorn

from indexes.index import NewsIndex
from qa.assistant import NewsAssistant
from qa.settings import Settings
from ui.server import address, create_app, listen

SEEDS: Final = Path(__file__).parent.parent / "seeds" / "articles"
_PATIENCE: Final = 60.0  # seconds until the server must be up


@contextmanager
def serving(index: Path | None = None, **settings: Any) -> Iterator[str]:  # noqa: ANN401 - any setting
    """The address of a server over `index`, built from the starter collection if it is not there."""
    with tempfile.TemporaryDirectory() as folder:
        place = index or Path(folder) / "index"
        if not NewsIndex.exists(place):
            with NewsIndex.create(place) as built:
                built.add(SEEDS)
        chosen = Settings(port=0, conversations=Path(folder) / "conversations.sqlite", **settings)
        with NewsAssistant.open(place, settings=chosen) as assistant, listen(chosen) as listening:
            config = uvicorn.Config(create_app(assistant, chosen), log_level="warning")
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, args=([listening],))
            thread.start()
            try:
                _wait(server)
                assistant.ask("What was reported?")  # loads the models
                yield address(listening)
            finally:
                server.should_exit = True
                thread.join(10)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser, from CHROMIUM or the path."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _wait(server: uvicorn.Server) -> None:
    end = time.monotonic() + _PATIENCE
    while not server.started:
        if time.monotonic() > end:
            raise TimeoutError("the server did not start")
        time.sleep(0.05)
